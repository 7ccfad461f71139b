"""The timeline of all briefs: every event once, by year; split into parts where one page is too long."""

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from briefing_site.library.library import Library, LinkedEvent
from briefing_site.pages.components import downloads
from briefing_site.pages.components.facets import (
    Facet,
    Facts,
    by_name,
    facets,
    topics,
)
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
    levels = (decade, year, month)
    whole = divided(library.events, LONGEST, addresses.TIMELINE, *levels, site=site)
    return whole.tasks(page)


def page(
    library: Library, site: Site, part: Part[LinkedEvent], around: Around
) -> Iterator[Output]:
    _ = site.language.gettext
    slugs: set[str] = set()
    for event in part.every:
        slugs.update(account.slug for account in event.accounts)
    filtered = part.every if part.filtered else part.entries
    yield from render_list(
        part.path,
        "timeline",
        title=f"{_('Timeline')} {part.name}".strip(),
        description=_("Every event in the briefs, by date."),
        site=site,
        alternates=downloads.calendar(site, addresses.HOME, site.name, library.events),
        data=("events.csv", "events.json"),
        modules=("assets/timeline.js",),
        updated=library.changed(slugs),
        library=library,
        part=part,
        around=around,
        years=by_year(part.entries),
        newest=part.newest(NEWEST),
        beginnings=_beginnings(part) if part.parts else {},
        histogram=_histogram(part, site.language),
        filtered=filtered,
        menus=_menus(library, filtered, site.language),
    )


def _beginnings(part: Part[LinkedEvent]) -> dict[int, str]:
    """The path of the page on which each year begins."""
    paths: dict[int, str] = {}
    for leaf in part.leaves:
        for event in leaf.entries:
            paths.setdefault(event.date.year, leaf.path)
    return paths


def _histogram(part: Part[LinkedEvent], language: Language) -> Markup:
    """A column for the events of each year, linked to where the year begins."""
    numbers = Counter(event.date.year for event in part.every)
    if len(numbers) < 2:  # one column says nothing
        return Markup()
    return html(
        "parts/histogram.svg",
        language,
        numbers=numbers,
        beginnings=_beginnings(part),
        link=Links(part.path),
    )


def _menus(
    library: Library, events: Sequence[LinkedEvent], language: Language
) -> list[Facet]:
    """What events are filtered by; the script reads all of them, even without choices."""
    facts: list[Facts] = []
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    states: dict[str, str] = {}
    for event in events:
        topic_ids = library.topics_of(event)
        participants = library.participants(event)
        facts.append(
            {
                "actor": " ".join(participants),
                "place": " ".join(event.places),
                "topic": " ".join(topic_ids),
                "status": event.status,
            }
        )
        for id_ in participants:
            names[id_] = library.title(addresses.actor(id_))
        for id_ in event.places:
            places[id_] = library.title(addresses.place(id_))
        states[event.status] = wording.label(event.status, language)
    menus = facets(
        facts,
        least=0,
        actor=(language.gettext("Actor"), by_name(names)),
        place=(language.gettext("Place"), by_name(places)),
        topic=topics(library, language),
        status=(language.gettext("Status"), by_name(states)),
    )
    return [menu for menu in menus if menu.choices or menu.name != "place"]
