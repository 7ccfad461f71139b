"""The list of briefs, the newest first."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.file import File
from generator.rendering.page import FrontMatter, render
from generator.site import Site


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page."""
    front_matter = FrontMatter("Briefs", "All briefs, the newest first.")
    yield render(addresses.BRIEFS, "briefs", front_matter, library=library)
