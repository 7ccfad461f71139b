"""Help texts for invalid values: as far as possible, exactly what to write."""

import difflib
import re
from collections.abc import Collection
from collections.abc import Mapping as Mappings
from functools import cache
from typing import NamedTuple

from babel import Locale
from pydantic import BaseModel

from briefing_site.format import (
    Location,
    dates,
    identifiers,
    places,
    traversal,
    web_address,
)
from briefing_site.languages.phrase import either, marked
from briefing_site.reading import date_formats
from briefing_site.reading.repair import line
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping, Scalar, Sequence

_ID = re.compile(r"[\w-]+")
_FILE_PATH = re.compile(r"[A-Za-z]:[\\/]|file:|[~.]{0,2}/|\\\\")
_EMAIL_ADDRESS = re.compile(r"(?:mailto:)?[^\s@/:]+@(?:[\w-]+\.)+\w+")
_SEVERAL_IDS = re.compile(r"[\w-]+(?:\s*[;/|]\s*[\w-]+)+")
"""Ids that are not divided by commas."""
_NUMBER_WITH_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SIMPLE_TEXT = re.compile(r"\w[\w ,.()-]{0,199}")
_COMMENTED_OUT = re.compile(r" *(?P<field>(?:- +)*[\w-]+:) +(?P<comment>#.*)")
_LONGEST = 200
"""Characters of a text that is repeated in a help text."""
_MAX_SOURCES = 5
"""How many sources the help for a missing list of sources contains."""
_MAX_LISTED = 20
"""How many names are listed in a help text."""
_NAMES = ("name", "title", "text", "label")
"""Keys that say what a record is about, the best first."""


class Suggestion(NamedTuple):
    """What to write instead of an invalid value."""

    help: str = ""
    """For people; empty if there is nothing to suggest."""
    value: str = ""
    """The correct value, if it can mean nothing else."""


def for_value(error: str, text: str) -> Suggestion:
    """How to write a value; `error` is the type of its error."""
    match error:
        case "bad-date":
            return _for_date(text, needs_day=False)
        case "bad-day":
            return _for_date(text, needs_day=True)
        case "not-a-day":
            return Suggestion(_add_day(text))
        case "date-order":
            first, _, last = text.partition("/")
            return Suggestion(_write(f"{last}/{first}"))
        case "bad-address":
            return _for_address(text)
        case "bad-language":
            return Suggestion(_write(language_code(text)))
        case "bad-percentage":
            return _for_percentage(text)
    return Suggestion()


def _for_date(text: str, *, needs_day: bool) -> Suggestion:
    possible = date_formats.possible_dates(text)
    fitting = possible
    if needs_day:
        fitting = tuple(date for date in possible if dates.parse(date).is_day)
    if len(possible) == 1 and fitting:
        return Suggestion(_write(*fitting), fitting[0])
    if fitting:
        return Suggestion(_write(*fitting))
    if possible:
        return Suggestion(_add_day(possible[-1]))
    month = date_formats.month_without_the_day(text)
    if not month or needs_day:
        return Suggestion()
    return Suggestion(
        marked(
            "look for the day in the source; if it does not say, write {month}",
            month=month,
        )
    )


def _for_address(text: str) -> Suggestion:
    if _FILE_PATH.match(text):
        return Suggestion(
            marked(
                "this is a file on your own computer: write its address on the web, or delete it"
            )
        )
    if _EMAIL_ADDRESS.fullmatch(text.strip()):
        return Suggestion(
            marked(
                "this is an e-mail address, which leads to no page: leave the field out"
            )
        )
    address = web_address.suggestion(text)
    return Suggestion(_write(address), address)


def _for_percentage(text: str) -> Suggestion:
    number = text.removesuffix("%").strip()
    if number.isdecimal() and 0 < int(number) < 100:
        return Suggestion(_write(number), number)
    return Suggestion()


def language_code(name: str) -> str:
    """The code of the language with this name, such as `de` for German or Deutsch; empty if it is unknown."""
    return _language_codes().get(name.strip().casefold(), "")


@cache
def _language_codes() -> Mappings[str, str]:
    """The codes of languages by their names in the languages in which dates are read."""
    codes = {}
    for language in reversed(date_formats.LANGUAGES):
        for code, name in Locale.parse(language).languages.items():
            codes[name.casefold()] = code.replace("_", "-")
    return codes


def _add_day(date: str) -> str:
    last = dates.parse(date).last
    if last is None:
        return ""
    return marked("add the day, such as {day}", day=last.latest.isoformat())


def _write(*texts: str) -> str:
    """The help to write one of the texts; empty if there is none."""
    if not any(texts):
        return ""
    return marked("write {value}", value=either(texts))


def for_similar(text: str, names: Collection[str], pattern: str = "{}") -> str:
    """The name that was probably meant, or how to divide several; empty if none is near.

    `pattern` is how to write a name, which it has as `{}`.
    """
    if _SEVERAL_IDS.fullmatch(text):
        entries = ", ".join(re.split(r"[ ]*[;/|][ ]*", text))
        return marked(
            "write '{entries}', with commas between the entries", entries=entries
        )
    near = difflib.get_close_matches(text.lower(), sorted(names), n=1, cutoff=0.6)
    if near:
        return marked("did you mean '{name}'?", name=pattern.format(near[0]))
    return ""


def for_unknown(text: str, names: Collection[str], pattern: str = "{}") -> str:
    """The help of `for_similar`, or else all names if they are few; empty if there are many."""
    similar = for_similar(text, names, pattern)
    if similar or not 0 < len(names) <= _MAX_LISTED:
        return similar
    choices = ", ".join(pattern.format(name) for name in sorted(names))
    return marked("use one of: {choices}", choices=choices)


def for_choice(text: str, choices: tuple[str, ...]) -> Suggestion:
    """Which of the values was probably meant."""
    near = difflib.get_close_matches(text.lower(), choices, n=1, cutoff=0.6)
    if not near:
        return Suggestion()
    help_ = marked(
        "did you mean '{name}'? The choices are: {choices}",
        name=near[0],
        choices=", ".join(choices),
    )
    if text.casefold() == near[0]:
        return Suggestion(help_, near[0])
    return Suggestion(help_)


def for_unknown_citation(text: str, names: Collection[str]) -> str:
    """The source that was probably meant, or how to write several that are not divided by semicolons."""
    divided = re.sub(r" *[,/&] ?@", "; @", text)
    if divided != text:
        return marked(
            "write {citation}, with semicolons between the sources",
            citation=f"[@{divided}]",
        )
    return for_unknown(text, names)


def without_quotation_marks(document: Document, location: Location) -> str:
    """The line of a quote without quotation marks; empty unless the quote is alone on one line."""
    quote = document.scalar(location)
    text = document.readable_lines[quote.line - 1]
    head = text[: quote.column - 1]
    value = text[quote.column - 1 :].rstrip()
    if len(value) != quote.end - quote.start or len(text) > line.LONGEST_HELP:
        return ""
    words = quote.text.strip()[1:-1].strip()
    return f"{head.strip()} {line.quoted(words)}"


def for_missing_reference(document: Document, location: Location, pattern: str) -> str:
    """How the record at a location can refer to a source of the brief; empty if there is none.

    `pattern` is the field to write, with `{}` in place of the id.
    """
    sources = document.node(places.BRIEF.sources)
    if not isinstance(sources, Mapping) or len(sources.entries) > _MAX_LISTED:
        return ""
    ids = list(sources.entries)
    key = pattern.partition(":")[0]
    has_field = document.key((*location, key)) is not None
    if len(ids) == 1:
        field = pattern.format(ids[0])
        if has_field:
            return marked("write '{field}'", field=field)
        return marked("add '{field}'", field=field)
    field = pattern.format("...")
    choices = ", ".join(ids)
    if not choices:
        return ""
    if has_field:
        return marked(
            "write '{field}' with one of: {choices}", field=field, choices=choices
        )
    return marked("add '{field}' with one of: {choices}", field=field, choices=choices)


def for_missing_field(
    document: Document, model: type[BaseModel], location: Location
) -> str:
    """The id of an actor, the choices, or the sources that the brief refers to; empty for any other field."""
    key = location[-1]
    id_ = identifiers.suggestion(document.value((*location[:-1], "name")))
    if key == "id" and id_:
        return marked("add '{field}'", field=f"id: {id_}")
    member = traversal.member_at(model, location)
    if member and member.choices:
        return marked(
            "add '{field}' with one of: {choices}",
            field=f"{key}: ...",
            choices=", ".join(member.choices),
        )
    if location != places.BRIEF.sources:
        return ""
    ids = _cited_sources(document, model)[:_MAX_SOURCES] or ["town-gazette"]
    entries = ", ".join(f"{id_}: {{title: ...}}" for id_ in ids)
    return marked(
        "add this line at the end of the file: {line}", line=f"sources: {{{entries}}}"
    )


def _cited_sources(document: Document, model: type[BaseModel]) -> list[str]:
    """The valid ids of sources that a file refers to, each once."""
    ids: list[str] = []
    for pattern, member in traversal.leaves(model):
        if member.field_type is None:
            continue
        for _, scalar in document.scalars(pattern):
            for mention in member.field_type.mentions(scalar.text):
                is_valid = identifiers.invalid_reason(mention.id) is None
                if mention.kind == "source" and is_valid and mention.id not in ids:
                    ids.append(mention.id)
    return ids


def ids_as_list(text: str, model: type[BaseModel], location: Location) -> str:
    """The list to write in place of a text that has the ids of a list; empty for any other text."""
    parts = [part.strip(" []@") for part in re.split("[,;]", text)]
    if len(text) > _LONGEST or _NUMBER_WITH_COMMAS.fullmatch(text):
        return ""
    if _name_key(model, (*location, 0)):
        return ""
    if not all(_ID.fullmatch(part) for part in parts):
        return ""
    return f"[{', '.join(parts)}]"


def for_wrong_type(
    error: str, document: Document, model: type[BaseModel], location: Location
) -> str:
    """How to write a value as text, as a list or as fields; `error` is the type of pydantic's error."""
    node = document.node(location)
    keys = [step for step in location if isinstance(step, str)]
    key = keys[-1] if keys else ""
    if isinstance(node, Scalar) and len(node.text) > _LONGEST:
        return marked("see another brief for how this is written")
    if error == "wrong-type":
        return _as_text(key, node)
    if error == "tuple_type" and isinstance(node, Scalar):
        return _text_as_list(key, node.text, model, location)
    if error == "tuple_type" and isinstance(node, Mapping) and node.entries:
        return _fields_as_list(node, model, location)
    if error == "dict_type" and isinstance(node, Sequence) and node.items:
        first = node.items[0]
        if isinstance(first, Mapping) and first.entries:
            return _list_as_mapping(first)
    if isinstance(node, Scalar):
        fields = _fields(model, location, node.text)
        if fields:
            return marked(
                "write its fields instead, each on an indented line: {fields}",
                fields=fields,
            )
    return marked("write 'key: value' lines below it, indented")


def _as_text(key: str, node: object) -> str:
    if isinstance(node, Sequence) and len(node.items) == 1:
        entry = node.items[0]
        if isinstance(entry, Scalar) and _SIMPLE_TEXT.fullmatch(entry.text):
            return marked("write: {line}", line=f"{key}: {entry.text}")
    return marked("write the text after the colon, without a list or fields of its own")


def _text_as_list(
    key: str, text: str, model: type[BaseModel], location: Location
) -> str:
    """How to write a list whose entries are ids, texts or records in place of a text."""
    if _NUMBER_WITH_COMMAS.fullmatch(text):
        return marked(
            "write '{field}', without commas; for several values '{other}'",
            field=f"{key}: [{text.replace(',', '')}]",
            other=f"{key}: [{text.replace(',', ', ')}]",
        )
    ids = ids_as_list(text, model, location)
    if ids:
        return marked("write: {line}", line=f"{key}: {ids}")
    entry_location = (*location, 0)
    name = _name_key(model, entry_location)
    if name and _required_keys(model, entry_location) - {name}:
        return marked(
            "write '{key}:' and, indented below it, each field on a line of its own: {entry}",
            key=key,
            entry=f"- {_fields(model, entry_location, text)}",
        )
    return marked(
        "write '{key}:' and, indented on the next line: {entry}",
        key=key,
        entry=f"- {name}: {text}" if name else f"- {text}",
    )


def _fields_as_list(node: Mapping, model: type[BaseModel], location: Location) -> str:
    """How to write a list in place of the fields of its first entry."""
    first, (_, value) = next(iter(node.entries.items()))
    if not traversal.keys_at(model, (*location, 0)):
        return marked(
            "write each entry on a line of its own, after a hyphen, as in '{entry}'",
            entry=f"- {first}",
        )
    text = value.text if isinstance(value, Scalar) else "..."
    return marked(
        "start each entry with a hyphen, as in '{entry}', and align its other fields with '{field}'",
        entry=f"- {first}: {text}",
        field=first,
    )


def _list_as_mapping(first: Mapping) -> str:
    """How to write entries with ids in place of a list, whose first entry is given."""
    key, (_, value) = next(iter(first.entries.items()))
    id_ = key
    if key in {"id", "key", "name"} and isinstance(value, Scalar) and value.text:
        id_ = value.text
    return marked(
        "write '{id}:' without a hyphen, and its fields indented on the lines below",
        id=id_,
    )


def _name_key(model: type[BaseModel], location: Location) -> str:
    """The key that says what a record at the location is about; empty if there is none."""
    keys = traversal.keys_at(model, location)
    for key in _NAMES:
        if key in keys:
            return key
    return ""


def _required_keys(model: type[BaseModel], location: Location) -> set[str]:
    required = set()
    for key in traversal.keys_at(model, location):
        member = traversal.member_at(model, (*location, key))
        if member and member.field.is_required():
            required.add(key)
    return required


def _fields(model: type[BaseModel], location: Location, text: str) -> str:
    """The fields to write in place of a text, and the choices that they have; empty if there are none."""
    keys = traversal.keys_at(model, location)
    name = _name_key(model, location)
    values = {"id": identifiers.suggestion(text), name: text}
    if "url" in keys and web_address.is_web_address(text):
        values = {"url": text}
    needed = {"id", name, *values, *_required_keys(model, location)}
    if "role" in keys:
        needed.add("kind")
    fields = []
    for key in keys:
        if key in needed:
            member = traversal.member_at(model, (*location, key))
            choices = "/".join(member.choices) if member else ""
            fields.append(f"{key}: {values.get(key) or choices or '...'}")
    return ", ".join(fields)


def for_empty_value(
    document: Document, model: type[BaseModel], location: Location
) -> str:
    """What to write in place of an empty value; empty if any text will do."""
    key = document.key(location)
    text = document.lines[key.line - 1] if key else ""
    commented_out = _COMMENTED_OUT.fullmatch(text)
    if commented_out:
        value = line.quoted(commented_out["comment"].strip())
        written = f"{commented_out['field']} {value}"
        return marked("YAML ignores everything after '#'; write: {line}", line=written)
    if not location or "title" not in traversal.keys_at(model, location):
        member = traversal.member_at(model, location)
        if member and member.field.is_required():
            return marked("write a value")
        return ""
    if isinstance(location[-1], int):
        return marked(
            "write its fields indented on the lines below, such as 'title: ...', or delete it"
        )
    return marked("write its fields indented on the lines below, such as 'title: ...'")
