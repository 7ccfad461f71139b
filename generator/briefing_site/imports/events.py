"""Events from a table: CSV with the keys of events in its first line, as spreadsheets export it.

They may also be called as pages call them in any language, such as `Datum` for `date`. `date` and `title` are
required; `actors` and `sources` are ids, with semicolons between them. The table of events that a site
exports can be read, too.
"""

import csv
import datetime
import io
import re
from collections.abc import Mapping
from functools import cache
from typing import get_args

from briefing_site.format import identifiers, limits
from briefing_site.format.brief import invalid_anchor_reason
from briefing_site.format.fields import EventStatus
from briefing_site.imports.imported import (
    MOST_ENTRIES,
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
_SAME = {
    "source": "sources",
    **dict.fromkeys(("event", "what"), "title"),
}
_SAME |= dict.fromkeys(("when", "day"), "date")
_FIRST_OF_EXCEL = datetime.date(1899, 12, 30)
"""The day that Excel counts from, as it takes 1900 for a leap year."""
_OF_EXPORTS = {
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
"""Columns of our own tables that say nothing more, or not what files have."""
_LISTS = {"actors", "sources"}


def read(text: str, first: First = "") -> Imported:
    """The events in a table; `first` is what comes first in 3/7/2024.

    Raises `ImportFileError` if it has no such columns.
    """
    # between cells are commas, or what spreadsheets of other countries write
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    with reading("CSV"):
        head = [_normal(each) for each in next(rows, [])]
        body = list(rows)
    columns = {
        _names()[name]: number for number, name in enumerate(head) if name in _names()
    }
    columns |= {
        _SAME[name]: number for number, name in enumerate(head) if name in _SAME
    }
    if not {"date", "title"} <= columns.keys():
        raise ImportFileError(
            marked(
                "the first line has to name the columns date and title; others are {columns}",
                columns=", ".join(COLUMNS[2:]),
            )
        )
    if len(body) > MOST_ENTRIES:
        raise ImportFileError(
            marked(
                "the table has more than {limit:,} rows; divide it", limit=MOST_ENTRIES
            )
        )
    left = [
        name
        for number, name in enumerate(head)
        if number not in columns.values() and name not in _OF_EXPORTS
    ]
    notes = [
        marked("the column '{name}' is left out", name=line(name, 30))
        for name in left
        if name
    ]
    events = []
    for number, row in enumerate(body, start=2):
        cells = {
            name: without_tags("".join(row[at : at + 1])).strip()
            for name, at in columns.items()
        }
        if any(cells.values()):
            event, said = _event(cells, first)
            events += [event] if event else []
            notes += [
                marked("row {number}: {note}", number=number, note=each)
                for each in said
            ]
    return Imported(events=tuple(events), notes=tuple(notes))


@cache
def _names() -> Mapping[str, str]:
    """The keys by what pages call them, in lower case."""
    languages = map(Language, translated())
    labels = {
        _normal(wording.label(key, language)): key
        for language in languages
        for key in COLUMNS
    }
    return labels | {key: key for key in COLUMNS}


def _normal(name: str) -> str:
    return line(name).lower().replace(" ", "_")


def _event(cells: Mapping[str, str], first: First) -> tuple[Data | None, list[str]]:
    """The event in a row, and what is to say about it."""
    date, title = line(cells["date"]), line(cells["title"])
    possible = possible_dates(date, first)
    if not title or len(possible) != 1:
        if not title:
            return None, [marked("left out, for it has no title")]
        if re.fullmatch(r"[1-9]\d{4}(?:\.\d+)?", date):
            day = _FIRST_OF_EXCEL + datetime.timedelta(int(float(date)))
            return None, [
                marked(
                    "left out, for '{date}' is the number that Excel has for {day}; format the column as "
                    "dates, and export the table again",
                    date=date,
                    day=day,
                )
            ]
        if not possible:
            return None, [marked("left out, for it has no date that can be read")]
        return None, [
            marked(
                "left out, for '{date}' can be {possible}; say which with --day-first or --month-first",
                date=line(date, 40),
                possible=either(possible),
            )
        ]
    notes = (
        [marked("without the end of {field}", field="title")]
        if title != " ".join(cells["title"].split())
        else []
    )
    event: Data = {"date": possible[0], "title": title}
    for name in COLUMNS[2:]:
        value = cells.get(name, "")
        if not value:
            continue
        if name in _LISTS:
            ids = [each.strip() for each in value.split(";") if each.strip()]
            event[name] = [
                each for each in ids if identifiers.invalid_reason(each) is None
            ]
            wrong = [line(each, 40) for each in ids if each not in event[name]]
            notes += [
                marked(
                    "without '{id}' under {field}, which is not an id",
                    id=each,
                    field=name,
                )
                for each in wrong
            ]
        elif name == "status" and value not in get_args(EventStatus):
            notes.append(
                marked(
                    "without the status '{status}', which is none of {choices}",
                    status=line(value, 40),
                    choices=", ".join(get_args(EventStatus)),
                )
            )
        elif name == "id" and invalid_anchor_reason(value):
            notes.append(
                marked("without the id '{id}', which is not valid", id=line(value, 40))
            )
        else:
            longest = limits.PROSE if name in {"text", "note"} else limits.LINE
            event[name] = value[:longest] if name in {"text", "note"} else line(value)
            if len(value) > longest:
                notes.append(marked("without the end of {field}", field=name))
    return {key: value for key, value in event.items() if value}, notes
