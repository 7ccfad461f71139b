"""Events from a table: CSV with the keys of events in its first line, as spreadsheets export it.

They may also be called as pages call them in any language, such as `Datum` for `date`. `date` and `title` are
required; `actors` and `sources` are ids, with semicolons between them. The table of events that a site
exports can be read, too.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import get_args

from briefing_site.format import identifiers, limits
from briefing_site.format.brief import invalid_anchor_reason
from briefing_site.format.fields import EventStatus
from briefing_site.imports.imported import (
    MAX_ENTRIES,
    Data,
    First,
    Imported,
    ImportFileError,
    line,
    possible_dates,
    reading,
    without_tags,
)
from briefing_site.languages.language import translated
from briefing_site.languages.phrase import either, marked
from briefing_site.site import Language, wording

COLUMNS = ("date", "title", "text", "actors", "sources", "status", "note", "id")
"""What a table can have."""
_LISTS = ("actors", "sources")
_PARAGRAPHS = ("text", "note")
_IGNORED = frozenset(
    {
        "",
        "brief",
        "brief_title",
        "url",
        "date_in_words",
        "date_earliest",
        "date_latest",
        "also_in",
        "actor_names",
        "source_titles",
        "source_urls",
    }
)
"""Columns of the tables that a site exports that say nothing more."""
_DELIMITERS = ",;\t"
"""What spreadsheets of different countries write between cells."""


def read(text: str, first: First = "") -> Imported:
    """The events in a table; `first` is what comes first in 3/7/2024.

    Raises `ImportFileError` if it has no such columns.
    """
    head, rows = _table(text)
    columns, notes = _columns(head)
    events: list[Data] = []
    for number, row in enumerate(rows, start=2):
        cells: dict[str, str] = {}
        for name, at in columns.items():
            cell = row[at] if at < len(row) else ""
            cells[name] = without_tags(cell).strip()
        if any(cells.values()):
            reader = _RowReader(cells, first)
            event = reader.event()
            if event:
                events.append(event)
            for note in reader.notes:
                notes.append(marked("row {number}: {note}", number=number, note=note))
    return Imported(events=tuple(events), notes=tuple(notes))


def _table(text: str) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the other rows."""
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    with reading("CSV"):
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if len(rows) > MAX_ENTRIES + 1:
        raise ImportFileError(
            marked(
                "the table has more than {limit:,} rows; divide it", limit=MAX_ENTRIES
            )
        )
    if not rows:
        return [], []
    return [_normal(name) for name in rows[0]], rows[1:]


def _columns(head: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """The place of each column, and a note on each other one. Raises `ImportFileError`."""
    keys = _keys()
    columns: dict[str, int] = {}
    notes: list[str] = []
    for at, name in enumerate(head):
        if name in keys:
            columns[keys[name]] = at
        elif name not in _IGNORED:
            notes.append(marked("the column '{name}' is left out", name=line(name, 30)))
    if "date" not in columns or "title" not in columns:
        raise ImportFileError(
            marked(
                "the first line has to name the columns date and title; others are {columns}",
                columns=", ".join(COLUMNS[2:]),
            )
        )
    return columns, notes


@cache
def _keys() -> Mapping[str, str]:
    """The keys of columns, by what pages call them in any language."""
    keys: dict[str, str] = {}
    for code in translated():
        for key in COLUMNS:
            keys[_normal(wording.label(key, Language(code)))] = key
    for key in COLUMNS:
        keys[key] = key
    return keys


def _normal(name: str) -> str:
    return line(name).lower().replace(" ", "_")


class _RowReader:
    """Makes an event of a row, and notes what of it is left out."""

    def __init__(self, cells: Mapping[str, str], first: First) -> None:
        self._cells = cells
        self._first = first
        self.notes: list[str] = []

    def event(self) -> Data | None:
        """The event; `None` if the row has no title, or no date that can be read."""
        if not line(self._cells["title"]):
            self.notes.append(marked("left out, for it has no title"))
            return None
        date = self._date(line(self._cells["date"]))
        if not date:
            return None
        event: Data = {"date": date}
        for name in COLUMNS[1:]:
            value = self._cells.get(name, "")
            if name in _LISTS:
                event[name] = self._ids(name, value)
            elif name == "status":
                event[name] = self._status(value)
            elif name == "id":
                event[name] = self._id(value)
            else:
                event[name] = self._text(name, value)
        return {key: value for key, value in event.items() if value}

    def _date(self, text: str) -> str:
        """The date in EDTF; empty, with a note, if it can't be read."""
        possible = possible_dates(text, self._first)
        if len(possible) == 1:
            return possible[0]
        if possible:
            note = marked(
                "left out, for '{date}' can be {possible}; say which with --day-first or --month-first",
                date=line(text, 40),
                possible=either(possible),
            )
        else:
            note = marked("left out, for it has no date that can be read")
        self.notes.append(note)
        return ""

    def _ids(self, name: str, value: str) -> list[str]:
        ids: list[str] = []
        for text in filter(None, map(str.strip, value.split(";"))):
            if identifiers.invalid_reason(text) is None:
                ids.append(text)
            else:
                self.notes.append(
                    marked(
                        "without '{id}' under {field}, which is not an id",
                        id=line(text, 40),
                        field=name,
                    )
                )
        return ids

    def _status(self, value: str) -> str:
        choices = get_args(EventStatus)
        if not value or value in choices:
            return value
        status = line(value, 40)
        self.notes.append(
            marked(
                "without the status '{status}', which is none of {choices}",
                status=status,
                choices=", ".join(choices),
            )
        )
        return ""

    def _id(self, value: str) -> str:
        if not value or not invalid_anchor_reason(value):
            return value
        self.notes.append(
            marked("without the id '{id}', which is not valid", id=line(value, 40))
        )
        return ""

    def _text(self, name: str, value: str) -> str:
        """A text of one line, or of several, up to the longest that the format allows."""
        max_length = limits.PROSE if name in _PARAGRAPHS else limits.LINE
        if len(value) > max_length:
            self.notes.append(marked("without the end of {field}", field=name))
        if name in _PARAGRAPHS:
            return value[:max_length]
        return line(value)
