"""The list of topics."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.page import FrontMatter, Page, render


def pages(library: Library) -> Iterator[Page]:
    """One page."""
    front_matter = FrontMatter("Topics", "What the briefs are about.")
    yield render(addresses.TOPICS, "topics", front_matter, library=library)
