"""All quotes, by date; split into parts where one page is too long."""

from collections.abc import Iterator

from briefing_site.library.library import Library, LinkedQuote
from briefing_site.pages.components.facets import facets
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
    return divided(
        library.quotes, LONGEST, addresses.QUOTES, decade, year, month, site=site
    ).tasks(page)


def page(
    library: Library, site: Site, part: Part[LinkedQuote], around: Around
) -> Iterator[Output]:
    names: dict[str, str] = {
        each.check.name: each.check.words(site.language) for each in part.every
    }
    menu = site.language.gettext("Comparison"), names
    yield from render_list(
        part.path,
        "quotes",
        f"{site.language.gettext('Quotes')} {part.name}".strip(),
        site.language.gettext(
            "Every quote in the briefs, by date, with speaker and source."
        ),
        site,
        data=("quotes.csv", "quotes.json"),
        updated=library.changed(quote.slug for quote in part.every),
        library=library,
        facets=facets([{"check": each.check.name} for each in part.every], check=menu),
        part=part,
        newest=library.quotes[: -NEWEST - 1 : -1]
        if part.parts and not part.name
        else (),
        around=around,
    )
