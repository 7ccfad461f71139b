"""All sources of all briefs, each publication once, by title."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses, wording
from generator.rendering.file import File
from generator.rendering.page import FrontMatter, render
from generator.site import Site


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page."""
    front_matter = FrontMatter("Sources", "Every publication that the briefs rest on.")
    yield render(
        addresses.SOURCES,
        "sources",
        front_matter,
        library=library,
        languages=wording.languages(library.sources),
    )
