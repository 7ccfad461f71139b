"""The home page: the latest brief, what is new, the best connected of the others, topics, and all else."""

from collections.abc import Iterator

from briefing_site.library.library import BriefSummary, Library
from briefing_site.pages.components import downloads
from briefing_site.pages.components.front_matter import LISTS, FrontMatter
from briefing_site.pages.components.rendering import render
from briefing_site.references import structured_data
from briefing_site.site import Output, Site, Task, addresses

NEWS = 5
CONNECTED = 3
"""The numbers of briefs on the home page, after the first; the rest are one click away."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.HOME, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    _ = site.language.gettext
    description = site.description or _(
        "Briefs with their actors, timelines, quotes and sources."
    )
    front_matter = FrontMatter(
        title=_("Home"),
        description=description,
        alternates=(
            *downloads.subscriptions(site, addresses.HOME, site.name, library.events),
            *downloads.data(site, site.name, "index.json"),
        ),
        updated=library.changed(library.summaries),
        styles=(LISTS,),
        structured_data=structured_data.home(site),
    )
    briefs = library.newest
    lead = briefs[0] if briefs else None
    news = briefs[1 : NEWS + 1]
    connected = []
    for brief in _most_connected_first(library):
        if brief != lead and brief not in news:
            connected.append(brief)
    yield from render(
        addresses.HOME,
        "home",
        front_matter,
        site,
        library=library,
        headline=site.settings.headline or site.name,
        lead=lead,
        news=news,
        connected=connected[:CONNECTED],
        topics=[topic for topic in library.topics.values() if topic.briefs],
    )


def _most_connected_first(library: Library) -> list[BriefSummary]:
    """Briefs by their links to others: events that they share, and briefs under “See also”."""
    numbers = []
    for slug, brief in library.briefs.items():
        number = len(brief.see_also)
        for event in brief.events:
            number += len(event.others)
        numbers.append((number, slug))
    numbers.sort(reverse=True)
    return [library.summaries[slug] for _number, slug in numbers]
