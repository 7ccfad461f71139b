"""The JSON Schemas, for editors and other programs: `/schema/brief.json` and its like."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.reading import schema
from generator.rendering import addresses
from generator.rendering.file import File
from generator.site import Site


def files(library: Library, site: Site) -> Iterator[File]:
    """One file for each kind that contributors write."""
    for name in schema.MODELS:
        yield File(addresses.schema(name), schema.text(name).encode())
