"""Versions of briefs as PDF and as plain text, from the elements that they hold."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from generator.exports import typesetting
from generator.exports.typesetting import Data
from generator.format import elements
from generator.format.elements import Node
from generator.format.version import FrozenVersion
from generator.library.library import Library
from generator.pages.components import citation, markdown, version_body
from generator.pages.components.citation import CitedWork
from generator.site import addresses, wording
from generator.site.language import Language
from generator.site.output import Output, Task
from generator.site.site import Site

_TEMPLATE = "version.typ"
_WAYS_BACK = "cited-in"
"""What leads from a source to where it is cited: of no use on paper, and in a text."""
_ON_SCREEN = "on-screen"
"""What is of no use on paper."""
_SMALL = frozenset(
    {"aside", "counts", "evidence", "facts", "kind", "quote-by", "quote-checks", "verification"}
)
_NOTES = frozenset({
    "forecast-note", "judgement-note", "source-note", "telling-brief", "telling-event", "telling-source",
    "telling-text",
})  # fmt: skip
"""What begins a line of its own."""
_ASIDE = frozenset({"badge", "kind"})
"""What a text has in brackets, as it is not set apart there."""
_NUMBERS = re.compile(r"(?:\\\[\d+\\\] ?)+")
"""Numbers of sources, escaped."""
_PRINTED = frozenset({"facts", "sources"})
"""Where paper has the addresses of links: in the list of sources, and of those who wrote it."""
_MOST_COLUMNS = 12


def papers(library: Library, _site: Site) -> Iterator[Task]:
    """A PDF for each version."""
    for slug, versions in library.versions.items():
        for number, each in enumerate(versions):
            path = addresses.version_paper(each.brief, each.date)
            yield Task(path, paper, (slug, number), is_slow=True)


def texts(library: Library, _site: Site) -> Iterator[Task]:
    """A plain text for each version."""
    for slug, versions in library.versions.items():
        for number, each in enumerate(versions):
            path = addresses.text(addresses.version(each.brief, each.date))
            yield Task(path, text, (slug, number))


def paper(library: Library, site: Site, slug: str, number: int) -> Iterator[Output]:
    """A version as a printed paper."""
    version = library.versions[slug][number]
    path = addresses.version_paper(version.brief, version.date)
    yield Output(path, typesetting.document(_TEMPLATE, _data(version, site), "pdf"))


def _data(version: FrozenVersion, site: Site) -> Data:
    language = site.language
    apa = dict(citation.styled(CitedWork.from_version(version, site)))["APA"]
    day = version.day.earliest
    page = addresses.version(version.brief, version.date)
    spoken = Language(version.language)
    made = _Set()
    return {
        "words": {each: language.gettext(each) for each in typesetting.texts(_TEMPLATE)},
        "language": [spoken.short, spoken.region.partition("_")[2].lower()],
        **typesetting.identity(site),
        "site": version.site,
        "title": version.title,
        "summary": version.summary,
        "authors": [each.name for each in version.authors],
        "topics": version.topics,
        "address": version.doi_address or (addresses.absolute(site, page) if site.address else ""),
        "day": [day.year, day.month, day.day],
        "date": wording.date(version.day, language),
        "page": made.nodes(version.nodes),
        "anchors": sorted(made.anchors),
        # before, in and after the italics
        "citation": [unescape(part) for part in re.split("</?em>", apa)],
    }


class _Set:
    """The elements as the template takes them: only what it looks at, and each anchor once."""

    def __init__(self) -> None:
        self.anchors: set[str] = set()

    def nodes(self, nodes: Iterable[Node]) -> list[Any]:
        """All of them."""
        return [self._node(each, prints=False) for each in nodes]

    def _node(self, node: Node, *, prints: bool) -> str | Data:
        """One of them; whether addresses are printed in it."""
        if isinstance(node, str):
            return typesetting.breakable(node)
        tag, attributes, content = elements.parts(node)
        classes = set(attributes.get("class", "").split())
        if tag == "h1" or classes & {_WAYS_BACK, _ON_SCREEN}:
            return ""
        made: Data = {"tag": tag, "content": [], "is_small": bool(classes & _SMALL)}
        if (anchor := attributes.get("id", "")) not in self.anchors | {""}:
            self.anchors.add(anchor)
            made["anchor"] = anchor
        match tag:
            case "svg":
                drawing = version_body.drawing(node)
                return made | {"drawing": drawing, "alt": attributes.get("aria-label", "")} if drawing else ""
            case "code":
                return made | {"text": typesetting.breakable("".join(elements.words(content)))}
            case "table":
                rows = [[self.nodes(cell) for cell in row] for row in _rows(node)]
                columns = max(map(len, rows), default=0)
                return made | {
                    "columns": columns,
                    "rows": [row + [[]] * (columns - len(row)) for row in rows],
                }
            case "a":
                made["address"] = attributes.get("href", "")
                made["prints"] = prints
            case "ol":
                made["start"] = int(attributes.get("start", "1"))
            case "span" if classes & _NOTES:
                made["tag"] = "note"
        prints = prints or bool(classes & _PRINTED)
        return made | {"content": [self._node(each, prints=prints) for each in content]}


def _rows(table: list[Node]) -> list[list[list[Node]]]:
    """The content of each cell, row by row."""
    return [
        [elements.parts(cell)[2] for cell in elements.parts(row)[2] if isinstance(cell, list)][:_MOST_COLUMNS]
        for row in _within(table, "tr")
    ]


def _within(node: list[Node], tag: str) -> Iterator[list[Node]]:
    for each in elements.parts(node)[2]:
        if isinstance(each, list):
            yield from [each] if each[0] == tag else _within(each, tag)


def text(library: Library, site: Site, slug: str, number: int) -> Iterator[Output]:
    """A version as plain Markdown."""
    version = library.versions[slug][number]
    page = addresses.version(version.brief, version.date)
    _ = site.language.gettext
    address = addresses.absolute(site, page)
    about = [
        f"# {markdown.escape(version.title)}",
        _("Page:") + f" <{address}>",
        _("Version of %(date)s", date=wording.date(version.day, site.language))
        + (f" · DOI: <{version.doi_address}>" if version.doi else ""),
    ]
    body = _Text(address).blocks(version.nodes)
    yield Output(addresses.text(page), ("\n\n".join([*about, *body]) + "\n").encode())


class _Text:
    def __init__(self, address: str) -> None:
        self._address = address

    def blocks(self, nodes: Iterable[Node]) -> Iterator[str]:
        """Each paragraph, heading, list, quotation and table."""
        line: list[str] = []
        for node in nodes:
            made = None if isinstance(node, str) else self._block(node)
            if made is None:
                line.append(self._inline(node, opens=not line))
            else:
                yield from _joined(line)
                line = []
                yield from made
        yield from _joined(line)

    def _block(self, node: list[Node]) -> list[str] | None:
        """The blocks of an element; `None` if it stands within a line."""
        tag, attributes, content = elements.parts(node)
        match tag:
            case "h1" | "svg" | "summary":
                return []
            case "details" if attributes.get("class") == _WAYS_BACK:
                return []
            case "h2" | "h3" | "h4" | "h5" | "h6":
                heading = f"{'#' * int(tag[1])} {self._line(content)}"
                is_cited = attributes.get("class") in {"event", "quote-heading"} and "id" in attributes
                return [heading, *([f"<{self._address}#{attributes['id']}>"] if is_cited else [])]
            case "ul" | "ol":
                first = int(attributes.get("start", "1"))
                items = [each for each in content if isinstance(each, list)]
                return [
                    _indented(self.blocks(elements.parts(each)[2]), f"{number}. " if tag == "ol" else "- ")
                    for number, each in enumerate(items, start=first)
                ]
            case "blockquote":
                return [
                    "\n".join(f"> {line}".rstrip() for line in "\n\n".join(self.blocks(content)).split("\n"))
                ]
            case "table":
                rows = [f"| {' | '.join(map(self._line, row))} |" for row in _rows(node)]
                below = "|" + " --- |" * max((len(row) for row in _rows(node)), default=0)
                return ["\n".join([*rows[:1], below, *rows[1:]])]
            case "p" | "figcaption" | "dt" | "dd" | "li":
                return [*self.blocks(content)]
        return [*self.blocks(content)] if tag in elements.BLOCKS else None

    def _line(self, nodes: Iterable[Node]) -> str:
        return " ".join(self._inlines(nodes, opens=True).split())

    def _inlines(self, nodes: Iterable[Node], *, opens: bool) -> str:
        return "".join(self._inline(node, opens=opens and not place) for place, node in enumerate(nodes))

    def _inline(self, node: Node, *, opens: bool) -> str:
        """What stands within a line, or `opens` it."""
        if isinstance(node, str):
            # signs that mean something at the start of a line only
            return str(markdown.escape(node) if opens else markdown.escape(f"·{node}")[1:])
        tag, attributes, content = elements.parts(node)
        if attributes.get("class") == _WAYS_BACK or tag == "svg":
            return ""
        inner = self._inlines(content, opens=opens)
        match tag:
            case "br":
                return " "
            case "sup":
                return "".join(elements.words(content)) if _NUMBERS.fullmatch(inner) else inner
            case "span" | "strong" if _ASIDE & set(attributes.get("class", "").split()):
                return f"({inner.strip()})"
            case "em" | "strong" if inner.strip():
                mark = "*" if tag == "em" else "**"
                return f"{mark}{inner.strip()}{mark}"
            case "a" if "://" in attributes.get("href", ""):
                return f"[{inner}]({markdown.destination(attributes['href'])})"
        return inner


def _joined(line: list[str]) -> list[str]:
    words = " ".join("".join(line).split())
    return [words] if words else []


def _indented(blocks: Iterable[str], mark: str) -> str:
    lines = "\n\n".join(blocks).split("\n")
    space = " " * len(mark)
    return "\n".join([mark + lines[0], *(f"{space}{each}".rstrip() for each in lines[1:])])
