"""Everything that the briefs say as data, in several formats that are filled with the same objects."""

from collections.abc import Iterator
from itertools import chain

from generator.exports.data import api, database, index, tables
from generator.library.library import Library
from generator.site import Site, Task


def tasks(library: Library, site: Site) -> Iterator[Task]:
    return chain(database.tasks(library), api.tasks(library, site), tables.tasks(), index.tasks())
