"""All quotes, by date; split into parts where one page is too long."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.addresses import Links
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.page import of_list, render
from generator.rendering.years import parts

LONGEST = 500
"""Quotes on a page."""


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page, or an overview and its parts."""
    divided = parts(library.quotes, LONGEST) if len(library.quotes) > LONGEST else []
    description = "Every quote in the briefs, by date, with speaker and source."
    yield render(
        addresses.QUOTES,
        "quotes",
        of_list(addresses.QUOTES, "Quotes", description, site),
        library=library,
        part="",
        trail=[],
        parts=[(name, addresses.quotes_part(name)) for name, _ in divided],
        quotes=[] if divided else library.quotes,
    )
    for name, years in divided:
        path = addresses.quotes_part(name)
        yield render(
            path,
            "quotes",
            of_list(path, f"Quotes {name}", description, site),
            library=library,
            part=name,
            trail=[("Quotes", Links(path).to(addresses.QUOTES))],
            parts=[],
            quotes=[quote for _, each in years for quote in each],
        )
