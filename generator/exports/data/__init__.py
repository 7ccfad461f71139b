"""Everything that the briefs say as data, in several formats that are filled with the same records."""

from collections.abc import Iterator
from itertools import chain

from generator.exports.data import api, descriptions, sqlite, tables
from generator.exports.data.collected import collect
from generator.library.library import Library
from generator.publishing.output import Output
from generator.publishing.site import Site


def files(library: Library, site: Site) -> Iterator[Output]:
    """Every file of data, and the descriptions of them."""
    collected = collect(library, site)
    return chain(
        api.files(collected, site),
        tables.files(collected),
        sqlite.files(collected, site),
        descriptions.files(site),
    )
