"""Redirects from former addresses to current ones.

They are HTML, as Markdown has no redirects. Without scripts they lead to the top of the page.
"""

from collections.abc import Callable, Iterator

from generator.library.library import Library
from generator.pages.components.html import html
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One page for each old id of a brief, an actor and a topic."""
    for brief in library.briefs.values():
        yield from _redirects(addresses.brief, brief.entry.formerly, brief.slug, brief.entry.title)
    for actor in library.actors.values():
        former = actor.profile.formerly if actor.profile else ()
        yield from _redirects(addresses.actor, former, actor.id, actor.name)
    for topic in library.topics.values():
        yield from _redirects(addresses.topic, topic.entry.formerly, topic.id, topic.title)


def _redirects(
    address: Callable[[str], str], former: tuple[str, ...], now: str, title: str
) -> Iterator[Task]:
    for old in former:
        path = addresses.redirect(address(old))
        yield Task(path, page, (path, now, addresses.address(address(now)), title))


def page(_library: Library, site: Site, path: str, now: str, address: str, title: str) -> Iterator[Output]:
    """The page at `path` that redirects to the current address."""
    canonical = site.address + address
    text = html("redirect.html", site.language, title=title, id=now, canonical=canonical)
    yield Output(path, text.encode() + b"\n")
