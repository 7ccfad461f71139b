"""Long lists, divided into pages that load fast on a phone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Generic, TypeVar

from slugify import slugify

from generator.site import addresses
from generator.site.language import DEFAULT, Language

Entry = TypeVar("Entry")
Level = Callable[[Entry], tuple[str, str]]
"""The part that an entry belongs to: the last part of its address, and its name."""


@dataclass(frozen=True)
class PartName:
    """What links to a page of a list say."""

    path: str
    name: str


Around = tuple[PartName | None, PartName | None]
"""The pages before and after one."""


@dataclass(frozen=True)
class Part(Generic[Entry]):
    """A page of a list: all of it, an overview that links to its parts, or a part."""

    path: str
    name: str
    """Such as `1990s`; empty for the whole list."""
    entries: tuple[Entry, ...]
    """None in an overview."""
    parts: tuple["Part[Entry]", ...] = ()

    @property
    def pages(self) -> Iterator["Part[Entry]"]:
        """The page itself, and those of all its parts."""
        yield self
        for part in self.parts:
            yield from part.pages

    @property
    def leaves(self) -> tuple["Part[Entry]", ...]:
        """The pages with entries, in order."""
        return tuple(page for page in self.pages if not page.parts)

    def around(self, part: "Part[Entry]") -> Around:
        """The pages before and after a page with entries."""
        if part.parts:
            return None, None
        names = [None, *(PartName(leaf.path, leaf.name) for leaf in self.leaves), None]
        place = names.index(PartName(part.path, part.name))
        return names[place - 1], names[place + 1]


def divided(
    entries: Sequence[Entry], most: int, path: str, *levels: Level[Entry], language: Language = DEFAULT
) -> Part[Entry]:
    """The list at the path, with up to `most` entries on a page.

    A list that is longer is divided by the first level, and a part that is still too long by the next. What
    no level divides has numbered parts.
    """
    return _part(entries, most, path, ("", ""), levels, language=language)


def _part(
    entries: Sequence[Entry],
    most: int,
    whole: str,
    named: tuple[str, str],
    levels: Sequence[Level[Entry]],
    *,
    language: Language,
) -> Part[Entry]:
    key, name = named
    path = addresses.part(whole, key) if key else whole
    if len(entries) <= most:
        return Part(path, name, tuple(entries))
    for depth, level in enumerate(levels, start=1):
        groups: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            groups.setdefault(level(entry), []).append(entry)
        if len(groups) > 1:
            parts = (
                _part(group, most, whole, each, levels[depth:], language=language)
                for each, group in groups.items()
            )
            return Part(path, name, (), tuple(parts))
    size = ceil(len(entries) / ceil(len(entries) / most))
    numbered = (
        Part(
            addresses.part(whole, f"{key}-{number}" if key else str(number)),
            language.gettext("%(name)s, part %(number)s", name=name, number=number)
            if name
            else language.gettext("Part %(number)s", number=number),
            tuple(entries[start : start + size]),
        )
        for number, start in enumerate(range(0, len(entries), size), start=1)
    )
    return Part(path, name, (), tuple(numbered))


@cache
def letter(word: str) -> tuple[str, str]:
    """The level of a word in an alphabetical list: its first letter in the Latin alphabet."""
    first = slugify(word)[:1]
    return (first, first.upper()) if first.isalpha() else ("0-9", "0–9")
