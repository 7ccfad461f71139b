"""The home page: the newest briefs, the topics, and where else to go."""

from collections.abc import Iterator

from generator.linking.library import Library
from generator.rendering import addresses
from generator.rendering.file import File
from generator.rendering.page import FrontMatter, render
from generator.site import Site

NEWEST = 12
"""How many briefs stand on the home page; the rest are one click away."""


def pages(library: Library, site: Site) -> Iterator[File]:
    """One page."""
    front_matter = FrontMatter("Home", "Briefs with their actors, timelines, quotes and sources.")
    yield render(addresses.HOME, "home", front_matter, library=library, newest=library.newest[:NEWEST])
