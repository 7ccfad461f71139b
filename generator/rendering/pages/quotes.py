"""All quotes of all briefs, by date."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.page import FrontMatter, Page, render


def pages(library: Library) -> Iterator[Page]:
    """One page."""
    front_matter = FrontMatter("Quotes", "Every quote of all briefs, by date, with its speaker and source.")
    yield render(addresses.QUOTES, "quotes", front_matter, library=library)
