"""The page of the search: its form, which a script fills with results, and what to do without scripts."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.page import FrontMatter, render

KINDS = (
    ("brief", "Briefs"),
    ("event", "Events"),
    ("quote", "Quotes"),
    ("actor", "Actors"),
    ("topic", "Topics"),
    ("page", "Other pages"),
)
"""What a result can be, as the address of the page says it, and what many of them are called."""


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page."""
    front_matter = FrontMatter("Search", "Search every brief, event, quote, actor and topic.")
    yield render(addresses.SEARCH, "search", front_matter, library=library, kinds=KINDS)
