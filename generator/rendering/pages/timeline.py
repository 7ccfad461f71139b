"""The timeline of all briefs: every event once, by year; split into parts where one page is too long."""

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.library.library import Library, MergedEvent
from generator.publishing import addresses
from generator.publishing.addresses import Links
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.rendering import alternates
from generator.rendering.html import html
from generator.rendering.page import of_list, render
from generator.rendering.years import Part, parts

LONGEST = 1000
"""Events on a page: about 100 KB compressed."""
MOST_ACTORS = 300
"""Actors in the filter of a page: those with the most events."""


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One page, or an overview and its parts."""
    for part in parts(library.events, LONGEST, addresses.TIMELINE):
        yield Task(part.path, page, (part,))


def page(library: Library, site: Site, part: Part[MergedEvent]) -> Iterator[Output]:
    """A part of the timeline."""
    description = "Every event in the briefs, by date."
    others = (
        *alternates.calendar(addresses.HOME, site.name, library.events),
        *alternates.data("events.json", f"{site.name}: events"),
    )
    yield render(
        part.path,
        "timeline",
        of_list(part.path, f"Timeline {part.name}".strip(), description, site, others),
        library=library,
        part=part,
        histogram=_histogram(part),
        filter=event_filter(library, [event for _, events in part.years for event in events]),
    )


def _histogram(part: Part[MergedEvent]) -> Markup:
    """A column for the events of each year, linked to the year, which may be in a part of the timeline."""
    link = Links(part.path)
    columns = {
        year: (len(events), link.address(each.path, addresses.year_anchor(year)))
        for each in part.parts or (part,)
        for year, events in each.years
    }
    if not columns:
        return Markup()
    return html("parts/histogram.svg", columns=columns, most=max(number for number, _ in columns.values()))


def event_filter(library: Library, events: Sequence[MergedEvent]) -> Markup:
    """The form that filters the events on a page, hidden where scripts are off."""
    counted = Counter(actor for event in events for actor in event.actors)
    most_common = sorted(counted, key=lambda each: (-counted[each], each))[:MOST_ACTORS]
    actors = sorted(
        ((library.names[each].name, each) for each in most_common), key=lambda each: each[0].casefold()
    )
    ids = {topic for event in events for topic in library.topics_of(event)}
    topics = sorted((library.topics[each].title, each) for each in ids)
    return html("parts/filter.html", choices={"actor": actors, "topic": topics}, events=events)
