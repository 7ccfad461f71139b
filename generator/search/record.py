"""A record: one search result."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

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


@dataclass(frozen=True)
class Group:
    """The records of one page."""

    digest: str
    """It changes with anything in them, so what a browser keeps is never out of date."""
    records: tuple[SearchRecord, ...]


_GROUPS_OF_ACTORS = 256


def groups(records: Iterable[SearchRecord]) -> Iterator[Group]:
    """All records, by page; the index counts them in this order."""
    for name, grouped in groupby(sorted(records, key=_group), key=_group):
        members = tuple(grouped)
        yield Group(_digest(repr((name, members)))[:10], members)


def _group(record: SearchRecord) -> str:
    """The page of the record; pages of actors have only one each, so many make a group."""
    if record.kind != "actor":
        return record.page
    return f"actors {int(_digest(record.page), 16) % _GROUPS_OF_ACTORS}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
