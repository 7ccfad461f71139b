"""Long lists by date, split into pages that load fast on a phone."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Protocol, TypeVar

from generator.format.dates import EdtfDate


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


def parts(entries: Iterable[Entry], most: int) -> list[tuple[str, Years[Entry]]]:
    """Group entries by decade; a decade with more than `most` of them by year."""
    divided: list[tuple[str, Years[Entry]]] = []
    for decade, years in _by_decade(by_year(entries)):
        if sum(len(each) for _, each in years) <= most:
            divided.append((f"{decade}s", years))
        else:
            divided += [(str(year), [(year, each)]) for year, each in years]
    return divided


def _by_decade(years: Years[Entry]) -> Iterator[tuple[int, Years[Entry]]]:
    def decade(entry: tuple[int, list[Entry]]) -> int:
        return entry[0] // 10 * 10

    key: Callable[[tuple[int, list[Entry]]], int] = decade
    for first, each in groupby(years, key=key):
        yield first, list(each)
