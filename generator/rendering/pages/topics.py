"""The list of topics."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.file import File
from generator.rendering.page import of_list, render
from generator.site import Site


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page."""
    front_matter = of_list(addresses.TOPICS, "Topics", "What the briefs are about.", site)
    yield render(addresses.TOPICS, "topics", front_matter, library=library)
