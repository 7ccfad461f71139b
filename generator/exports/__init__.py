"""Files that readers take away: one module for each format, all made from the library.

A format is a module with a function `files(library, site)` and a line in `FORMATS`. Its addresses
stand in `publishing/addresses.py`, for pages link to them. Plain text and feeds are made from
pages instead.
"""

from collections.abc import Callable, Iterator, Mapping

from generator.exports import (
    calendar,
    card,
    data,
    feeds,
    paper,
    plain_text,
    references,
    robots,
    schema,
    timeline_js,
)
from generator.library.library import Library
from generator.publishing.output import Output
from generator.publishing.site import Site

Format = Callable[[Library, Site], Iterator[Output]]

FORMATS: tuple[Format, ...] = (
    calendar.files,
    card.files,
    data.files,
    paper.files,
    references.files,
    robots.files,
    schema.files,
    timeline_js.files,
)


def files(library: Library, site: Site) -> Iterator[Output]:
    """Every file of every format that is made from the library alone."""
    for make in FORMATS:
        yield from make(library, site)


def files_of_pages(library: Library, site: Site, pages: Mapping[str, Output]) -> Iterator[Output]:
    """Every file that is made from pages, which are given by path: their texts, and feeds."""
    for page in pages.values():
        yield from plain_text.of_page(page, site)
    yield from feeds.files(library, site, pages)
