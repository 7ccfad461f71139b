"""The list of topics."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.page import of_list, render


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page."""
    front_matter = of_list(addresses.TOPICS, "Topics", "What the briefs are about.", site)
    yield render(addresses.TOPICS, "topics", front_matter, library=library)
