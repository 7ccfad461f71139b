"""The page of a version of a brief: what readers saw on a day, whatever became of the brief since.

A version comes with a pull request, so what is shown of it passes a list of what is allowed.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Literal

import nh3
from lxml.etree import SubElement
from lxml.html import HtmlElement, fragment_fromstring, tostring
from markupsafe import Markup

from briefing_site.format import FrozenVersion, identifiers, web_address
from briefing_site.history.changes import compare_files
from briefing_site.library.library import Library
from briefing_site.pages.components import (
    downloads,
    history,
    markdown,
)
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.history import Sentence
from briefing_site.pages.components.rendering import render
from briefing_site.references import citation, structured_data
from briefing_site.references.meta_elements import meta_elements
from briefing_site.references.work import CitedWork
from briefing_site.site import Language, Links, Output, Site, Task, addresses, wording

State = Literal["current", "superseded", "gone"]
"""Whether the brief still says what the version says, or is not on the site any more."""

_SECTIONS = {"h1": Markup("#"), "h2": Markup("##")}
"""Headings that are Markdown, for the engine lists them."""
_TAGS = {
    *(
        "a",
        "blockquote",
        "br",
        "cite",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
    ),
    *(
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ol",
        "p",
        "span",
        "strong",
        "summary",
        "sup",
    ),
    *("table", "tbody", "td", "th", "thead", "time", "tr", "ul"),
    *("circle", "path", "rect", "svg", "text"),  # of charts
}
"""What versions have. This and `_ATTRIBUTES` may grow, but never shrink."""
_LEVELS = 30
"""How deep elements may be nested; what is deeper is not shown."""
_ID = f"(?!(?:cite|missing-search|search-box)$){identifiers.PATTERN}(?:--{identifiers.PATTERN})?"
"""Not those of the page around it."""
_PLACE = re.compile(rf"/((?:{identifiers.PATTERN}/)*)(?:#({_ID}))?")
"""A page of the site, from its root."""
_CLASS = "(?!md-|site-|search-)[a-z][a-z0-9]*(?:-{1,2}[a-z0-9]+)*"
_PATTERNS = {
    "class": re.compile(f"{_CLASS}(?: {_CLASS})*"),
    "id": re.compile(_ID),
    "rel": re.compile("noopener"),
    "role": re.compile("group|img"),
    "tabindex": re.compile("0"),
    **dict.fromkeys(("fill", "stroke"), re.compile("none|#[0-9a-f]{6}")),
}
_ATTRIBUTES = {
    *_PATTERNS,
    *("aria-label", "datetime", "lang", "start", "title"),
    *(
        "cx",
        "cy",
        "d",
        "font-family",
        "font-size",
        "height",
        "r",
        "rx",
        "stroke-dasharray",
        "stroke-width",
    ),
    *("text-anchor", "viewBox", "width", "x", "xmlns", "y"),
}


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for slug, versions in library.versions.items():
        for number, each in enumerate(versions):
            yield Task(addresses.version(each.brief, each.date), page, (slug, number))


def page(library: Library, site: Site, slug: str, number: int) -> Iterator[Output]:
    versions = library.versions[slug]
    version = versions[number]
    path = addresses.version(version.brief, version.date)
    link, work = Links(path, site.own_pages), CitedWork.from_version(version, site)
    state, changes = _changes(version, library, slug, site)
    current = slug if state != "gone" else ""
    date = wording.date(version.day, site.language)
    front_matter = FrontMatter(
        site.language.gettext(
            "%(title)s, version of %(date)s", title=version.title, date=date
        ),
        version.summary,
        updated=version.day,
        citation=tuple(meta_elements(work, path, "", site)),
        relations=tuple(_relations(versions, number, current)),
        is_indexed=False,
        structured_data=structured_data.version(version, current, site),
    )
    yield from render(
        path,
        "version",
        front_matter,
        site,
        version=version,
        state=state,
        current=current,
        body=_body(version, library, link, site.language),
        text=_text(version),
        changes=changes,
        citations=citation.styled(work),
        references=downloads.references(work) if site.offers("references") else {},
        sources=downloads.reference_files(
            partial(addresses.version_sources, version.brief, version.date), link
        ),
        versions=versions,
    )


def _changes(
    version: FrozenVersion, library: Library, slug: str, site: Site
) -> tuple[State, tuple[Sentence, ...]]:
    """What became of the brief since, and what readers notice of it."""
    if slug not in library.briefs:
        return "gone", ()
    change = compare_files(version.file, library.files[slug].decode("utf-8-sig"))
    if change is None:
        return "current", ()
    return "superseded", tuple(
        history.sentences(change, library.briefs[slug], site.language)
    )


def _relations(
    versions: tuple[FrozenVersion, ...], number: int, current: str
) -> Iterator[tuple[str, str]]:
    if current:
        yield "latest-version", addresses.brief(current)
    for kind, others in (
        ("predecessor-version", versions[:number][-1:]),
        ("successor-version", versions[number + 1 :][:1]),
    ):
        yield from ((kind, addresses.version(each.brief, each.date)) for each in others)


def allowed(html: str) -> str:
    """What versions may have of some HTML, on one line: nothing in it can run, load or hide anything."""

    def is_valid(name: str, value: str) -> bool:
        return name not in _PATTERNS or _PATTERNS[name].fullmatch(value) is not None

    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"*": _ATTRIBUTES, "a": {"href", "rel"}},
        attribute_filter=lambda _, name, value: (
            value if is_valid(name, value) else None
        ),
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return " ".join(clean.split())


def _body(
    version: FrozenVersion, library: Library, link: Links, language: Language
) -> Markup:
    """What readers saw, as Markdown with HTML, in whose lines no engine looks for Markdown or templates."""
    blocks = [fragment_fromstring(each, create_parent="div") for each in version.page]
    for block in blocks:
        _connect(block, library, link, language)
    parts: list[Markup] = []
    for is_section, group in groupby(
        blocks, lambda each: len(each) == 1 and each[0].tag in _SECTIONS
    ):
        if is_section:
            parts += (_heading(each[0]) for each in group)
        else:
            # without the `div` around each
            html = "".join(
                allowed(tostring(each, encoding="unicode")[5:-6]) for each in group
            )
            parts.append(
                Markup("<div>{}</div>").format(Markup(html.replace("{", "&#123;")))  # noqa: S704
            )
    return Markup("\n\n").join(parts)


def _text(version: FrozenVersion) -> Markup:
    """What readers saw, as text: a line for each block, with marks of headings and addresses."""
    lines: list[Markup] = []
    for block in version.page:
        root = fragment_fromstring(block, create_parent="div")
        for link in root.iter("a"):
            address = link.get("href", "")
            if web_address.is_web_address(address):
                link.tail = f" ({address}){link.tail or ''}"
        for element in root.iter("h2", "h3", "h4", "p", "li", "td", "th", "dd"):
            words = markdown.escape(" ".join(element.text_content().split()))
            if element.tag in {"h2", "h3", "h4"}:
                words = Markup("#" * int(element.tag[1]) + " ") + words  # noqa: S704
            if element.find("p") is None and words:
                lines.append(words)
    return Markup("\n\n").join(lines)


def _connect(
    block: HtmlElement, library: Library, link: Links, language: Language
) -> None:
    """Make links lead where their pages are now, and give headings a link to themselves."""
    for deep in block.xpath("/*" * _LEVELS):
        deep.getparent().remove(deep)
    for each in block.xpath("//a"):
        if address := _address(each.get("href", ""), library, link):
            each.set("href", address)
        else:
            each.drop_tag()
    for each in block.xpath("//*[@id][self::h3 or self::h4 or self::h5 or self::h6]"):
        title = language.gettext("Permanent link")
        mark = SubElement(
            each,
            "a",
            {"class": "headerlink", "href": f"#{each.get('id')}", "title": title},
        )
        mark.text = "#"


def _address(link: str, library: Library, links: Links) -> str:
    """Where a link leads now, also to pages that have moved since; empty if that is nowhere."""
    if link.startswith("#") or web_address.is_web_address(link):
        return link
    if not (found := _PLACE.fullmatch(link)):
        return ""
    path = f"{found[1].rstrip('/')}.md"
    path = library.moved.get(path, path)
    is_there = (
        library.title(path)
        or path == addresses.ABOUT
        or (path == addresses.FORECASTS and (library.forecasts or library.gone))
        or (path == addresses.GLOSSARY and library.glossary)
        or (path == addresses.JUDGEMENTS and library.judgements)
    )
    return links.address(path, found[2] or "") if is_there else ""


def _heading(element: HtmlElement) -> Markup:
    words = markdown.escape(" ".join(element.text_content().split()))
    marks = [f"#{id_}"] if re.fullmatch(_ID, id_ := element.get("id", "")) else []
    marks += [
        f".{each}"
        for each in element.get("class", "").split()
        if re.fullmatch(_CLASS, each)
    ]
    end = Markup(" {{ {} }}").format(" ".join(marks)) if marks else ""
    return Markup("{} {}{}").format(_SECTIONS[element.tag], words, end)
