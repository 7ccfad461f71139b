"""The way to the plain text of every brief, for language models: https://llmstxt.org/."""

from collections.abc import Iterator
from functools import cache

from jinja2 import PackageLoader, Template
from markupsafe import Markup

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering import markdown, page


def files(library: Library, site: Site) -> Iterator[Output]:
    """One file."""

    def at(target: str) -> Markup:
        return markdown.destination(addresses.absolute(site, target) if site.address else f"./{target}")

    def text(target: str) -> Markup:
        return at(addresses.text(target))

    made = _template().render(library=library, site=site, at=at, text=text)
    yield Output(addresses.LLMS_TXT, made.encode() + b"\n")


@cache
def _template() -> Template:
    environment = page.environment().overlay(loader=PackageLoader("generator.exports"))
    return environment.get_template("llms.md.jinja")
