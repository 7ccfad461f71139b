"""A record: one search result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from generator.site import runs

Kind = Literal["brief", "event", "quote", "actor", "topic", "page"]
"""The kinds of records; their first letters differ, as the index has only those."""


@dataclass(frozen=True)
class SearchRecord:
    """A record, with everything that a search result shows and that finds it."""

    kind: Kind
    page: str
    """The path of the page that it is on."""
    address: str
    """The address of the result, relative to the root of the site."""
    title: str
    text: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Other names of what it is: if someone looks for one, this is the first result."""
    about: tuple[str, ...] = ()
    """Names, also other ones, of the actors and topics that it is about."""
    aside: tuple[str, ...] = ()
    """Words that find it too, with little weight."""
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """Ids of the actors that it is about."""
    year: int | None = None
    date: str = ""
    """In words."""
    context: str = ""
    """The title of its brief or page, or the kind of actor."""
    state: str = ""
    """A caveat, such as `disputed`."""

    def shown(self) -> list[str]:
        """What a result shows."""
        text = " ".join(" ".join(self.text).split())
        return [self.address, self.title, self.date, self.context, self.state, text]


Group = tuple[SearchRecord, ...]
"""The records of some pages that follow one another."""

_PAGES, _ACTORS = 4, 256
"""How many pages make a group on average: a site of many briefs would have too many files without groups."""


def groups(records: Iterable[SearchRecord]) -> Iterator[Group]:
    """All records by page, those of actors first; the index counts them in this order."""
    group: list[SearchRecord] = []
    for place, grouped in groupby(sorted(records, key=_place), key=_place):
        if group and _begins(place):
            yield tuple(group)
            group = []
        group += grouped
    if group:
        yield tuple(group)


def _place(record: SearchRecord) -> tuple[bool, str]:
    """A page of an actor has only one record, and a brief about twenty."""
    is_actor = record.kind == "actor"
    return not is_actor, record.address if is_actor else record.page


def _begins(place: tuple[bool, str]) -> bool:
    is_no_actor, page = place
    return runs.begins(page, _PAGES if is_no_actor else _ACTORS)
