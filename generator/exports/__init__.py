"""Files that readers take away: one module for each format, all made from the library.

A format is a module with a function `tasks(library, site)` and a line in `FORMATS`. Its addresses
are in `publishing/addresses.py`, because pages link to them. The plain text of a page is made with it.
"""

from collections.abc import Callable, Iterator

from generator.exports import (
    calendar,
    card,
    data,
    feeds,
    manifest,
    paper,
    references,
    robots,
    schema,
)
from generator.library.library import Library
from generator.publishing.output import Task
from generator.publishing.site import Site

Format = Callable[[Library, Site], Iterator[Task]]

FORMATS: tuple[Format, ...] = (
    paper.tasks,
    card.tasks,
    data.tasks,
    calendar.tasks,
    references.tasks,
    robots.tasks,
    schema.tasks,
    feeds.tasks,
    manifest.tasks,
)
"""The slowest ones first, so that no worker is left with them at the end."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """The tasks that make every file of every format."""
    for make in FORMATS:
        yield from make(library, site)
