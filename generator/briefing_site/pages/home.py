"""The home page: the latest brief, what is new, the best connected briefs, the topics, and all else."""

from collections.abc import Iterator

from briefing_site.library.library import Library, LinkedBrief
from briefing_site.pages.components import downloads
from briefing_site.pages.components.front_matter import LISTS, FrontMatter
from briefing_site.pages.components.rendering import render
from briefing_site.references import structured_data
from briefing_site.site import Output, Site, Task, addresses

NEWS = 5
CONNECTED = 3
NEWEST = 6
"""The numbers of briefs on the home page, after the first; the rest are one click away."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.HOME, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    front_matter = FrontMatter(
        site.language.gettext("Home"),
        site.description
        or site.language.gettext(
            "Briefs with their actors, timelines, quotes and sources."
        ),
        alternates=(
            *downloads.subscriptions(site, addresses.HOME, site.name, library.events),
            *downloads.data(site, site.name, "index.json"),
        ),
        updated=library.changed(library.summaries),
        styles=(LISTS,),
        structured_data=structured_data.home(site),
    )

    def connections(brief: LinkedBrief) -> tuple[int, str]:
        """The number of links from a brief to others: shared events, and briefs under “See also”."""
        return len(brief.see_also) + sum(
            len(event.others) for event in brief.events
        ), brief.slug

    lead, others = library.newest[:1], library.newest[1:]
    many = len(library.briefs) > CONNECTED + NEWEST
    best = (
        sorted(library.briefs.values(), key=connections, reverse=True) if many else []
    )
    summaries = (library.summaries[each.slug] for each in best)
    connected = [each for each in summaries if each not in lead][:CONNECTED]
    newest = [brief for brief in others if brief not in connected]
    yield from render(
        addresses.HOME,
        "home",
        front_matter,
        site,
        library=library,
        headline=site.settings.headline or site.name,
        lead=lead[0] if lead else None,
        news=others[:NEWS],
        connected=connected,
        newest=newest[:NEWEST],
        topics=[topic for topic in library.topics.values() if topic.briefs],
    )
