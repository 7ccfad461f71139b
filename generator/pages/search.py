"""The search page: a form and its filters, to which a script adds results, and a notice without scripts."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.pages.components.page import FrontMatter, render
from generator.site import addresses
from generator.site.language import marked
from generator.site.output import Output, Task
from generator.site.site import Site

KINDS = (
    ("brief", marked("Briefs")),
    ("event", marked("Events")),
    ("quote", marked("Quotes")),
    ("actor", marked("Actors")),
    ("topic", marked("Topics")),
    ("page", marked("Other pages")),
)
"""The kinds of results: the value in the address of the page, and the label, to be translated."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    yield Task(addresses.SEARCH, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    front_matter = FrontMatter(
        site.language.gettext("Search"),
        site.language.gettext("Search all briefs, events, quotes, actors and topics."),
    )
    kinds = [(value, site.language.gettext(name)) for value, name in KINDS]
    yield render(addresses.SEARCH, "search", front_matter, site, library=library, kinds=kinds)
