"""Plain data as entries that can be compared: the models say what is in them, and every value is a text.

Nothing is validated, so versions in an older format can be compared too. Keys that are not in the models
are compared like the others, and a value of an unexpected shape by the words in it.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import PurePath
from typing import Any, NamedTuple

from briefing_site.diagnostics import Severity
from briefing_site.format import (
    Brief,
    Mark,
    Member,
    Record,
    Verification,
    characters,
    version,
)
from briefing_site.format.brief import Forecast
from briefing_site.format.fields import PROSE
from briefing_site.format.record import title_of
from briefing_site.format.traversal import members
from briefing_site.format.verification import state_today
from briefing_site.reading import RawFile, composer
from briefing_site.reading.folder import VERIFICATION, limit, parse

_BREAK = re.compile(r"\n(?:\s*\n|(?=[ \t]*(?:[-*+]\s|>|#{1,6}\s|\d+[.)]\s)))([ \t]*)")
Data = Mapping[str, Any]
"""The content of a file: mappings, lists and texts."""


@dataclass(frozen=True)
class Entry:
    """A brief, an entry of a brief, a profile, a topic or a record of verification."""

    id: str
    """Empty for an entry without ids, such as a key judgement."""
    name: str
    fields: Mapping[str, str]
    """Every value on one line, by key: all fields of the format in its order, then other keys."""
    former: tuple[str, ...] = ()
    entries: Mapping[str, tuple["Entry", ...]] = field(default_factory=dict)
    """The entries of its lists, by the name for one: `event`, `key judgement`."""
    model: type[Record] = Record
    """What the format says of it: nothing, for a text."""

    @property
    def content(self) -> str:
        inner = (each.content for entries in self.entries.values() for each in entries)
        return " ".join((*self.fields.values(), *inner))


def read(file: RawFile) -> Data | None:
    """The content of a file; `None` if it has errors of YAML or is not a mapping."""
    document, found = composer.compose(
        file.path, file.content, limit=limit(PurePath(file.path))
    )
    data = document.data()
    # where YAML has another meaning than what was written, the result is only a guess
    is_wrong = any(each.severity is Severity.ERROR for each in found)
    return data if isinstance(data, dict) and not is_wrong else None


Terms = tuple[str, ...]
"""What was forecast: the texts that decide it, on a line each, and which of several such forecasts it is."""


def terms(forecasts: Iterable[Data]) -> list[Terms]:
    """The terms of each forecast of a brief, in any version of the format: with others, it is another one."""
    decisive = [
        each.key for each in members(Forecast) if Mark.FORECAST_TERM in each.marks
    ]
    number: Counter[Terms] = Counter()
    found: list[Terms] = []
    for each in forecasts:
        same = tuple(_line(each.get(key)) for key in decisive)
        found.append((*same, str(number[same])))
        number[same] += 1
    return found


def written(record: Record) -> Data:
    """The single values of a record, as texts of a file."""
    values = (
        (each, getattr(record, each.name))
        for each in members(type(record))
        if not each.steps
    )
    return {
        each.key: each.field_type.to_text(value)
        for each, value in values
        if each.field_type and value is not None
    }


Claim = tuple[str, str, str, str]
"""What a record of verification says: the fingerprint of the quote, the state, the day, and `from`."""


def claim(record: Data) -> Claim:
    """That of a record in any version of the format."""
    state = state_today(record.get("state"))
    quote, day, origin = (_line(record.get(key)) for key in ("quote", "date", "from"))
    return quote, _line(state), day, origin


def read_claims(content: bytes) -> list[Claim] | None:
    """What a version of `verification.yml` claims, without repetition; `None` if it can't be read."""
    data = read(RawFile(f"briefs/{VERIFICATION}", content))
    if data is None:
        return None
    listed = (quotes.values() for quotes in data.values() if isinstance(quotes, dict))
    return sorted(
        {
            claim(each)
            for records in listed
            for each in records
            if isinstance(each, dict)
        }
    )


class BriefVersion(NamedTuple):
    """What a version of a brief or of a profile contains."""

    data: Data
    is_valid: bool
    """Whether the check accepts the file; if not, it may be in an older format."""

    @property
    def is_published(self) -> bool:
        return self.data.get("status") != "draft"


def read_version(content: bytes, model: type[Record] = Brief) -> BriefVersion | None:
    """A version of a brief or a profile, as the check reads it; `None` if it can't be read."""
    file = RawFile("", content)
    parsed, _ = parse(file, model)
    data = parsed.document.data() if parsed.record else read(file)
    return (
        BriefVersion(data, is_valid=parsed.record is not None)
        if isinstance(data, dict) and data
        else None
    )


@cache
def lists() -> Mapping[str, Member]:
    found: dict[str, Member] = {}
    for each in members(Brief):
        if each.record and each.steps:
            found[title_of(each.record).lower()] = each
        elif each.field_type is PROSE and each.steps:
            found[str(each.field.title).lower().removesuffix("s")] = each
    return found


def is_named_by_id(member: Member) -> bool:
    """Whether each entry of the list must have an id, so that another id means another thing."""
    fields = member.record.model_fields if member.record else {}
    return "id" in fields and fields["id"].is_required()


def from_brief(slug: str, data: Data) -> Entry:
    entries = {
        noun: tuple(_entries(member, data.get(member.key)))
        for noun, member in lists().items()
    }
    in_lists = {member.key for member in lists().values()}
    own = {key: value for key, value in data.items() if key not in in_lists}
    return replace(from_record(Brief, own, slug), entries=entries)


def from_record(model: type[Record], data: Data, id_: str = "") -> Entry:
    """A mapping of the format; `id_` is its id if the data does not contain it."""
    known = {member.key: member for member in members(model)}
    defaults = {
        key: None if each.field.is_required() else each.field.default
        for key, each in known.items()
    }
    texts = {
        key: default if isinstance(default, str) else ""
        for key, default in defaults.items()
    }
    texts |= {key: text for key, value in data.items() if (text := _line(value))}
    ids = {
        key: each
        for key, each in known.items()
        if each.field_type and each.field_type.is_id
    }
    former = (data.get(key) for key, member in ids.items() if member.steps)
    fields = {key: text for key, text in texts.items() if key not in ids}
    label = model.label_separator.join(filter(None, map(fields.get, model.labelled_by)))
    return Entry(
        id_ or model.identify(texts),
        label or next(filter(None, fields.values()), ""),
        fields,
        tuple(_line(each) for old in former if isinstance(old, list) for each in old),
        model=model,
    )


def from_verifications(data: Data) -> Iterator[Entry]:
    """The record of each quote, whose id is `<brief>#<quote>`, in any version of `verification.yml`."""
    for slug, quotes in data.items():
        for quote, value in quotes.items() if isinstance(quotes, dict) else ():
            if isinstance(value, dict):
                data_today = value | {"state": state_today(value.get("state"))}
                found = from_record(Verification, data_today, f"{slug}#{quote}")
                state = ", ".join(
                    filter(None, map(found.fields.get, ("state", "from", "date")))
                )
                yield replace(found, name=state)


def from_version(file: RawFile) -> Entry:
    """A version, whose id is `<brief>/<day>`: its identifier, and a digest of all the rest."""
    try:
        content = json.loads(file.content)
        data = {"doi": content.get("doi"), "digest": version.digest(content)}
    except (AttributeError, RecursionError, ValueError):  # the check reports it
        data = {"digest": hashlib.sha256(file.content).hexdigest()}
    path = PurePath(file.path)
    fields = {key: text for key, value in data.items() if (text := _line(value))}
    return Entry(f"{path.parent.name}/{path.stem}", file.path, fields)


def _entries(member: Member, value: object) -> Iterator[Entry]:
    match value:
        case dict():
            pairs = [*value.items()]
        case list():
            pairs = [("", each) for each in value]
        case _:
            pairs = [("", value)] if isinstance(value, str) and value.strip() else []
    for key, each in pairs:
        if member.record and isinstance(each, dict):
            yield from_record(member.record, each, key)
        else:
            yield Entry(key, _line(each), {"text": _line(each)})


def _line(value: object) -> str:
    """The words, and where a paragraph or a list item begins, with the indentation, as that has a meaning."""
    match value:
        case str():
            text = characters.shown(value).strip().replace("¶", "¶¶")
            return " ".join(
                _BREAK.sub(lambda found: f" ¶{'·' * len(found[1])} ", text).split()
            )
        case list():
            return ", ".join(filter(None, map(_line, value)))
        case dict():
            return " ".join(filter(None, map(_line, value.values())))
    return ""
