"""The search page: a form and its filters, to which a script adds results, and a notice without scripts."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output, Task
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
"""The kinds of results: the value in the address of the page, and the label."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    """One page."""
    yield Task(addresses.SEARCH, page)


def page(library: Library, _site: Site) -> Iterator[Output]:
    """The search page."""
    front_matter = FrontMatter("Search", "Search all briefs, events, quotes, actors and topics.")
    yield render(addresses.SEARCH, "search", front_matter, library=library, kinds=KINDS)
