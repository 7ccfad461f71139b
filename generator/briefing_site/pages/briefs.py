"""The list of all briefs, newest first; divided by year where one page is too long."""

from collections.abc import Iterator

from briefing_site.library.library import BriefSummary, Library
from briefing_site.pages.components.facets import facets, topics
from briefing_site.pages.components.parts import Around, Part, divided, month, year
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses, wording

LONGEST = 150
"""Briefs on a page: about 250 KB."""
NEWEST = 30
"""Briefs on the overview of a list that is too long for a page."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    by_date = sorted(library.newest, key=lambda brief: brief.date.order, reverse=True)
    return divided(by_date, LONGEST, addresses.BRIEFS, year, month, site=site).tasks(
        page
    )


def page(
    library: Library, site: Site, part: Part[BriefSummary], around: Around
) -> Iterator[Output]:
    """All briefs, or if they are too many for a page, the newest and links to the parts, or a part."""
    briefs = part.entries
    if not part.name:
        briefs = library.newest[:NEWEST] if part.parts else library.newest
    facts = {  # a brief that is disputed in part is both
        brief.slug: {
            "topic": " ".join(brief.topics),
            "status": f"{brief.status}{' disputed' * brief.disputed}",
        }
        for brief in part.every
    }
    _ = site.language.gettext
    states = {
        status: wording.label(status, site.language)
        for status in ("published", "disputed", "archived")
    }
    yield from render_list(
        part.path,
        "briefs",
        f"{site.language.gettext('Briefs')} {part.name}".strip(),
        site.language.gettext("All briefs, newest first."),
        site,
        data=("briefs.json",),
        updated=library.changed(brief.slug for brief in briefs),
        library=library,
        part=part,
        around=around,
        briefs=briefs,
        facts=facts,
        facets=facets(
            [*facts.values()],
            topic=topics(library, site.language),
            status=(_("Status"), states),
        ),
    )
