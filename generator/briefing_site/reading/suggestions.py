"""Help texts for invalid values: as far as possible, exactly what to write."""

import difflib
import re
from collections.abc import Collection
from collections.abc import Mapping as Mappings
from functools import cache
from typing import Self

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
from briefing_site.languages.language import Language
from briefing_site.languages.phrase import Phrase, either, marked, within
from briefing_site.reading import date_formats
from briefing_site.reading.repair import line
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping, Scalar, Sequence

_ID = re.compile(r"[\w-]+")
_OF_COMPUTER = re.compile(r"[A-Za-z]:[\\/]|file:|[~.]{0,2}/|\\\\")
_MAIL = re.compile(r"(?:mailto:)?[^\s@/:]+@(?:[\w-]+\.)+\w+")
_SEVERAL = re.compile(r"[\w-]+(?:\s*[;/|]\s*[\w-]+)+")
"""Ids that are not divided by commas."""
_PLAIN = re.compile(r"\w[\w ,.()-]{0,199}")
_LONGEST = 200
"""Characters of a text that is repeated in a help text."""
_MAX_SOURCES = 5
"""How many sources the help for a missing list of sources contains."""
_MAX_LISTED = 20
"""How many names are listed in a help text."""
_NAMES = ("name", "title", "text", "label")
"""Keys that say what a record is about, the best first."""


class DayOrMonth(Phrase):
    """What to write for a date such as 3/7/2024, in the order of the language in which it is reported."""

    __slots__ = ()

    def __new__(cls, *possible: str) -> Self:
        """The dates with the day first and with the month first."""
        return super().__new__(cls, "write {value}", {"value": either(possible)})

    def within(self, language: Language) -> str:
        order = re.sub("[^dM]", "", language.locale.date_formats["short"].pattern)
        possible = self.removeprefix("write ").split(" or ")
        if order.startswith("M"):
            possible.reverse()
        number = 1 if order.startswith("d") and not language.is_english else 2
        return str(within(_write(*possible[:number]), language))


def for_value(error: str, text: str) -> tuple[str, str]:
    """How to write a value, and the value if it can mean nothing else; `error` is the type of its error."""
    match error:
        case "bad-date" | "bad-day":
            possible = date_formats.possible_dates(text)
            fitting = tuple(
                date
                for date in possible
                if error == "bad-date" or dates.parse(date).is_day
            )
            is_swapped = (
                len(fitting) == 2
                and date_formats.with_month_last(fitting[0]) == fitting[1]
            )
            written = DayOrMonth(*fitting) if is_swapped else _write(*fitting)
            help_ = written or (_add_day(possible[-1]) if possible else "")
            if not help_ and (date := date_formats.with_month_last(text)):
                help_ = marked(
                    "write {date} if the day and the month are swapped", date=date
                )
            elif not help_ and (month := date_formats.month_without_the_day(text)):
                help_ = (
                    marked(
                        "look for the day in the source; if it does not say, write {month}",
                        month=month,
                    )
                    if error == "bad-date"
                    else marked(
                        "look for the day again, as there is no such day in {month}",
                        month=month,
                    )
                )
            is_certain = len(possible) == len(
                fitting
            ) == 1 and date_formats.has_same_numbers(text, *possible)
            return help_, fitting[0] if is_certain else ""
        case "not-a-day":
            return _add_day(text), ""
        case "date-order":
            first, _, last_day = text.partition("/")
            return _write(f"{last_day}/{first}"), ""
        case "bad-address" if _OF_COMPUTER.match(text):
            return marked(
                "this is a file on your own computer: write its address on the web, or delete it"
            ), ""
        case "bad-address" if _MAIL.fullmatch(text.strip()):
            return marked(
                "this is an e-mail address, which leads to no page: leave the field out"
            ), ""
        case "bad-address":
            address = web_address.suggestion(text)
            return _write(address), address
        case "bad-language":
            return _write(language_code(text)), ""
        case "bad-percentage":
            number = text.removesuffix("%").strip()
            percentage = number if number.isdecimal() and 0 < int(number) < 100 else ""
            return _write(percentage), percentage
        case _:
            return "", ""


def language_code(name: str) -> str:
    """The code of the language with this name, such as `de` for German or Deutsch; empty if it is unknown."""
    return _language_codes().get(name.strip().casefold(), "")


@cache
def _language_codes() -> Mappings[str, str]:
    return {
        name.casefold(): code.replace("_", "-")
        for language in reversed(date_formats.LANGUAGES)
        for code, name in Locale.parse(language).languages.items()
    }


def _add_day(date: str) -> str:
    last = dates.parse(date).last
    return (
        marked("add the day, such as {day}", day=last.latest.isoformat())
        if last
        else ""
    )


def _write(*texts: str) -> str:
    return marked("write {value}", value=either(texts)) if any(texts) else ""


def for_unknown(text: str, names: Collection[str], written: str = "{}") -> str:
    """The name that was probably meant, or else all names if they are few; empty if there are many.

    `written` is how to write a name, which it has as `{}`.
    """
    if _SEVERAL.fullmatch(text):
        entries = ", ".join(re.split(r"[ ]*[;/|][ ]*", text))
        return marked(
            "write '{entries}', with commas between the entries", entries=entries
        )
    near = difflib.get_close_matches(text.lower(), sorted(names), n=1, cutoff=0.6)
    if near:
        return marked("did you mean '{name}'?", name=written.format(near[0]))
    listed = [written.format(name) for name in sorted(names)]
    return (
        marked("use one of: {choices}", choices=", ".join(listed))
        if 0 < len(listed) <= _MAX_LISTED
        else ""
    )


def for_choice(text: str, choices: tuple[str, ...]) -> tuple[str, str]:
    """Which of the values was probably meant, and that value if there is no doubt; both may be empty."""
    near = difflib.get_close_matches(text.lower(), choices, n=1, cutoff=0.6)
    if not near:
        return "", ""
    certain = near[0] if text.casefold() == near[0] else ""
    listed = ", ".join(choices)
    help_ = marked(
        "did you mean '{name}'? The choices are: {choices}",
        name=near[0],
        choices=listed,
    )
    return help_, certain


def for_unknown_citation(text: str, names: Collection[str]) -> str:
    """The source that was probably meant, or how to write several that are not divided by semicolons."""
    if re.search(r"[,/&] ?@", text):
        written = f"[@{re.sub(r' *[,/&] ?@', '; @', text)}]"
        return marked(
            "write {citation}, with semicolons between the sources", citation=written
        )
    return for_unknown(text, names)


def for_quotation_marks(document: Document, location: Location) -> str:
    """How to write a quote without quotation marks; empty unless it is alone on one line."""
    quote = document.scalar(location)
    text = document.readable_lines[quote.line - 1]
    head, value = text[: quote.column - 1], text[quote.column - 1 :].rstrip()
    if len(value) != quote.end - quote.start or len(text) > line.LONGEST_HELP:
        return ""
    written = f"{head.strip()} {line.quoted(quote.text.strip()[1:-1].strip())}"
    return marked("write: {line}", line=written)


def for_missing_reference(document: Document, location: Location, field: str) -> str:
    """How the record at a location can refer to a source of the brief; empty if there is none.

    `field` has `{}` in place of the id.
    """
    listed = document.node(places.BRIEF.sources)
    ids = list(listed.entries) if isinstance(listed, Mapping) else []
    is_there = document.key((*location, field.partition(":")[0])) is not None
    if len(ids) == 1:
        given = field.format(ids[0])
        return (
            marked("write '{field}'", field=given)
            if is_there
            else marked("add '{field}'", field=given)
        )
    if not 1 < len(ids) <= _MAX_LISTED:
        return ""
    given, choices = field.format("..."), ", ".join(ids)
    if is_there:
        return marked(
            "write '{field}' with one of: {choices}", field=given, choices=choices
        )
    return marked("add '{field}' with one of: {choices}", field=given, choices=choices)


def for_missing_field(
    document: Document, model: type[BaseModel], location: Location
) -> str:
    """The id of an actor, the choices, or the sources that the brief refers to; empty for any other field."""
    id_ = identifiers.suggestion(document.value((*location[:-1], "name")))
    if location[-1] == "id" and id_:
        return marked("add '{field}'", field=f"id: {id_}")
    member = traversal.member_at(model, location)
    if member and member.choices:
        field, choices = f"{location[-1]}: ...", ", ".join(member.choices)
        return marked(
            "add '{field}' with one of: {choices}", field=field, choices=choices
        )
    if location != places.BRIEF.sources:
        return ""
    named = dict.fromkeys(
        each.id
        for pattern, of in traversal.leaves(model)
        for _, scalar in document.scalars(pattern)
        for each in (of.field_type.mentions(scalar.text) if of.field_type else ())
        if each.kind == "source"
    )
    ids = [id_ for id_ in named if identifiers.invalid_reason(id_) is None]
    listed = ", ".join(
        f"{id_}: {{title: ...}}" for id_ in ids[:_MAX_SOURCES] or ["town-gazette"]
    )
    return marked(
        "add this line at the end of the file: {line}", line=f"sources: {{{listed}}}"
    )


def for_wrong_type(
    error: str, document: Document, model: type[BaseModel], location: Location
) -> str:
    """How to write a value as text, as a list or as fields; `error` is the type of pydantic's error."""
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    match error, document.node(location):
        case _, Scalar(text=text) if len(text) > _LONGEST:
            return marked("see another brief for how this is written")
        case "wrong-type", Sequence((Scalar(text=text),)) if _PLAIN.fullmatch(text):
            return marked("write: {line}", line=f"{key}: {text}")
        case "wrong-type", _:
            return marked(
                "write the text after the colon, without a list or fields of its own"
            )
        case "tuple_type", Scalar(text=text):
            parts = [part.strip(" []@") for part in re.split("[,;]", text)]
            listed = f"{key}: [{', '.join(parts)}]"
            if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text):
                number = f"{key}: [{text.replace(',', '')}]"
                return marked(
                    "write '{field}', without commas; for several values '{other}'",
                    field=number,
                    other=listed,
                )
            inner = (*location, 0)
            within = next(
                (name for name in _NAMES if name in traversal.keys_at(model, inner)),
                None,
            )
            if not within and all(_ID.fullmatch(part) for part in parts):
                return marked("write: {line}", line=listed)
            if within and _required(model, inner) - {within}:
                return marked(
                    "write '{key}:' and, indented below it, each field on a line of its own: {entry}",
                    key=key,
                    entry=f"- {_fields(model, inner, text)}",
                )
            entry = f"- {within}: {text}" if within else f"- {text}"
            return marked(
                "write '{key}:' and, indented on the next line: {entry}",
                key=key,
                entry=entry,
            )
        case "tuple_type", Mapping(entries=entries) if entries:
            first, (_, value) = next(iter(entries.items()))
            if not traversal.keys_at(model, (*location, 0)):
                return marked(
                    "write each entry on a line of its own, after a hyphen, as in '{entry}'",
                    entry=f"- {first}",
                )
            begun = f"- {first}: {value.text if isinstance(value, Scalar) else '...'}"
            return marked(
                "start each entry with a hyphen, as in '{entry}', and align its other fields with '{field}'",
                entry=begun,
                field=first,
            )
        case "dict_type", Sequence((Mapping(entries=entries), *_)) if entries:
            key = next(iter(entries))
            id_ = (
                document.value((*location, 0, key))
                if key in {"id", "key", "name"}
                else ""
            )
            return marked(
                "write '{id}:' without a hyphen, and its fields indented on the lines below",
                id=id_ or key,
            )
        case _, Scalar(text=text) as entry:
            written = _fields(model, location, text)
            return _of_list_above(
                document, entry, traversal.keys_at(model, location)
            ) or (
                marked(
                    "write its fields instead, each on an indented line: {fields}",
                    fields=written,
                )
                if written
                else marked("write 'key: value' lines below it, indented")
            )
        case _:
            return marked("write 'key: value' lines below it, indented")


def _of_list_above(document: Document, entry: Scalar, keys: tuple[str, ...]) -> str:
    """How far to indent an entry that belongs to a list in the record above; empty if there is none."""
    lines = document.readable_lines[: entry.line - 1]
    mark = " " * (entry.column - 3)
    while lines and re.match(rf"{mark}- +[\w-]+ *$", lines[-1]):
        lines = lines[:-1]
    above = re.match(rf"{mark}  ([\w-]+): *$", lines[-1]) if lines else None
    if above is None or above[1] not in keys:
        return ""
    return marked(
        "it belongs to '{list}' above: begin the line with {spaces}",
        list=above[1],
        spaces=line.spaces(len(mark) + 4),
    )


def _required(model: type[BaseModel], location: Location) -> set[str]:
    keys = traversal.keys_at(model, location)
    return {
        key
        for key in keys
        if (m := traversal.member_at(model, (*location, key))) and m.field.is_required()
    }


def _fields(model: type[BaseModel], location: Location, text: str) -> str:
    """The fields to write in place of a text, and the choices that they have; empty if there are none."""
    keys = traversal.keys_at(model, location)
    name = next((key for key in _NAMES if key in keys), "")
    known = {"id": identifiers.suggestion(text), name: text}
    if "url" in keys and web_address.is_web_address(text):
        known = {"url": text}
    needed = (
        {"id", name, *known}
        | _required(model, location)
        | ({"kind"} if "role" in keys else set())
    )
    members = {
        key: traversal.member_at(model, (*location, key))
        for key in keys
        if key in needed
    }
    choices = {
        key: "/".join(member.choices) for key, member in members.items() if member
    }
    return ", ".join(
        f"{key}: {known.get(key) or choices.get(key) or '...'}" for key in members
    )


def for_empty_value(
    document: Document, model: type[BaseModel], location: Location
) -> str:
    """What to write in place of an empty value; empty if any text will do."""
    key = document.key(location)
    text = document.lines[key.line - 1] if key else ""
    commented_out = re.fullmatch(r"( *(?:- +)*[\w-]+: +)(#.*)", text)
    if commented_out:
        value = commented_out[2].strip().replace("'", "''")
        written = f"{commented_out[1].strip()} '{value}'"
        return marked("YAML ignores everything after '#'; write: {line}", line=written)
    keys = traversal.keys_at(model, location)
    if "title" not in keys or not location:
        member = traversal.member_at(model, location)
        return marked("write a value") if member and member.field.is_required() else ""
    if isinstance(location[-1], int):
        return marked(
            "write its fields indented on the lines below, such as 'title: ...', or delete it"
        )
    return marked("write its fields indented on the lines below, such as 'title: ...'")
