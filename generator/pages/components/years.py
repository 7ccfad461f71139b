"""Lists by date: grouped by year, and the levels by which long ones are divided."""

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol, TypeVar

from generator.format import dates
from generator.format.dates import EdtfDate
from generator.site import wording
from generator.site.language import DEFAULT, Language


class Dated(Protocol):
    """Something with a date."""

    @property
    def date(self) -> EdtfDate:
        """When it happened."""


Entry = TypeVar("Entry", bound=Dated)
Years = list[tuple[int, list[Entry]]]


def by_year(entries: Iterable[Entry]) -> Years[Entry]:
    """Group sorted entries by year."""
    return [(year, list(each)) for year, each in groupby(entries, key=lambda entry: entry.date.year)]


def decade(entry: Dated, language: Language = DEFAULT) -> tuple[str, str]:
    """The decade that it is listed under."""
    first = entry.date.year // 10 * 10
    return f"{first}s", language.gettext("%(year)ss", year=first)


def year(entry: Dated) -> tuple[str, str]:
    """The year that it is listed under."""
    name = str(entry.date.year)
    return name, name


def month(entry: Dated, language: Language = DEFAULT) -> tuple[str, str]:
    """The first month that it may be from, in the year that it is listed under."""
    when = entry.date
    number = when.earliest.month if when.earliest.year == when.year else 1
    key = f"{when.year:04}-{number:02}"
    return key, wording.date(dates.parse(key), language)
