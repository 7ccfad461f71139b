"""The timeline of all briefs: every event once, by year; split into parts where one page is too long."""

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.library.library import Library, MergedEvent
from generator.publishing import addresses
from generator.publishing.addresses import Links
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering import alternates, histogram
from generator.rendering.page import of_list, render
from generator.rendering.years import Years, by_year, parts

LONGEST = 1000
"""Events on a page: about 100 KB compressed."""
MOST_ACTORS = 300
"""Actors in the filter of a page: those with the most events."""


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page, or an overview and its parts."""
    if len(library.events) <= LONGEST:
        yield _page(library, site, addresses.TIMELINE, "", by_year(library.events), [])
        return
    divided = [(name, addresses.timeline_part(name), years) for name, years in parts(library.events, LONGEST)]
    where = {year: path for _, path, years in divided for year, _ in years}
    yield _page(
        library, site, addresses.TIMELINE, "", [], [(name, path) for name, path, _ in divided], where=where
    )
    for name, path, years in divided:
        yield _page(library, site, path, name, years, [])


def _page(  # noqa: PLR0917 -- a page is all of that
    library: Library,
    site: Site,
    path: str,
    part: str,
    years: Years[MergedEvent],
    parts_: list[tuple[str, str]],
    where: dict[int, str] | None = None,
) -> Output:
    link = Links(path)
    events = [event for _, each in years for event in each]
    numbers = Counter(event.date.year for event in (events or library.events))
    front_matter = of_list(
        path,
        f"Timeline {part}".strip(),
        "Every event in the briefs, by date.",
        site,
        alternates.timeline(library, site),
    )
    return render(
        path,
        "timeline",
        front_matter,
        library=library,
        part=part,
        parts=parts_,
        trail=[("Timeline", link.to(addresses.TIMELINE))] if part else [],
        years=years,
        histogram=_histogram(numbers, link, where or {}),
        filter=event_filter(library, events),
    )


def _histogram(numbers: dict[int, int], link: Links, where: dict[int, str]) -> Markup:
    if not numbers:
        return Markup()
    links = {
        year: link.address(where.get(year, link.page), addresses.year_anchor(year))
        for year in sorted(numbers)
    }
    return histogram.svg(numbers, links)


def event_filter(library: Library, events: Sequence[MergedEvent]) -> Markup:
    """The form that filters the events on a page, hidden where scripts are off."""
    counted = Counter(actor for event in events for actor in event.actors)
    most_common = sorted(counted, key=lambda each: (-counted[each], each))[:MOST_ACTORS]
    actors = sorted(
        ((library.actors[each].name, each) for each in most_common), key=lambda each: each[0].casefold()
    )
    ids = {topic for event in events for topic in library.topics_of(event)}
    topics = sorted((library.topics[each].title, each) for each in ids)
    return Markup(
        '<form class="filter" data-filter aria-label="Filter events">'
        '<label>Actor <select name="actor"><option value="">All</option>{}</select></label> '
        '<label>Topic <select name="topic"><option value="">All</option>{}</select></label> '
        '<label>From <input name="from" type="number" inputmode="numeric" placeholder="{}"></label> '
        '<label>To <input name="to" type="number" inputmode="numeric" placeholder="{}"></label> '
        '<button type="reset">Clear filters</button> <output aria-live="polite"></output></form>'
    ).format(
        _options(actors),
        _options(topics),
        events[0].date.year if events else "",
        events[-1].date.year if events else "",
    )


def _options(entries: list[tuple[str, str]]) -> Markup:
    return Markup().join(
        Markup('<option value="{}">{}</option>').format(each, " ".join(name.split()))
        for name, each in entries
    )
