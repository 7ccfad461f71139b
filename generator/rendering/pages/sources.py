"""All sources, each publication once, by title."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses, wording
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.page import of_list, render


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page."""
    front_matter = of_list(addresses.SOURCES, "Sources", "Every publication cited in the briefs.", site)
    yield render(
        addresses.SOURCES,
        "sources",
        front_matter,
        library=library,
        languages=wording.languages(source.entry for source in library.sources),
    )
