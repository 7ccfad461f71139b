"""All sources of all briefs, each publication once, by title."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses, wording
from generator.rendering.page import FrontMatter, Page, render


def pages(library: Library) -> Iterator[Page]:
    """One page."""
    front_matter = FrontMatter("Sources", "Every publication that the briefs rest on.")
    yield render(
        addresses.SOURCES,
        "sources",
        front_matter,
        library=library,
        languages=wording.languages(library.sources),
    )
