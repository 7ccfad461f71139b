"""Files that readers take away: one module for each format, all made from the library.

A format is a module with a function `tasks(library, site)` and a line in `FORMATS`. Its addresses
are in `site/addresses.py`, because pages link to them. The plain text of a page is made with it.

A value in the data that is no field of the format is declared and computed in `data/objects.py`. Within
version 1 of the data, fields are only added: the page `/data/` promises it.
"""

from collections.abc import Callable, Iterator

from briefing_site.exports import calendar, card, feeds, paper, references, site_files
from briefing_site.exports.data import api, database, geojson, index, spreadsheets
from briefing_site.format.settings import Export
from briefing_site.library.library import Library
from briefing_site.site import Site, Task

Format = Callable[[Library, Site], Iterator[Task]]

FORMATS: tuple[tuple[Export | None, Format], ...] = (
    ("papers", paper.tasks),
    ("cards", card.tasks),
    *(("data", each.tasks) for each in (database, api, spreadsheets, geojson, index)),
    ("calendars", calendar.tasks),
    ("references", references.tasks),
    (None, site_files.tasks),
    ("feeds", feeds.tasks),
)
"""Each with its name in the settings, if a site may do without it.

The slowest ones come first, so that no worker is left with them at the end.
"""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for export, make in FORMATS:
        if export is None or site.offers(export):
            yield from make(library, site)
