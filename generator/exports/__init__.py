"""Files that readers take away: one module for each format, all made from the library.

A format is a module with a function `files(library, site)` and a line in `FORMATS`. Its addresses
stand in `publishing/addresses.py`, for pages link to them. Only `plain_text` is made from pages instead.
"""

from collections.abc import Callable, Iterator

from generator.exports import (
    bibtex,
    calendar,
    card,
    csl_json,
    data,
    feeds,
    llms_txt,
    paper,
    ris,
    robots,
    schema,
    timeline_js,
)
from generator.library.library import Library
from generator.publishing.output import Output
from generator.publishing.site import Site

Format = Callable[[Library, Site], Iterator[Output]]

FORMATS: tuple[Format, ...] = (
    bibtex.files,
    calendar.files,
    card.files,
    csl_json.files,
    data.files,
    feeds.files,
    llms_txt.files,
    paper.files,
    ris.files,
    robots.files,
    schema.files,
    timeline_js.files,
)


def files(library: Library, site: Site) -> Iterator[Output]:
    """Every file of every format."""
    for make in FORMATS:
        yield from make(library, site)
