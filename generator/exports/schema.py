"""The JSON Schemas, for editors and other programs: `/schema/brief.json` and its like."""

from collections.abc import Iterator

from generator.format import schema
from generator.library.library import Library
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.schema("brief"), files)


def files(_library: Library, site: Site) -> Iterator[Output]:
    """One file for each kind that contributors write."""
    for name in schema.MODELS:
        yield Output(addresses.schema(name), schema.text(name, site.settings.kinds).encode())
