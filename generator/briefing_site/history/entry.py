"""Plain data as entries that can be compared: the models say what is in them, and every value is a text.

Nothing is validated, so versions in an older format can be compared too. Keys that are not in the models
are compared like the others, and a value of an unexpected shape by the words in it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import PurePath
from typing import Any

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
"""Where a paragraph or a list item begins, with its indentation."""


@dataclass(frozen=True)
class Entry:
    """A brief, an entry of a brief, a profile, a topic or a record of verification."""

    id: str
    """Empty for an entry without ids, such as a key judgement."""
    name: str
    fields: Mapping[str, str]
    """Every value on one line, by key: all fields of the format in its order, then other keys."""
    former_ids: tuple[str, ...] = ()
    entries: Mapping[str, tuple["Entry", ...]] = field(default_factory=dict)
    """The entries of its lists, by the name for one: `event`, `key judgement`."""
    model: type[Record] = Record
    """What the format says of it: nothing, for a text."""

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
    """The lists of a brief, by the name for one of their entries."""
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
    """Whether each entry of the list must have an id, so that another id means another thing."""
    fields = member.record.model_fields if member.record else {}
    return "id" in fields and fields["id"].is_required()


def from_brief(slug: str, data: Data) -> Entry:
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
    """A mapping of the format; `id_` is its id if the data does not contain it."""
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
    """The value of each field that a file leaves out, as text."""
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
    """The record of each quote, whose id is `<brief>#<quote>`, in any version of `verification.yml`."""
    for slug, quotes in data.items():
        if not isinstance(quotes, dict):
            continue
        for quote, record in quotes.items():
            if isinstance(record, dict):
                entry = from_record(Verification, record, f"{slug}#{quote}")
                names = [entry.fields[key] for key in ("state", "from", "date")]
                yield replace(entry, name=", ".join(filter(None, names)))


def from_version(file: RawFile) -> Entry:
    """A version, whose id is `<brief>/<day>`: its identifier, and a digest of everything else."""
    try:
        content = json.loads(file.content)
        fields = {"doi": one_line(content.get("doi"))}
        fields["digest"] = version.digest(content)
    except (AttributeError, RecursionError, ValueError):  # the check reports it
        fields = {"digest": hashlib.sha256(file.content).hexdigest()}
    path = PurePath(file.path)
    return Entry(f"{path.parent.name}/{path.stem}", file.path, fields)


def file_values(record: Record) -> Data:
    """The single values of a record, as texts of a file."""
    values: dict[str, str] = {}
    for member in members(type(record)):
        value = getattr(record, member.name)
        if member.field_type and not member.steps and value is not None:
            values[member.key] = member.field_type.to_text(value)
    return values


def one_line(value: object) -> str:
    """The words, and where a paragraph or a list item begins, with the indentation, as that has a meaning."""
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
