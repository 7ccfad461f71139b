"""The home page: the newest briefs, the topics, and where else to go."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.page import FrontMatter, Page, render

NEWEST = 12
"""How many briefs stand on the home page; the rest are one click away."""


def pages(library: Library) -> Iterator[Page]:
    """One page."""
    front_matter = FrontMatter("Home", "Briefs with their actors, timelines, quotes and sources.")
    yield render(addresses.HOME, "home", front_matter, library=library, newest=library.newest[:NEWEST])
