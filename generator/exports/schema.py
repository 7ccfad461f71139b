"""The JSON Schemas, for editors and other programs: `/schema/brief.json` and its like."""

from collections.abc import Iterator

from generator.format import schema
from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site


def files(library: Library, site: Site) -> Iterator[Output]:
    """One file for each kind that contributors write."""
    for name in schema.MODELS:
        yield Output(addresses.schema(name), schema.text(name).encode())
