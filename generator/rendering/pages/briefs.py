"""The list of briefs, newest first."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.page import of_list, render


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page."""
    front_matter = of_list(addresses.BRIEFS, "Briefs", "All briefs, newest first.", site)
    yield render(addresses.BRIEFS, "briefs", front_matter, library=library)
