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
    return Suggestion()


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
    if not ids:
        return ""
    field = pattern.format(ids[0] if len(ids) == 1 else "...")
    if document.key((*location, pattern.partition(":")[0])) is not None:
        help_ = marked("write '{field}'", field=field)
    else:
        help_ = marked("add '{field}'", field=field)
    if len(ids) == 1:
        return help_
    return marked("{help} with one of: {choices}", help=help_, choices=", ".join(ids))


def for_missing_field(
    document: Document, model: type[BaseModel], location: Location
) -> str:
    """The id of an actor, the choices, or a list of sources; empty for any other field."""
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
    return marked(
        "add this line at the end of the file: {line}",
        line="sources: {town-gazette: {title: ...}}",
    )


def ids_as_list(text: str, model: type[BaseModel], location: Location) -> str:
    """The list to write in place of a text that has the ids of a list; empty for any other text."""
    parts = [part.strip(" []@") for part in re.split("[,;]", text)]
    is_list_of_records = traversal.keys_at(model, (*location, 0))
    if (
        len(text) > _LONGEST
        or _NUMBER_WITH_COMMAS.fullmatch(text)
        or is_list_of_records
    ):
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
    text = "..."
    if isinstance(node, Scalar) and 0 < len(node.text) <= _LONGEST:
        text = node.text
    match error:
        case "model_type":
            return marked(
                "write its fields instead, each on an indented line: {fields}",
                fields=_fields(model, location, text),
            )
        case "dict_type":
            return marked(
                "write '<id>:' without a hyphen, and its fields indented on the lines below"
            )
        case "tuple_type":
            return _as_list(key, text, model, location)
    if isinstance(node, Sequence) and len(node.items) == 1:
        entry = node.items[0]
        if isinstance(entry, Scalar) and _SIMPLE_TEXT.fullmatch(entry.text):
            return marked("write: {line}", line=f"{key}: {entry.text}")
    return marked("write the text after the colon, without a list or fields of its own")


def _as_list(key: str, text: str, model: type[BaseModel], location: Location) -> str:
    """How to write a list in place of a text."""
    ids = ids_as_list(text, model, location)
    if ids:
        return marked("write: {line}", line=f"{key}: {ids}")
    fields = _fields(model, (*location, 0), text)
    if fields:
        return marked(
            "write '{key}:' and, indented below it, each field on a line of its own: {entry}",
            key=key,
            entry=f"- {fields}",
        )
    if _NUMBER_WITH_COMMAS.fullmatch(text):
        text = text.replace(",", "")
    return marked(
        "write '{key}:' and, indented on the next line: {entry}",
        key=key,
        entry=f"- {line.in_place(text)}",
    )


def _fields(model: type[BaseModel], location: Location, text: str) -> str:
    """The fields to write in place of a text, one with the text, others with their choices; empty if none."""
    keys = traversal.keys_at(model, location)
    names = [key for key in _NAMES if key in keys]
    values = {"id": identifiers.suggestion(text)}
    if "url" in keys and web_address.is_web_address(text):
        values["url"] = text
    elif names:
        values[names[0]] = text
    expected = {*names[:1], *values}
    if "role" in keys:  # unless a profile has the kind
        expected.add("kind")
    fields = []
    for key in keys:
        member = traversal.member_at(model, (*location, key))
        if member is None:
            continue
        if key in expected or member.field.is_required():
            choices = "/".join(member.choices)
            value = line.in_place(values.get(key, ""))
            fields.append(f"{key}: {value or choices or '...'}")
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
