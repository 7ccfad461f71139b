"""Everything that the briefs say as data, in several formats that are filled with the same records."""

from collections.abc import Iterator
from itertools import chain

from generator.exports.data import api, descriptions, sqlite, tables
from generator.library.library import Library
from generator.site.output import Task
from generator.site.site import Site


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """The tasks for every file of data, and for the descriptions of them."""
    return chain(sqlite.tasks(), api.tasks(library, site), tables.tasks(), descriptions.tasks())
