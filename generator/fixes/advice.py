"""What to do about a value: as far as it can be told, the very words to write."""

import re

from pydantic import BaseModel

from generator.documents.document import Document
from generator.documents.node import Mapping, Node, Scalar, Sequence
from generator.fixes import date_habits, fix
from generator.format import dates, identifiers, places, prose_parser, traversal, web_address
from generator.format.kinds import PROSE, SOURCE
from generator.format.traversal import Location

_ID = re.compile(r"[\w-]+")
_PLAIN = re.compile(r"\w[\w ,.()-]{0,199}")
_LONGEST = 200
"""Characters of a text that is repeated in a help."""
_MOST_SOURCES = 5
"""Of which it is said how to list them."""
_NAMES = ("name", "title", "text", "label")
"""Keys of a record that say what it is, the best first."""


def on_value(kind: str, text: str) -> str:
    """How to write a date or an address; empty where it can't be told."""
    match kind:
        case "bad-date" | "bad-day":
            return _write(date_habits.suggestions(text))
        case "not-a-day":
            last = dates.parse(text).last
            return f"write the day, too, such as {last.latest.isoformat()}" if last else ""
        case "date-order":
            first, _, last_day = text.partition("/")
            return f"write {last_day}/{first}"
        case "bad-address":
            return _write((web_address.suggestion(text),))
        case _:
            return ""


def _write(texts: tuple[str, ...]) -> str:
    return f"write {' or '.join(texts)}" if any(texts) else ""


def on_marks(document: Document, location: Location) -> str:
    """How to write a quote without the marks around it; empty where it does not stand on one line alone."""
    quote = document.node(location)
    if not isinstance(quote, Scalar):
        return ""
    line = document.readable_lines[quote.line - 1]
    head, value = line[: quote.column - 1], line[quote.column - 1 :].rstrip()
    if len(value) != quote.end - quote.start or len(line) > fix.LONGEST_HELP:
        return ""
    return f"write: {head.strip()} {fix.quoted(quote.text.strip()[1:-1].strip())}"


def on_source(document: Document, written: str) -> str:
    """How to name a source of the brief; empty where it has none. `written` has braces for the id."""
    listed = document.node(places.BRIEF.sources)
    ids = list(listed.entries) if isinstance(listed, Mapping) else []
    if len(ids) == 1:
        return f"add '{written.format(ids[0])}'"
    return f"add '{written.format('...')}' with one of: {', '.join(ids)}" if 1 < len(ids) <= 20 else ""


def on_missing(document: Document, model: type[BaseModel], location: Location) -> str:
    """What to add where no source is listed, by the ids that the brief names; empty for any other field."""
    if location != places.BRIEF.sources:
        return ""
    named = [
        scalar.text
        for pattern in traversal.patterns(model, SOURCE)
        for _, scalar in document.scalars(pattern)
    ]
    cited = [
        citation.source
        for pattern in traversal.patterns(model, PROSE)
        for _, scalar in document.scalars(pattern)
        for citation in prose_parser.parse(scalar.text).citations()
    ]
    ids = [each for each in dict.fromkeys([*named, *cited]) if identifiers.invalid_reason(each) is None]
    listed = ", ".join(f"{each}: {{title: ...}}" for each in ids[:_MOST_SOURCES] or ["town-gazette"])
    return f"add a line at the end of the file: sources: {{{listed}}}"


def on_type(kind: str, document: Document, model: type[BaseModel], location: Location) -> str:
    """How to write a value as the text, the list or the mapping that is expected."""
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    match kind, document.node(location):
        case _, Scalar(text=text) if len(text) > _LONGEST:
            return "compare it with another brief"
        case "wrong-type", Sequence((Scalar(text=text),)) if _PLAIN.fullmatch(text):
            return f"write: {key}: {text}"
        case "wrong-type", _:
            return "write the text behind the colon, without a list or keys of its own"
        case "tuple_type", Scalar(text=text):
            parts = [part.strip() for part in text.split(",")]
            if all(_ID.fullmatch(part) for part in parts):
                return f"write: {key}: [{', '.join(parts)}]"
            return f"write '{key}:' and below it, indented: - {text}"
        case "tuple_type", Mapping(entries=entries) if entries:
            first, (_, value) = next(iter(entries.items()))
            begun = f"- {first}: {value.text if isinstance(value, Scalar) else '...'}"
            return f"begin each entry with a hyphen, write '{begun}', and indent the rest as far as '{first}'"
        case "dict_type", Sequence((Mapping(entries=entries), *_)) if entries:
            id_ = _id_of(entries)
            return f"write '{id_}:' without a hyphen, and its fields on indented lines below it"
        case _, Scalar(text=text):
            return _fields(traversal.keys_at(model, location), text)
        case _:
            return "indent 'key: value' lines under it"


def _id_of(entries: dict[str, tuple[Scalar, Node]]) -> str:
    """What the entry of a list that should be a mapping would be called there."""
    key, (_, value) = next(iter(entries.items()))
    return value.text if key in {"id", "key", "name"} and isinstance(value, Scalar) and value.text else key


def _fields(keys: tuple[str, ...], text: str) -> str:
    """How a record is written of which only a text is there."""
    name = next((key for key in _NAMES if key in keys), "")
    known = {"id": identifiers.suggestion(text), name: text}
    if "url" in keys and web_address.is_web_address(text):
        known = {"url": text}
    shown = [key for key in keys if key in {"id", "kind", "role", "date", name, *known}]
    written = ", ".join(f"{key}: {known.get(key) or '...'}" for key in shown)
    return (
        f"write its fields instead, each on an indented line: {written}"
        if written
        else "indent 'key: value' lines under it"
    )


def on_nothing(document: Document, model: type[BaseModel], location: Location) -> str:
    """What to write where nothing is; empty where any text will do."""
    key = document.key(location)
    line = document.lines[key.line - 1] if key else ""
    swallowed = re.fullmatch(r"( *(?:- +)*[\w-]+: +)(#.*)", line)
    if swallowed:
        comment = swallowed[2].strip().replace("'", "''")
        return f"what follows a '#' is ignored; write: {swallowed[1].strip()} '{comment}'"
    keys = traversal.keys_at(model, location)
    if "title" not in keys or not location:
        return ""
    other = ", or delete it" if isinstance(location[-1], int) else ""
    return f"write its fields on indented lines below it, such as 'title: ...'{other}"
