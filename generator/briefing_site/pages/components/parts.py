"""Long lists, divided into pages that load fast on a phone: by date, by letter, or by numbers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import ceil
from typing import Generic, Protocol, TypeVar

from slugify import slugify

from briefing_site.format import EdtfDate, dates
from briefing_site.site import Output, Site, Task, addresses, wording
from briefing_site.site.site import DEFAULT

MOST_FILTERED = 2000
"""Entries that the filter of an overview loads, all at once: 250 KB, compressed."""

Entry = TypeVar("Entry")
Level = Callable[[Entry, Site], tuple[str, str]]
"""The part that an entry belongs to: the last part of its address, and its name."""


PartName = tuple[str, str]
"""The path and the name of a page of a list, as links to it have them."""
Around = tuple[PartName | None, PartName | None]
"""The pages before and after one."""


@dataclass(frozen=True)
class Part(Generic[Entry]):
    """A page of a list: all of it, an overview that links to its parts, or a part."""

    path: str
    name: str
    """Such as `1990s`; empty for the whole list."""
    entries: tuple[Entry, ...]
    parts: tuple["Part[Entry]", ...] = ()
    most_filtered: int = MOST_FILTERED

    @property
    def pages(self) -> Iterator["Part[Entry]"]:
        yield self
        for part in self.parts:
            yield from part.pages

    @property
    def leaves(self) -> tuple["Part[Entry]", ...]:
        return tuple(page for page in self.pages if not page.parts)

    @property
    def every(self) -> tuple[Entry, ...]:
        """The entries of all its leaves."""
        return tuple(entry for leaf in self.leaves for entry in leaf.entries)

    @property
    def filtered(self) -> tuple[str, ...]:
        """The pages that a filter on this overview loads; none if they are too long."""
        is_short = self.parts and len(self.every) <= self.most_filtered
        return tuple(leaf.path for leaf in self.leaves) if is_short else ()

    def around(self, part: "Part[Entry]") -> Around:
        """The pages before and after a page with entries."""
        if part.parts:
            return None, None
        names = [None, *((leaf.path, leaf.name) for leaf in self.leaves), None]
        place = names.index((part.path, part.name))
        return names[place - 1], names[place + 1]

    def tasks(self, make: Callable[..., Iterable[Output]]) -> Iterator[Task]:
        """A task for each page, which is given its part, and the pages before and after it."""
        for part in self.pages:
            yield Task(part.path, make, (part, self.around(part)))


def divided(
    entries: Sequence[Entry],
    most: int,
    whole: str,
    *levels: Level[Entry],
    site: Site = DEFAULT,
    named: tuple[str, str] = ("", ""),
) -> Part[Entry]:
    """The list at the path `whole`, or the part of it that is named so, with up to `most` entries on a page.

    A list that is longer is divided by the first level, and a part that is still too long by the next. What
    no level divides has numbered parts.
    """
    key, name = named
    path = addresses.part(whole, key) if key else whole
    if len(entries) <= most:
        return Part(path, name, tuple(entries))
    for depth, level in enumerate(levels, start=1):
        groups: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            groups.setdefault(level(entry, site), []).append(entry)
        if len(groups) > 1:
            below = levels[depth:]
            parts = (
                divided(of, most, whole, *below, site=site, named=each)
                for each, of in groups.items()
            )
            return Part(path, name, (), tuple(parts))
    _ = site.language.gettext
    size = ceil(len(entries) / ceil(len(entries) / most))
    numbered = []
    for number, start in enumerate(range(0, len(entries), size), start=1):
        title = _("Part %(number)s", number=number)
        if name:
            title = _("%(name)s, part %(number)s", name=name, number=number)
        place = addresses.part(whole, f"{key}-{number}" if key else str(number))
        numbered.append(Part(place, title, tuple(entries[start : start + size])))
    return Part(path, name, (), tuple(numbered))


@cache
def letter(word: str) -> tuple[str, str]:
    """The level of a word in an alphabetical list: its first letter in the Latin alphabet."""
    first = slugify(word)[:1]
    return (first, first.upper()) if first.isalpha() else ("0-9", "0–9")


class Dated(Protocol):
    @property
    def date(self) -> EdtfDate: ...


DatedEntry = TypeVar("DatedEntry", bound=Dated)
Years = list[tuple[int, list[DatedEntry]]]


def by_year(entries: Iterable[DatedEntry]) -> Years[DatedEntry]:
    return [
        (year, list(each))
        for year, each in groupby(entries, key=lambda entry: entry.date.year)
    ]


def decade(entry: Dated, site: Site = DEFAULT) -> tuple[str, str]:
    first = entry.date.year // 10 * 10
    return f"{first}s", site.language.gettext("%(year)ss", year=first)


def year(entry: Dated, _site: Site = DEFAULT) -> tuple[str, str]:
    name = str(entry.date.year)
    return name, name


def month(entry: Dated, site: Site = DEFAULT) -> tuple[str, str]:
    """The first month that it may be from, in the year that it is listed under."""
    when = entry.date
    number = when.earliest.month if when.earliest.year == when.year else 1
    key = f"{when.year:04}-{number:02}"
    return key, wording.date(dates.parse(key), site.language)
