"""The home page: the best connected and the latest briefs, the topics, and links to everything else."""

from collections.abc import Iterator

from generator.library.library import Library, LinkedBrief
from generator.publishing import addresses
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.rendering import alternates, structured_data
from generator.rendering.page import FrontMatter, render

CONNECTED = 4
NEWEST = 6
"""The number of briefs on the home page; the rest are one click away."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    """One page."""
    yield Task(addresses.HOME, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    """The home page."""
    front_matter = FrontMatter(
        "Home",
        "Briefs with their actors, timelines, quotes and sources.",
        alternates=(
            *alternates.feeds(addresses.HOME, site.name),
            *alternates.calendar(addresses.HOME, site.name, library.events),
            *alternates.data("index.json", site.name),
        ),
        structured_data=structured_data.of_home(site),
    )
    many = len(library.briefs) > CONNECTED + NEWEST
    best = sorted(library.briefs.values(), key=_connections, reverse=True)[:CONNECTED] if many else []
    connected = [library.summaries[brief.slug] for brief in best]
    newest = [brief for brief in library.newest if brief not in connected]
    yield render(
        addresses.HOME,
        "home",
        front_matter,
        library=library,
        site=site,
        connected=connected,
        newest=newest[:NEWEST],
        search=addresses.SEARCH,
        topics=[topic for topic in library.topics.values() if topic.briefs],
    )


def _connections(brief: LinkedBrief) -> tuple[int, str]:
    """The number of links from a brief to others: shared events, and briefs under “See also”."""
    return len(brief.see_also) + sum(len(event.also_in) for event in brief.events), brief.slug
