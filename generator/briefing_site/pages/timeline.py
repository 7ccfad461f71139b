"""The timeline of all briefs: every event once, by year; split into parts where one page is too long."""

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from briefing_site.library.library import Library, LinkedEvent
from briefing_site.pages.components import downloads
from briefing_site.pages.components.facets import Facet, by_name, facets, topics
from briefing_site.pages.components.html import html
from briefing_site.pages.components.parts import (
    Around,
    Part,
    by_year,
    decade,
    divided,
    month,
    year,
)
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Language, Links, Output, Site, Task, addresses, wording

LONGEST = 120
"""Events on a page: about 130 KB with the panels of those that several briefs report, and 15 compressed."""
NEWEST = 30
"""Events on the overview of a timeline that is too long for a page."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    return divided(
        library.events, LONGEST, addresses.TIMELINE, decade, year, month, site=site
    ).tasks(page)


def page(
    library: Library, site: Site, part: Part[LinkedEvent], around: Around
) -> Iterator[Output]:
    filtered = part.every if part.filtered else part.entries
    yield from render_list(
        part.path,
        "timeline",
        f"{site.language.gettext('Timeline')} {part.name}".strip(),
        site.language.gettext("Every event in the briefs, by date."),
        site,
        alternates=downloads.calendar(site, addresses.HOME, site.name, library.events),
        data=("events.csv", "events.json"),
        modules=("assets/timeline.js",),
        updated=library.changed(
            account.slug for event in part.every for account in event.accounts
        ),
        library=library,
        part=part,
        around=around,
        years=by_year(part.entries),
        newest=library.events[: -NEWEST - 1 : -1]
        if part.parts and not part.name
        else (),
        beginnings=_beginnings(part) if part.parts else {},
        histogram=_histogram(part, site.language),
        filtered=filtered,
        menus=_menus(library, filtered, site.language),
    )


def _beginnings(part: Part[LinkedEvent]) -> dict[int, str]:
    beginnings: dict[int, str] = {}
    for leaf in part.leaves:
        for event in leaf.entries:
            beginnings.setdefault(event.date.year, leaf.path)
    return beginnings


def _histogram(part: Part[LinkedEvent], language: Language) -> Markup:
    """A column for the events of each year, linked to where the year begins."""
    numbers = Counter(event.date.year for event in part.every)
    if len(numbers) < 2:  # one column says nothing
        return Markup()
    link, beginnings = Links(part.path), _beginnings(part)
    return html(
        "parts/histogram.svg",
        language,
        numbers=numbers,
        beginnings=beginnings,
        link=link,
    )


def _menus(
    library: Library, events: Sequence[LinkedEvent], language: Language
) -> list[Facet]:
    """What events are filtered by; the script reads all of them, even without choices."""
    facts = [
        {
            "actor": " ".join(event.actors),
            "topic": " ".join(library.topics_of(event)),
            "status": event.status,
        }
        for event in events
    ]
    names = {
        id_: library.title(addresses.actor(id_))
        for event in events
        for id_ in event.actors
    }
    states: dict[str, str] = {
        event.status: wording.label(event.status, language) for event in events
    }
    return facets(
        facts,
        least=0,
        actor=(language.gettext("Actor"), by_name(names)),
        topic=topics(library, language),
        status=(language.gettext("Status"), by_name(states)),
    )
