"""The list of all briefs, newest first; divided by year where one page is too long."""

from collections.abc import Iterator

from briefing_site.library.library import BriefSummary, Library
from briefing_site.pages.components.facets import Facts, facets, topics
from briefing_site.pages.components.parts import Around, Part, divided, month, year
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses, wording

LONGEST = 150
"""Briefs on a page: about 250 KB."""
NEWEST = 30
"""Briefs on the overview of a list that is too long for a page."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    by_date = sorted(library.newest, key=lambda brief: brief.date.order, reverse=True)
    whole = divided(by_date, LONGEST, addresses.BRIEFS, year, month, site=site)
    return whole.tasks(page)


def page(
    library: Library, site: Site, part: Part[BriefSummary], around: Around
) -> Iterator[Output]:
    """All briefs, or if they are too many for a page, the newest and links to the parts, or a part."""
    _ = site.language.gettext
    briefs = part.entries
    if part.parts and not part.name:
        briefs = library.newest[:NEWEST]
    elif not part.name:
        briefs = library.newest
    facts = {brief.slug: _facts(brief) for brief in part.every}
    states = {}
    for state in ("published", "disputed", "archived"):
        states[state] = wording.label(state, site.language)
    yield from render_list(
        part.path,
        "briefs",
        title=f"{_('Briefs')} {part.name}".strip(),
        description=_("All briefs, newest first."),
        site=site,
        data=("briefs.json",),
        updated=library.changed(brief.slug for brief in briefs),
        library=library,
        part=part,
        around=around,
        briefs=briefs,
        facts=facts,
        facets=facets(
            list(facts.values()),
            topic=topics(library, site.language),
            status=(_("Status"), states),
        ),
    )


def _facts(brief: BriefSummary) -> Facts:
    """What menus filter by. A brief that is disputed in part has its own status, too."""
    status = brief.status
    if brief.disputed:
        status += " disputed"
    return {"topic": " ".join(brief.topics), "status": status}
