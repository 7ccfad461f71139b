"""Long lists, divided into pages that load fast on a phone: by date, by letter, or by numbers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
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
        entries: list[Entry] = []
        for leaf in self.leaves:
            entries += leaf.entries
        return tuple(entries)

    @property
    def filtered(self) -> tuple[str, ...]:
        """The pages that a filter on this overview loads; none if they are too long."""
        if not self.parts or len(self.every) > self.most_filtered:
            return ()
        return tuple(leaf.path for leaf in self.leaves)

    def newest(self, most: int) -> tuple[Entry, ...]:
        """The last entries of a list by date, the last one first, for its overview; a part has none."""
        if self.name or not self.parts:
            return ()
        return self.every[: -most - 1 : -1]

    def around(self, part: "Part[Entry]") -> Around:
        """The pages before and after a page with entries."""
        if part.parts:
            return None, None
        names: list[PartName | None] = [None]
        for leaf in self.leaves:
            names.append((leaf.path, leaf.name))
        names.append(None)
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
    key: str = "",
    name: str = "",
) -> Part[Entry]:
    """The list at the path `whole`, or the part of it that is named so, with up to `most` entries on a page.

    A list that is longer is divided by the first level, and a part that is still too long by the next. What
    no level divides has numbered parts.
    """
    path = addresses.part(whole, key) if key else whole
    if len(entries) <= most:
        return Part(path, name, tuple(entries))
    for depth, level in enumerate(levels, start=1):
        groups: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            groups.setdefault(level(entry, site), []).append(entry)
        if len(groups) == 1:
            continue
        parts = []
        for (part_key, part_name), group in groups.items():
            part = divided(
                group,
                most,
                whole,
                *levels[depth:],
                site=site,
                key=part_key,
                name=part_name,
            )
            parts.append(part)
        return Part(path, name, (), tuple(parts))
    numbered = _numbered(entries, most, whole, site=site, key=key, name=name)
    return Part(path, name, (), numbered)


def _numbered(
    entries: Sequence[Entry],
    most: int,
    whole: str,
    *,
    site: Site,
    key: str,
    name: str,
) -> tuple[Part[Entry], ...]:
    """Parts of about the same length, with up to `most` entries each."""
    _ = site.language.gettext
    size = ceil(len(entries) / ceil(len(entries) / most))
    parts = []
    for number, start in enumerate(range(0, len(entries), size), start=1):
        part_key = str(number)
        part_name = _("Part %(number)s", number=number)
        if name:
            part_key = f"{key}-{number}"
            part_name = _("%(name)s, part %(number)s", name=name, number=number)
        path = addresses.part(whole, part_key)
        parts.append(Part(path, part_name, tuple(entries[start : start + size])))
    return tuple(parts)


@cache
def letter(word: str) -> tuple[str, str]:
    """The level of a word in an alphabetical list: its first letter in the Latin alphabet."""
    first = slugify(word)[:1]
    if first.isalpha():
        return first, first.upper()
    return "0-9", "0–9"


class Dated(Protocol):
    @property
    def date(self) -> EdtfDate: ...


DatedEntry = TypeVar("DatedEntry", bound=Dated)
Years = list[tuple[int, list[DatedEntry]]]


def by_year(entries: Iterable[DatedEntry]) -> Years[DatedEntry]:
    """Entries, which are in order of their dates, with their years."""
    years: dict[int, list[DatedEntry]] = {}
    for entry in entries:
        years.setdefault(entry.date.year, []).append(entry)
    return list(years.items())


def decade(entry: Dated, site: Site = DEFAULT) -> tuple[str, str]:
    first = entry.date.year // 10 * 10
    return f"{first}s", site.language.gettext("%(year)ss", year=first)


def year(entry: Dated, _site: Site = DEFAULT) -> tuple[str, str]:
    name = str(entry.date.year)
    return name, name


def month(entry: Dated, site: Site = DEFAULT) -> tuple[str, str]:
    """The first month that it may be from, in the year that it is listed under."""
    date = entry.date
    number = date.earliest.month if date.earliest.year == date.year else 1
    key = f"{date.year:04}-{number:02}"
    return key, wording.date(dates.parse(key), site.language)
