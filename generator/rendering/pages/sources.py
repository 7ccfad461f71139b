"""All sources of all briefs, each publication once, by title."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses, wording
from generator.rendering.file import File
from generator.rendering.page import of_list, render
from generator.site import Site


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page."""
    front_matter = of_list(addresses.SOURCES, "Sources", "Every publication that the briefs rest on.", site)
    yield render(
        addresses.SOURCES,
        "sources",
        front_matter,
        library=library,
        languages=wording.languages(library.sources),
    )
