"""What robots find: the map of the site, and the plain text of every brief for language models.

https://www.rfc-editor.org/rfc/rfc9309 and https://llmstxt.org/ define the files.
"""

from collections.abc import Iterator
from functools import cache

from jinja2 import PackageLoader, Template
from markupsafe import Markup

from generator.library.library import Library
from generator.pages.components import markdown, page
from generator.site import addresses
from generator.site.language import Language
from generator.site.output import Output, Task
from generator.site.site import Site


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    """One task for all files."""
    yield Task(addresses.LLMS_TXT, files)


def files(library: Library, site: Site) -> Iterator[Output]:
    """`llms.txt`, and `robots.txt` where the address of the site is known; the engine makes the map."""

    def at(target: str) -> Markup:
        path = addresses.address(target) if target.endswith(".md") else target
        return markdown.destination(addresses.absolute(site, target) if site.address else f"./{path}")

    def text(target: str) -> Markup:
        return at(addresses.text(target))

    made = _template(site.language).render(library=library, site=site, at=at, text=text)
    yield Output(addresses.LLMS_TXT, made.encode() + b"\n")
    if site.address:
        rules = f"User-agent: *\nAllow: /\n\nSitemap: {site.address}sitemap.xml\n"
        yield Output(addresses.ROBOTS_TXT, rules.encode())


@cache
def _template(language: Language) -> Template:
    environment = page.environment(language).overlay(loader=PackageLoader("generator.exports"))
    return environment.get_template("llms.md.jinja")
