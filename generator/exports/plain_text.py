"""Each page as plain Markdown, for programs that read texts and have no use for a page's design.

It stands beside the page (`addresses.text`), and `llms.txt` leads to it: https://llmstxt.org/.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from generator.format.prose import Prose
from generator.library.library import Library, LinkedBrief
from generator.publishing import addresses, wording
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering import markdown, page

_EMPTY_LINES = re.compile(r"\n{3,}")


def files(library: Library, site: Site) -> Iterator[Output]:
    """One file for each page that is made from briefs, and the way to them."""
    for slug, brief in library.briefs.items():
        path = addresses.brief(slug)
        yield _file(addresses.text(path), "brief", site, library=library, brief=brief, **_prose(brief))
    for actor_id, actor in library.actors.items():
        path = addresses.actor(actor_id)
        yield _file(addresses.text(path), "actor", site, library=library, actor=actor, **_prose())
    for topic_id, topic in library.topics.items():
        path = addresses.topic(topic_id)
        events = [event for event in library.events if topic_id in library.topics_of(event)]
        yield _file(addresses.text(path), "topic", site, library=library, topic=topic, events=events)
    for path, template in (
        (addresses.HOME, "home"),
        (addresses.BRIEFS, "briefs"),
        (addresses.ACTORS, "actors"),
        (addresses.TOPICS, "topics"),
        (addresses.TIMELINE, "timeline"),
        (addresses.QUOTES, "quotes"),
        (addresses.SOURCES, "sources"),
    ):
        yield _file(addresses.text(path), template, site, library=library)
    yield _file(addresses.TEXT_FOR_MACHINES, "home", site, library=library)


def _file(path: str, template: str, site: Site, **values: object) -> Output:
    def at(target: str, anchor: str = "") -> Markup:
        root = "" if site.address else "../" * path.count("/") or "./"
        return markdown.destination(root + addresses.absolute(site, target, anchor))

    def whole(url: str) -> Markup:
        """An address between angle brackets, where it is read letter by letter."""
        return Markup(str(markdown.destination(url)).replace("&amp;", "&"))  # noqa: S704 -- quoted just now

    def text(target: str) -> Markup:
        return at(addresses.text(target))

    made = _environment().get_template(f"{template}.md.jinja")
    body = made.render(at=at, text=text, whole=whole, site=site, kinds=wording.KINDS, **values)
    squeezed = _EMPTY_LINES.sub("\n\n", body.strip())
    return Output(path, f"{squeezed}\n".encode())


def _prose(brief: LinkedBrief | None = None) -> dict[str, Callable[..., Markup]]:
    """Ways to write prose and numbers of sources."""

    def cited(ids: tuple[str, ...]) -> Markup:
        sources = brief.source_numbers(ids) if brief else ()
        return Markup(" ").join(Markup("[{}]").format(source.number) for source in sources)

    def cite(source: str) -> Markup:
        return cited((source,))

    def blocks(text: Prose) -> Markup:
        return markdown.prose(text, cite, heading_level=4)

    def line(text: Prose) -> Markup:
        return markdown.one_line(text, cite)

    return {"cited": cited, "blocks": blocks, "line": line}


@cache
def _environment() -> Environment:
    """As that of pages, but with templates of its own."""
    return page.environment().overlay(loader=PackageLoader("generator.exports"))
