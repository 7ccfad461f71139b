"""Redirects from former addresses to current ones.

They are HTML, as Markdown has no redirects. Without scripts they lead to the top of the page.
"""

from collections.abc import Callable, Iterator
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page for each old id of a brief, an actor and a topic."""
    for brief in library.briefs.values():
        yield from _redirects(addresses.brief, brief.entry.formerly, brief.slug, brief.entry.title, site)
    for actor in library.actors.values():
        former = actor.profile.formerly if actor.profile else ()
        yield from _redirects(addresses.actor, former, actor.id, actor.name, site)
    for topic in library.topics.values():
        yield from _redirects(addresses.topic, topic.formerly, topic.id, topic.title, site)


def _redirects(
    address: Callable[[str], str], former: tuple[str, ...], now: str, title: str, site: Site
) -> Iterator[Output]:
    for old in former:
        html = _template().render(
            title=title, id=now, canonical=site.address + addresses.address(address(now))
        )
        yield Output(addresses.redirect(address(old)), html.encode() + b"\n")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("generator.rendering"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("redirect.html.jinja")
