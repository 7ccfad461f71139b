"""All quotes of all briefs, by date."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.file import File
from generator.rendering.page import FrontMatter, render
from generator.site import Site


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page."""
    front_matter = FrontMatter("Quotes", "Every quote of all briefs, by date, with its speaker and source.")
    yield render(addresses.QUOTES, "quotes", front_matter, library=library)
