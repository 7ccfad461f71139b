"""Files that readers take away: one module for each format, all made from the library.

A format is a module with a function `files(library, site)` and a line in `FORMATS`. Its addresses
stand in `rendering/addresses.py`, for pages link to them.
"""

from collections.abc import Callable, Iterator

from generator.exports import calendar, data, feeds, form, schema
from generator.linking.library import Library
from generator.rendering.file import File
from generator.site import Site

Format = Callable[[Library, Site], Iterator[File]]

FORMATS: tuple[Format, ...] = (
    schema.files,
    form.files,
    feeds.files,
    calendar.files,
    data.files,
)


def files(library: Library, site: Site) -> Iterator[File]:
    """Every file of every format."""
    for make in FORMATS:
        yield from make(library, site)
