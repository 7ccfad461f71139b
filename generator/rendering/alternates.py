"""The alternates of a page: its feeds, the calendar of its events, its data."""

from collections.abc import Sequence

from generator.library.library import Actor, Library, LinkedBrief, MergedEvent, Topic
from generator.publishing import addresses
from generator.publishing.site import Site
from generator.rendering.page import Alternate


def home(library: Library, site: Site) -> tuple[Alternate, ...]:
    """The alternates of the home page."""
    return (
        *_feeds(addresses.HOME, site.name),
        *_calendar(addresses.HOME, site.name, library.events),
        _data("index.json", site.name),
    )


def timeline(library: Library, site: Site) -> tuple[Alternate, ...]:
    """The alternates of the timeline."""
    return (
        *_calendar(addresses.HOME, site.name, library.events),
        _data("events.json", f"{site.name}: events"),
    )


def brief(entry: LinkedBrief, site: Site) -> tuple[Alternate, ...]:
    """The alternates of a brief; its feeds are those of the site, which report its changes."""
    title = entry.entry.title
    return (
        *_feeds(addresses.HOME, site.name),
        *_calendar(addresses.brief(entry.slug), title, entry.events),
        _data(f"briefs/{entry.slug}.json", title),
    )


def actor(entry: Actor) -> tuple[Alternate, ...]:
    """The alternates of an actor."""
    page = addresses.actor(entry.id)
    return (
        *_feeds(page, entry.name),
        *_calendar(page, entry.name, entry.events),
        _data(f"actors/{entry.id}.json", entry.name),
    )


def topic(entry: Topic, events: Sequence[MergedEvent]) -> tuple[Alternate, ...]:
    """The alternates of a topic with these events."""
    page = addresses.topic(entry.id)
    return (*_feeds(page, entry.title), *_calendar(page, entry.title, events))


def _feeds(page: str, title: str) -> tuple[Alternate, ...]:
    return (
        Alternate("application/atom+xml", addresses.feed(page, "atom"), title),
        Alternate("application/feed+json", addresses.feed(page, "json"), title),
    )


def _calendar(page: str, title: str, events: Sequence[object]) -> tuple[Alternate, ...]:
    """The calendar; none if there are no events."""
    return (Alternate("text/calendar", addresses.calendar(page), title),) if events else ()


def _data(name: str, title: str) -> Alternate:
    return Alternate("application/json", addresses.data(name), title)
