"""Long lists by date, split into pages that load fast on a phone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from generator.format.dates import EdtfDate
from generator.publishing import addresses


class Dated(Protocol):
    """Something with a date."""

    @property
    def date(self) -> EdtfDate:
        """When it happened."""


Entry = TypeVar("Entry", bound=Dated)
Years = list[tuple[int, list[Entry]]]


@dataclass(frozen=True)
class Part(Generic[Entry]):
    """A page of a long list: all of it, an overview without entries that links to the parts, or a part."""

    path: str
    name: str
    """Such as `1990s`; empty unless it is a part."""
    years: Years[Entry]
    parts: tuple["Part[Entry]", ...] = ()


def by_year(entries: Iterable[Entry]) -> Years[Entry]:
    """Group sorted entries by year."""
    return [(year, list(each)) for year, each in groupby(entries, key=lambda entry: entry.date.year)]


def parts(entries: Sequence[Entry], most: int, whole: str) -> Iterator[Part[Entry]]:
    """The pages of a list with up to `most` entries on each, if possible.

    A long list is divided by decade, and a long decade by year. `whole` is the path of the list.
    """
    years = by_year(entries)
    if len(entries) <= most:
        yield Part(whole, "", years)
        return
    divided: list[tuple[str, Years[Entry]]] = []
    for decade, group in groupby(years, key=lambda year: year[0] // 10 * 10):
        within = list(group)
        if sum(len(each) for _, each in within) <= most:
            divided.append((f"{decade}s", within))
        else:
            divided += [(str(year), [(year, each)]) for year, each in within]
    made = tuple(Part(addresses.part(whole, name), name, within) for name, within in divided)
    yield Part(whole, "", [], made)
    yield from made
