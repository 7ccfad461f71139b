"""A brief from its JSON in the data of a site: `api/v1/briefs/<id>.json`.

The data have prose as plain text. It is written so that it reads the same: numbers of sources become
citations, and what would be markup is escaped. Emphasis, and where links lead from, are lost.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.format import identifiers, limits, locators
from generator.format.brief import Brief
from generator.format.fields import DATE, NUMBER, PROSE
from generator.format.prose import parser as prose_parser
from generator.format.prose.plain_text import PlainText
from generator.format.prose.tree import Citation
from generator.format.record import Record
from generator.format.source import Source
from generator.format.traversal import Member, members
from generator.imports.imported import Data, Imported, ImportFileError, line
from generator.languages.phrase import marked

_NAMES = {"timeline": "events"}
"""Fields that the data call otherwise."""
_LOST = {"also_in": "same_as"}
_CITED = re.compile(r"\[(\d{1,4})(?:, ([^\[\]]+))?\]")
_MARKUP = re.compile(r"([\\`*_\[\]<>&!~]|^[ \t]*#)", re.MULTILINE)
_ITEM = re.compile(r"(?:-|\d{1,9}\.)(?: |$)|  ")
_LIST_MARK = re.compile(r"^([ \t]*|[ \t]*\d{1,9})([-+]|(?<=\d)[.)])", re.MULTILINE)


def is_one(text: str) -> bool:
    """Whether the JSON can be that of a brief, which is an object, and not a list of references."""
    return text.lstrip().startswith("{") and '"schema_version"' in text


def read(text: str) -> Imported:
    """The brief in a file. Raises `ImportFileError` if it has none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportFileError(marked("the file is not JSON: {reason}", reason=line(error))) from error
    row = found.get("brief") if isinstance(found, dict) else None
    if not isinstance(row, dict) or not isinstance(row.get("sources"), list):
        raise ImportFileError(marked("the file is not the JSON of a brief, which is in api/v1/briefs/"))
    numbers = {
        each["number"]: str(each["id"])
        for each in row["sources"]
        if isinstance(each, dict) and "id" in each and isinstance(each.get("number"), int)
    }
    reading = _Reading(numbers)
    brief = reading.record(Brief, row)
    name = str(row.get("id", ""))
    return Imported(
        brief={"title": "", **brief, "status": "draft"},
        name=name if identifiers.invalid_page_reason(name) is None else "",
        notes=tuple(reading.notes),
    )


class _Reading:
    """Turns objects of the data into entries of files, and collects notes."""

    def __init__(self, numbers: Mapping[int, str]) -> None:
        self._numbers = numbers
        self.notes: list[str] = []

    def record(self, model: type[Record], row: Mapping[str, Any]) -> Data:
        """The fields of an object that the format has, without those that are not filled in."""
        made = {
            member.key: self._value(member, row.get(_NAMES.get(member.key, member.key)))
            for member in members(model)
        }
        if model is Source and made.get("title") == f"[{made.get('description')}]":
            made["title"] = None
        for name, key in _LOST.items():
            if row.get(name):
                self.notes.append(
                    marked(
                        "{title}: without '{key}'; the same events: {events}",
                        title=line(row.get("title", ""), 60),
                        key=key,
                        events=line(row[name]),
                    )
                )
        return {key: value for key, value in made.items() if value not in (None, [], {}, "")}

    def _value(self, member: Member, value: Any) -> Any:  # noqa: ANN401 -- JSON
        if value is None:
            return None
        if member.steps == ("?",):  # a list with ids in the data
            listed = value if isinstance(value, list) else []
            return {str(each.get("id")): self._one(member, each) for each in listed if isinstance(each, dict)}
        if member.steps:
            return [self._one(member, each) for each in value] if isinstance(value, list) else []
        return self._one(member, value)

    def _one(self, member: Member, value: Any) -> Any:  # noqa: ANN401 -- JSON
        if member.record:
            return self.record(member.record, value) if isinstance(value, dict) else {}
        if member.field_type is DATE:
            return line(value.get("edtf", "") if isinstance(value, dict) else value)
        if member.field_type is PROSE:
            return self._prose(str(value))
        if member.field_type is NUMBER and isinstance(value, int | float):
            return NUMBER.written(float(value))
        return line(value, 20_000)

    def _prose(self, text: str) -> str:
        """Prose that reads as the text."""
        if len(text) > limits.PROSE:
            return text  # the check refuses it
        cited = self._cited(text)
        for escaped in (cited, _LIST_MARK.sub(r"\1\\\2", cited)):
            prose = _with_breaks(escaped)
            if PlainText(self._cite).write(prose_parser.parse(prose)) == text:
                return prose
        self.notes.append(marked("not quite the same: {text}", text=line(text, 60)))
        return prose

    def _cited(self, text: str) -> str:
        """The text without markup, and with citations in place of the numbers of sources."""
        parts, at = [], 0
        for found in _CITED.finditer(text):
            source, place = self._numbers.get(int(found[1])), found[2] or ""
            named = place if locators.parse(place) else locators.suggestion(place)
            if source and bool(named) == bool(place):
                before = _MARKUP.sub(r"\\\1", text[at : found.start()])
                parts += [before, f"[@{source}, {named}]" if named else f"[@{source}]"]
                at = found.end()
        return "".join([*parts, _MARKUP.sub(r"\\\1", text[at:])])

    def _cite(self, citation: Citation) -> str:
        number = next((each for each, id_ in self._numbers.items() if id_ == citation.source), "?")
        return f"[{number}{f', {citation.locator.text}' if citation.locator else ''}]"


def _with_breaks(text: str) -> str:
    """The text with a backslash before line breaks in paragraphs, which Markdown would read as spaces."""
    lines = text.split("\n")
    made = []
    for each, after in zip(lines, [*lines[1:], ""], strict=True):
        is_within = each.strip() and after.strip() and not (_ITEM.match(each) or _ITEM.match(after))
        made.append(f"{each}\\" if is_within else each)
    return "\n".join(made)
