"""The page kinds: each is a module with a function `pages`, and a template of the same name.

To add one, add a module, a template, and a line in `KINDS`.
"""

from collections.abc import Callable, Iterator

from generator.library.library import Library
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.pages import (
    actor,
    brief,
    home,
    lists,
    quotes,
    redirect,
    reference,
    search,
    timeline,
    topic,
)

PageKind = Callable[[Library, Site], Iterator[Output]]

KINDS: tuple[PageKind, ...] = (
    home.pages,
    brief.pages,
    actor.pages,
    topic.pages,
    lists.pages,
    timeline.pages,
    quotes.pages,
    search.pages,
    reference.pages,
    redirect.pages,
)


def pages(library: Library, site: Site) -> Iterator[Output]:
    """Every page of the site."""
    for kind in KINDS:
        yield from kind(library, site)
