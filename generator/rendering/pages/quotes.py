"""All quotes, by date; split into parts where one page is too long."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.page import of_list, render
from generator.rendering.years import parts

LONGEST = 500
"""Quotes on a page."""


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page, or an overview and its parts."""
    description = "Every quote in the briefs, by date, with speaker and source."
    for part in parts(library.quotes, LONGEST, addresses.QUOTES):
        front_matter = of_list(part.path, f"Quotes {part.name}".strip(), description, site)
        yield render(part.path, "quotes", front_matter, library=library, part=part)
