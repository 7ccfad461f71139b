"""Redirects from former addresses to current ones.

They are HTML, as Markdown has no redirects. Without scripts they lead to the top of the page.
"""

from collections.abc import Callable, Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.html import html


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page for each old id of a brief, an actor and a topic."""
    for brief in library.briefs.values():
        yield from _redirects(addresses.brief, brief.entry.formerly, brief.slug, brief.entry.title, site)
    for actor in library.actors.values():
        former = actor.profile.formerly if actor.profile else ()
        yield from _redirects(addresses.actor, former, actor.id, actor.name, site)
    for topic in library.topics.values():
        yield from _redirects(addresses.topic, topic.entry.formerly, topic.id, topic.title, site)


def _redirects(
    address: Callable[[str], str], former: tuple[str, ...], now: str, title: str, site: Site
) -> Iterator[Output]:
    for old in former:
        page = html(
            "redirect.html", title=title, id=now, canonical=site.address + addresses.address(address(now))
        )
        yield Output(addresses.redirect(address(old)), page.encode() + b"\n")
