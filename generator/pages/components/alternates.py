"""The alternates of a page: its feeds, the calendar of its events, its data."""

from collections.abc import Sized
from dataclasses import dataclass

from generator.library.library import Actor
from generator.site import addresses
from generator.site.site import Site

LONGEST_CALENDAR = 500
"""Events in a calendar, the latest: about 300 KB. Google Calendar takes no more than a megabyte."""


@dataclass(frozen=True)
class Alternate:
    """Another format of the content of a page, with its path below the root of the site."""

    type: str
    path: str
    title: str


def is_followed(actor: Actor) -> bool:
    """Whether an actor has a feed and a calendar: it is in several briefs, so there may be more to come."""
    return len(actor.roles) > 1


def feeds(site: Site, page: str, title: str) -> tuple[Alternate, ...]:
    """The feeds of a page, in both formats."""
    if not site.offers("feeds"):
        return ()
    return (
        Alternate("application/atom+xml", addresses.feed(page, "atom"), title),
        Alternate("application/feed+json", addresses.feed(page, "json"), title),
    )


def calendar(site: Site, page: str, title: str, events: Sized) -> tuple[Alternate, ...]:
    """The calendar of the events of a page; none if there are no events."""
    is_there = events and site.offers("calendars")
    return (Alternate("text/calendar", addresses.calendar(page), title),) if is_there else ()


def data(site: Site, name: str, title: str) -> tuple[Alternate, ...]:
    """A data file."""
    return (Alternate("application/json", addresses.data(name), title),) if site.offers("data") else ()
