"""All quotes, by date; split into parts where one page is too long."""

from collections.abc import Iterator

from briefing_site.checks.timestamps import VERIFICATION
from briefing_site.library.library import Library, LinkedQuote
from briefing_site.pages.components.facets import Facts, facets
from briefing_site.pages.components.parts import (
    Around,
    Part,
    decade,
    divided,
    month,
    year,
)
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses

LONGEST = 100
"""Quotes on a page: about 130 KB."""
NEWEST = 20
"""Quotes on the overview of a list that is too long for a page."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    levels = (decade, year, month)
    whole = divided(library.quotes, LONGEST, addresses.QUOTES, *levels, site=site)
    return whole.tasks(page)


def page(
    library: Library, site: Site, part: Part[LinkedQuote], around: Around
) -> Iterator[Output]:
    _ = site.language.gettext
    facts: list[Facts] = []
    names: dict[str, str] = {}
    for quote in part.every:
        facts.append({"check": quote.check.name})
        names[quote.check.name] = quote.check.words(site.language)
    yield from render_list(
        part.path,
        "quotes",
        title=f"{_('Quotes')} {part.name}".strip(),
        description=_("Every quote in the briefs, by date, with speaker and source."),
        site=site,
        data=("quotes.csv", "quotes.json"),
        updated=library.changed(quote.slug for quote in part.every),
        library=library,
        confirmation=library.confirmations.get(VERIFICATION),
        facets=facets(facts, check=(_("Comparison"), names)),
        part=part,
        newest=part.newest(NEWEST),
        around=around,
    )
