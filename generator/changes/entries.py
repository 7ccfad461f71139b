"""The parts of a record that can be compared one by one, and what changed in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from generator.changes.matching import pairs
from generator.changes.records import EntryChange, FieldChange
from generator.format import brief as format_
from generator.format.dates import EdtfDate
from generator.format.prose import Prose
from generator.format.record import Record

KINDS = {
    "key_judgements": "key judgement",
    "actors": "actor",
    "relations": "relation",
    "timeline": "event",
    "quotes": "quote",
    "open_questions": "open question",
    "sources": "source",
    "corrections": "correction",
}
"""What an entry is called, by the key of the list that it stands in."""

_ADDRESSES = frozenset({"id", "formerly"})
"""Fields that say where something is found and not what it is."""


@dataclass(frozen=True)
class Entry:
    """One member of a list, ready to be compared."""

    id: str
    former: tuple[str, ...]
    name: str
    fields: Mapping[str, str]

    @property
    def content(self) -> str:
        """All its words."""
        return " ".join(self.fields.values())


def fields(record: BaseModel) -> dict[str, str]:
    """The values of a record but for its lists of entries, by key, each as a text on one line."""
    return {
        key: text(value)
        for key, value in _items(record)
        if key not in _ADDRESSES and not _is_entries(key, value)
    }


def text(value: object) -> str:
    """A value as a text on one line; empty where there is none."""
    match value:
        case None:
            return ""
        case EdtfDate():
            return value.text
        case Prose():
            return " ".join(value.source.split())
        case tuple():
            return ", ".join(text(each) for each in value)
        case Record():
            texts = (text(each) for key, each in _items(value) if key not in _ADDRESSES)
            return " ".join(filter(None, texts))
        case _:
            return str(value)


def entries(record: BaseModel) -> dict[str, tuple[Entry, ...]]:
    """The lists of entries of a record, by key."""
    return {key: tuple(_entries(value)) for key, value in _items(record) if _is_entries(key, value)}


def field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the format."""
    return tuple(
        FieldChange(key, before.get(key, ""), after.get(key, ""))
        for key in {**after, **before}
        if before.get(key, "") != after.get(key, "")
    )


def entry_changes(
    kind: str, old: tuple[Entry, ...], new: tuple[Entry, ...], *, alike: bool = True
) -> Iterator[EntryChange]:
    """What came, went and changed; `alike` says whether things with different ids can be one."""
    for before, after in pairs(old, new, alike=alike):
        if after is None:
            if before is not None:
                yield EntryChange(kind, "removed", before.id, before.name)
        elif before is None:
            yield EntryChange(kind, "added", after.id, after.name)
        else:
            changed = field_changes(before.fields, after.fields)
            old_id = before.id if before.id != after.id else ""
            if changed or old_id:
                yield EntryChange(kind, "changed", after.id, after.name, changed, old_id)


def _items(record: BaseModel) -> Iterator[tuple[str, object]]:
    for name, field in type(record).model_fields.items():
        yield field.alias or name, getattr(record, name)


def _is_entries(key: str, value: object) -> bool:
    return key in KINDS and isinstance(value, tuple | dict)


def _entries(value: object) -> Iterator[Entry]:
    if isinstance(value, dict):
        for id_, source in value.items():
            yield Entry(id_, (), source.title, fields(source))
    elif isinstance(value, tuple):
        for each in value:
            match each:
                case format_.Event():
                    id_ = each.anchor
                    yield Entry(id_, each.formerly, f"{each.date.text} {each.title}", fields(each))
                case format_.Quote():
                    id_ = each.anchor
                    yield Entry(id_, each.formerly, f"{each.speaker}: {each.text}", fields(each))
                case format_.CastMember():
                    yield Entry(each.id, (), each.role, fields(each))
                case format_.Relation():
                    yield Entry("", (), f"{each.from_} {each.label} {each.to}", fields(each))
                case format_.KeyJudgement():
                    yield Entry("", (), text(each.text), fields(each))
                case Record():
                    yield Entry("", (), text(each), fields(each))
                case _:
                    yield Entry("", (), text(each), {"text": text(each)})
