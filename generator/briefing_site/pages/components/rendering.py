"""Renders a page from its template, and its plain text from the same template."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jinja2 import Template

from briefing_site.format import EdtfDate
from briefing_site.languages.language import ISOLATED
from briefing_site.pages.components import downloads, markdown
from briefing_site.pages.components.downloads import ATOM, Alternate
from briefing_site.pages.components.environment import environment
from briefing_site.pages.components.front_matter import FILTER, LISTS, FrontMatter
from briefing_site.pages.components.markdown import Dialect
from briefing_site.references import structured_data
from briefing_site.site import Links, Output, Site, TextLinks, addresses

_ISOLATED_OR_CODE = re.compile(
    r"[\u2066\u2069]|<(option|title|textarea)\b.*?</\1>|</?[A-Za-z][^<>]*>|\]\([^)\n]*\)|\{[^{}\n]*\}",
    re.DOTALL,
)
"""Marks of English. Tags, the targets and titles of links, and attribute lists are code."""


def render(
    path: str,
    template: str | Sequence[str],
    front_matter: FrontMatter,
    site: Site,
    **values: object,
) -> Iterator[Output]:
    """The page at a path, and its plain text if it has one.

    Of several templates, the first that exists is rendered. Values are escaped, unless a filter made them
    Markdown. A page without a feed of its own announces that of the site.
    """
    names = [template] if isinstance(template, str) else template
    values = {"site": site, "alternates": front_matter.alternates, **values}
    marked = Dialect(replace(site.language, isolates=True))
    chosen = _template(names, marked)
    text = _written(chosen, Links(path, site.own_pages), values)
    if not site.language.is_english:
        text = _ISOLATED_OR_CODE.sub(_mark_english, text)
        is_untranslated = len(names) > 1 and chosen.name == f"{names[-1]}.md.jinja"
        if is_untranslated:
            text = f'<div lang="en" dir="ltr" markdown>\n\n{text}\n\n</div>'
    yield _page(path, markdown.with_links(text), front_matter, site)
    if addresses.has_text(path):
        plain = _template(names, Dialect(site.language, is_plain=True))
        links = TextLinks(path, site.own_pages, site)
        text = _written(plain, links, values)
        yield Output(addresses.text(path), f"{text}\n".encode())


def _template(names: Sequence[str], dialect: Dialect) -> Template:
    return environment(dialect).select_template([f"{name}.md.jinja" for name in names])


def _written(template: Template, link: Links, values: Mapping[str, object]) -> str:
    """The Markdown of a template, without spaces at the ends of lines and more than one empty line."""
    body = template.render(values, link=link)
    lines = [line.rstrip() for line in body.strip().split("\n")]
    return re.sub("\n\n\n+", "\n\n", "\n".join(lines))


def _page(path: str, text: str, front_matter: FrontMatter, site: Site) -> Output:
    alternates = front_matter.alternates
    if not any(alternate.type == ATOM for alternate in alternates):
        alternates += downloads.feeds(site, addresses.HOME, site.name)
    if addresses.has_text(path):
        plain = Alternate("text/plain", addresses.text(path), front_matter.title)
        alternates += (plain,)
    head = replace(front_matter, alternates=alternates).yaml(site)
    data = front_matter.structured_data
    script = f'\n<script type="application/ld+json">{data}</script>\n' if data else ""
    return Output(path, f"{head}\n{text}\n{script}".encode())


def _mark_english(match: re.Match[str]) -> str:
    """The mark of English for one of `ISOLATED` in a text; in what can have no marks, there is none."""
    opened, closed = ISOLATED
    if match[0] == opened:
        return '<span lang="en" dir="ltr">'
    if match[0] == closed:
        return "</span>"
    return match[0].replace(opened, "").replace(closed, "")


def render_list(
    path: str,
    template: str,
    title: str,
    description: str,
    site: Site,
    *,
    alternates: tuple[Alternate, ...] = (),
    data: tuple[str, ...] = (),
    modules: tuple[str, ...] = (FILTER,),
    updated: EdtfDate | None = None,
    **values: object,
) -> Iterator[Output]:
    """A list, with the names of the files that have its data."""
    files = downloads.data(site, f"{site.name}: {title}", *data)
    front_matter = FrontMatter(
        title,
        description,
        alternates=(*alternates, *files),
        updated=updated,
        modules=modules,
        styles=(LISTS,),
        structured_data=structured_data.collection(path, title, description, site),
    )
    yield from render(path, template, front_matter, site, **values)
