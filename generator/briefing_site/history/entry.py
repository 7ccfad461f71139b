"""Turns the data of files into entries whose values are all texts, so that two versions can be compared.

The models of the format say which fields an entry has. Nothing is validated, so that versions in an older
format can be compared too: keys that are not in the models are kept like the others, and a value of an
unexpected type becomes the words in it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import PurePath
from typing import Any, NamedTuple

from briefing_site.format import (
    Brief,
    Member,
    Record,
    Verification,
    characters,
    version,
)
from briefing_site.format.fields import PROSE
from briefing_site.format.record import title_of
from briefing_site.format.traversal import members
from briefing_site.reading import RawFile

Data = Mapping[str, Any]
"""The content of a file: mappings, lists and texts."""
_BREAK = re.compile(r"\n(?:\s*\n|(?=[ \t]*(?:[-*+]\s|>|#{1,6}\s|\d+[.)]\s)))([ \t]*)")
"""The line breaks before a paragraph, a list item, a heading or a quotation; the group is its indentation."""


Key = tuple[str, str, str]
"""What has an id: its kind as in `NamedId`, the id, and the other brief that an entry is in, or nothing."""


class Rename(NamedTuple):
    """What has another id than before, and the new one."""

    key: Key
    new_id: str


@dataclass(frozen=True)
class Entry:
    """A brief, an entry of a brief, a profile, a topic or a record of verification."""

    id: str
    """Empty if entries of this kind have no ids, such as key judgements."""
    name: str
    """The values by which people recognize it, such as the date and the title of an event."""
    fields: Mapping[str, str]
    """The values on one line each, by key: all fields of the model in its order, then other keys of the file.

    A field that the file leaves out has its default, or an empty text. Ids are not in it.
    """
    former_ids: tuple[str, ...] = ()
    entries: Mapping[str, tuple["Entry", ...]] = field(default_factory=dict)
    """The entries of its lists, by the name for one entry of the list, such as `event` or `key judgement`."""
    renamed: tuple[Rename, ...] = ()
    """What it has or names under another id than the version that it was made of."""
    model: type[Record] = Record
    """Its model; `Record`, which has no fields, for an entry that is only a text."""

    @property
    def text(self) -> str:
        """All its values, and those of its entries."""
        texts = list(self.fields.values())
        for entries in self.entries.values():
            for entry in entries:
                texts.append(entry.text)
        return " ".join(texts)


@cache
def lists() -> Mapping[str, Member]:
    """The lists of records and of texts in a brief, by the name for one entry: `event`, `open question`."""
    names: dict[str, Member] = {}
    for member in members(Brief):
        if not member.steps:
            continue
        if member.record:
            names[title_of(member.record).lower()] = member
        elif member.field_type is PROSE:
            names[str(member.field.title).lower().removesuffix("s")] = member
    return names


def is_named_by_id(member: Member) -> bool:
    """Whether each entry of the list has to have an id, so that an entry with another id is another entry."""
    fields = member.record.model_fields if member.record else {}
    return "id" in fields and fields["id"].is_required()


def from_brief(slug: str, data: Data) -> Entry:
    """A brief with the entries of its lists."""
    entries: dict[str, tuple[Entry, ...]] = {}
    values = dict(data)
    for name, member in lists().items():
        entries[name] = tuple(_list_entries(member, values.pop(member.key, None)))
    return replace(from_record(Brief, values, slug), entries=entries)


def _list_entries(member: Member, value: object) -> Iterator[Entry]:
    """The entries of a list or a mapping of a brief; a text in its place counts as the only one."""
    ids_and_values: list[tuple[str, object]] = []
    if isinstance(value, dict):
        ids_and_values = list(value.items())
    elif isinstance(value, list):
        ids_and_values = [("", entry) for entry in value]
    elif isinstance(value, str) and value.strip():
        ids_and_values = [("", value)]
    for id_, entry in ids_and_values:
        if member.record and isinstance(entry, dict):
            yield from_record(member.record, entry, id_)
        else:
            text = one_line(entry)
            yield Entry(id_, text, {"text": text})


def from_record(model: type[Record], data: Data, id_: str = "") -> Entry:
    """The entry of a mapping; `id_` is its id if that is not in the mapping, but a key or a file name."""
    texts = _defaults(model)
    for key, value in data.items():
        text = one_line(value)
        if text:
            texts[key] = text
    fields = dict(texts)
    former_ids: list[str] = []
    for member in members(model):
        if member.field_type and member.field_type.is_id:
            del fields[member.key]
            ids = data.get(member.key)
            if member.steps and isinstance(ids, list):
                former_ids += map(one_line, ids)
    return Entry(
        id_ or model.identify(texts),
        _name(model, fields),
        fields,
        tuple(former_ids),
        model=model,
    )


def _defaults(model: type[Record]) -> dict[str, str]:
    """The value of each field in a file that leaves it out: its default if that is a text, or else empty."""
    texts: dict[str, str] = {}
    for member in members(model):
        default = None if member.field.is_required() else member.field.default
        texts[member.key] = default if isinstance(default, str) else ""
    return texts


def _name(model: type[Record], fields: Mapping[str, str]) -> str:
    """The values by which people recognize an entry; the first of all if it has none of these."""
    values = [fields[key] for key in model.labelled_by if fields.get(key)]
    if values:
        return model.label_separator.join(values)
    for value in fields.values():
        if value:
            return value
    return ""


def from_verifications(data: Data) -> Iterator[Entry]:
    """The records of quotes in any version of `verification.yml`. The id of each is `<brief>#<quote>`."""
    for slug, quotes in data.items():
        if not isinstance(quotes, dict):
            continue
        for quote, record in quotes.items():
            if isinstance(record, dict):
                entry = from_record(Verification, record, f"{slug}#{quote}")
                names = [entry.fields[key] for key in ("state", "from", "date")]
                yield replace(entry, name=", ".join(filter(None, names)))


def from_version(file: RawFile) -> Entry:
    """A frozen version, by its DOI and a digest of everything else. Its id is `<brief>/<day>`."""
    try:
        content = json.loads(file.content)
        fields = {"doi": one_line(content.get("doi"))}
        fields["digest"] = version.digest(content)
    except (AttributeError, RecursionError, ValueError):
        # it is no version, which the check reports
        fields = {"digest": hashlib.sha256(file.content).hexdigest()}
    path = PurePath(file.path)
    return Entry(f"{path.parent.name}/{path.stem}", file.path, fields)


def file_values(record: Record) -> Data:
    """The values of a record as a file has them, without lists and entries."""
    values: dict[str, str] = {}
    for member in members(type(record)):
        value = getattr(record, member.name)
        if member.field_type and not member.steps and value is not None:
            values[member.key] = member.field_type.to_text(value)
    return values


def one_line(value: object) -> str:
    """A value as text on one line.

    `¶` stands where a paragraph or a list item begins, with a `·` for each space of its indentation, because
    the indentation has a meaning in Markdown. A pilcrow in the text is doubled.
    """
    if isinstance(value, str):
        text = characters.shown(value).strip().replace("¶", "¶¶")
        return " ".join(_BREAK.sub(_mark_break, text).split())
    if isinstance(value, list):
        return ", ".join(filter(None, map(one_line, value)))
    if isinstance(value, dict):
        return " ".join(filter(None, map(one_line, value.values())))
    return ""


def _mark_break(match: re.Match[str]) -> str:
    return f" ¶{'·' * len(match[1])} "
