"""The master timeline: every event of all briefs, each once, by year; in parts where one page is too long."""

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
MOST_CHOICES = 300
"""Actors to choose from on a page: those with the most events."""


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
        "Every event of all briefs, by date.",
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
        trail=[("Timeline", link.timeline)] if part else [],
        years=years,
        histogram=_density(numbers, link, where or {}),
        filter=choices(library, events),
    )


def _density(numbers: dict[int, int], link: Links, where: dict[int, str]) -> Markup:
    if not numbers:
        return Markup()
    links = {
        year: link.address(where.get(year, link.page), addresses.year_anchor(year))
        for year in sorted(numbers)
    }
    return histogram.svg(numbers, links)


def choices(library: Library, events: Sequence[MergedEvent]) -> Markup:
    """The form by which the events on a page are chosen. It is hidden where no script runs."""
    counted = Counter(actor for event in events for actor in event.actors)
    common = sorted(counted, key=lambda each: (-counted[each], each))[:MOST_CHOICES]
    actors = sorted(
        ((library.actors[each].name, each) for each in common), key=lambda each: each[0].casefold()
    )
    ids = {topic for event in events for topic in library.topics_of(event)}
    topics = sorted((library.topics[each].title, each) for each in ids)
    return Markup(
        '<form class="filter" data-filter aria-label="Choose events">'
        '<label>Actor <select name="actor"><option value="">all</option>{}</select></label> '
        '<label>Topic <select name="topic"><option value="">all</option>{}</select></label> '
        '<label>From <input name="from" type="number" inputmode="numeric" placeholder="{}"></label> '
        '<label>to <input name="to" type="number" inputmode="numeric" placeholder="{}"></label> '
        '<button type="reset">Show all</button> <output aria-live="polite"></output></form>'
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
