"""The page of a version of a brief: what readers saw on a day, whatever became of the brief since.

A version comes with a pull request, so what is shown of it passes a list of what is allowed.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal

import nh3
from markupsafe import Markup

from briefing_site.format import FrozenVersion, identifiers, web_address
from briefing_site.history import renames
from briefing_site.history.changes import compare_files
from briefing_site.history.entry import Rename
from briefing_site.library.library import Library
from briefing_site.pages.components import (
    downloads,
    history,
)
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.history import Sentence
from briefing_site.pages.components.rendering import render
from briefing_site.references import citation, structured_data
from briefing_site.references.meta_elements import meta_elements
from briefing_site.references.work import CitedWork
from briefing_site.site import Links, Output, Site, Task, addresses, wording

State = Literal["current", "superseded", "gone"]
"""Whether the brief still says what the version says, or is not on the site any more."""

_TAGS = {
    "a", "blockquote", "br", "cite", "code", "dd", "details", "div", "dl", "dt", "em", "figcaption", "figure",
    "h3", "h4", "h5", "h6", "li", "ol", "p", "span", "strong", "summary", "sup",
    "table", "tbody", "td", "th", "thead", "time", "tr", "ul",
    "circle", "g", "path", "rect", "svg", "text", "title",
}  # fmt: skip
"""What versions have, at last those of charts and maps. This and `_ATTRIBUTES` may grow, but never shrink."""
_ATTRIBUTES = {
    "aria-label", "class", "datetime", "id", "lang", "rel", "role", "start", "tabindex", "title",
    "cx", "cy", "d", "fill", "font-family", "font-size", "height", "r", "rx", "stroke", "stroke-dasharray",
    "stroke-width", "text-anchor", "transform", "viewBox", "width", "x", "xmlns", "y",
}  # fmt: skip
_ID = f"(?!(?:cite|changes)$){identifiers.PATTERN}(?:--{identifiers.PATTERN})?"
"""Not those of the page around it."""
_CLASSES = {
    "accounts", "also-in", "alternates", "alternative", "aside", "badge", "cast", "chart", "chart-axis",
    "chart-bar", "chart-grid", "chart-line", "chart-point", "chart-text", "cited-in", "confidence",
    "correction", "course", "course-rest", "date", "dot", "event", "event-note", "evidence", "facts",
    "figure-title", "fold", "forecasts", "headerlink", "in-brief", "index", "judgements", "kind", "latest",
    "likelihood", "map", "map-boundary", "map-country", "map-globe", "map-label", "map-land", "map-line",
    "map-mark", "map-number", "map-scale", "map-sea", "map-view", "most-disputed", "notice", "numbers",
    "on-screen", "open-questions", "places", "probability", "quote-by", "quote-check", "quote-context",
    "quote-heading", "quote-source", "quotes", "rail", "reasons", "relations", "scope", "source-kind",
    "sources", "standfirst", "table", "term", "year", "years",
}  # fmt: skip
"""The classes of briefs, without a `--` and what follows it. Others, such as those of the menu, could
cover or hide what stands around a version."""
_VALUES = {
    "id": re.compile(_ID),
    "rel": re.compile("noopener"),
    "role": re.compile("group|img"),
    "tabindex": re.compile("0"),
    "fill": re.compile("none|#[0-9a-f]{6}"),
    "stroke": re.compile("none|#[0-9a-f]{6}"),
    "transform": re.compile(r"scale\(\.1\)|translate\([0-9. ]{3,15}\)"),
}
"""What the values of attributes have to be, where not anything may be."""
_PLACE = re.compile(rf"/((?:{identifiers.PATTERN}/)*)(?:#({_ID}))?")
"""A page of the site, from its root."""
_TEXT_LINK = re.compile(r"(\]\(|<)/(?=[a-z])")
"""What stands before the address of a page in a plain text, and the first sign of that address."""
_TEXT_HTML = re.compile(r"<(?!/[a-z0-9/-]+/>|https?://[^<>\s]+>)")
"""What could begin HTML in a plain text: anything but an address in angle brackets."""
_TEXT_IMAGE = re.compile(r"(?<!\\)((?:\\\\)*)!(?=\[)")
"""What begins an image in a plain text, unless an odd number of backslashes escapes it."""
_TEXT_FENCE = re.compile("`{3,}|~{3,}")
"""What could begin or end a block of code in a plain text."""


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
        sections=_sections(version, library, link),
        text=_text(version, site),
        changes=changes,
        citations=citation.styled(work),
        references=downloads.references(work) if site.offers("references") else {},
        sources=downloads.reference_files(
            partial(addresses.version_sources, version.brief, version.date), link
        ),
        versions=versions,
        confirmation=library.confirmations.get(version.path),
    )


def _changes(
    version: FrozenVersion, library: Library, slug: str, site: Site
) -> tuple[State, tuple[Sentence, ...]]:
    """What became of the brief since, and what readers notice of it."""
    if slug not in library.briefs:
        return "gone", ()
    renamed: list[Rename] = []
    known = library.briefs[slug].history
    for revision in reversed(known.revisions if known else ()):
        if revision.date.text >= version.date:
            renamed += revision.change.renamed
    ids = renames.one_after_another(renamed)
    text = library.files[slug].decode("utf-8-sig")
    change = compare_files(version.file, text, ids)
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


def _sections(
    version: FrozenVersion, library: Library, link: Links
) -> list[tuple[str, str, Markup]]:
    """The id, the heading and the content of each section."""
    sections = []
    for section in version.page:
        id_ = section.id if re.fullmatch(_ID, section.id) else ""
        sections.append((id_, section.heading, _allowed(section.html, library, link)))
    return sections


def _allowed(html: str, library: Library, links: Links) -> Markup:
    """What a version may have of some HTML: nothing in it can run, load or hide anything.

    Links lead where their pages are now. It is on one line, in which no engine looks for
    Markdown or templates, and in a box that nothing in it leaves, whatever its classes do.
    """

    def value(_tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return _address(value, library, links)
        if name == "class":
            return _allowed_classes(value)
        if name in _VALUES and not _VALUES[name].fullmatch(value):
            return None
        return value

    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"*": _ATTRIBUTES, "a": {"href", "rel"}},
        attribute_filter=value,
        url_schemes={"http", "https"},
        link_rel=None,
    )
    line = " ".join(clean.split()).replace("{", "&#123;")
    return Markup(f'<div class="frozen">{line}</div>')  # noqa: S704 -- cleaned just now


def _allowed_classes(value: str) -> str | None:
    """The classes of an element that a version may have; `None` if there are none."""
    classes = []
    for class_ in value.split():
        root, _, _ = class_.partition("--")
        if root in _CLASSES:
            classes.append(class_)
    return " ".join(classes) or None


def _address(link: str, library: Library, links: Links) -> str | None:
    """Where a link leads now, also to pages that have moved since; `None` if that is nowhere."""
    if link.startswith("#") or web_address.is_web_address(link):
        return link
    place = _PLACE.fullmatch(link)
    if not place:
        return None
    path = f"{place[1].rstrip('/')}.md"
    path = library.moved.get(path, path)
    is_page = (
        library.title(path)
        or path == addresses.ABOUT
        or (
            path == addresses.FORECASTS
            and (library.forecasts or library.removed_forecasts)
        )
        or (path == addresses.GLOSSARY and library.glossary)
        or (path == addresses.JUDGEMENTS and library.judgements)
        or (path == addresses.QUESTIONS and library.questions)
    )
    return links.address(path, place[2] or "") if is_page else None


def _text(version: FrozenVersion, site: Site) -> Markup:
    """The plain text of the version, with the addresses of this site.

    It is Markdown, and anyone may have written it. No HTML, image or block of code can begin in it, which
    could load something, or hide what this site says below.
    """
    path = addresses.version(version.brief, version.date)
    root = site.address or "../" * addresses.text(path).count("/")
    text = _TEXT_HTML.sub("&lt;", version.text)
    text = _TEXT_IMAGE.sub(r"\1\\!", text)
    text = _TEXT_FENCE.sub(_as_entities, text)
    return Markup(_TEXT_LINK.sub(rf"\1{root}", text))  # noqa: S704 -- no part of any page


def _as_entities(match: re.Match[str]) -> str:
    """The characters as entities of HTML, which Markdown shows, and takes for no markup."""
    return "".join(f"&#{ord(character)};" for character in match[0])
