"""The elements of a version as a page shows them.

The headings of its sections are Markdown, for the engine lists them; what is between them is HTML on a single
line, in which no engine looks for Markdown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup, escape

from generator.format import elements
from generator.format.elements import Node
from generator.library.library import Library
from generator.pages.components import markdown
from generator.site import addresses
from generator.site.addresses import Links
from generator.site.language import DEFAULT, Language

Resolve = Callable[[str], str]
"""The address that a link to a page of the site leads to now; empty if there is no such page any more."""

_SECTIONS: Mapping[str, Markup] = {"h1": Markup("#"), "h2": Markup("##")}
_SPACE = re.compile(r"\s+")
_SVG = "http://www.w3.org/2000/svg"


def resolver(library: Library, link: Links) -> Resolve:
    """Follows links from a page, also to pages that have moved since."""

    def resolve(address: str) -> str:
        place, _, anchor = address.strip("/").partition("#")
        path = f"{place.strip('/')}.md"
        path = library.moved.get(path, path)
        return link.address(path, anchor) if _is_there(library, path) else ""

    return resolve


def _is_there(library: Library, path: str) -> bool:
    folder, _, name = path.removesuffix(".md").partition("/")
    match folder:
        case "briefs":
            return name in library.summaries
        case "actors":
            return name in library.names
        case "topics":
            return name in library.topics
        case "forecasts":
            return len(library.forecasts) > 0
        case _:
            return path == addresses.ABOUT


def body(nodes: Iterable[Node], resolve: Resolve, language: Language) -> Markup:
    """The elements as Markdown."""
    made = _Made(resolve, language)
    return Markup("\n\n").join(
        made.heading(node) if is_heading else Markup("<div>{}</div>").format(made.html(group))
        for is_heading, group in groupby(nodes, _is_section)
        for node in (group if is_heading else [None])
    )


def drawing(node: list[Node]) -> str:
    """A chart as an SVG file of any size; empty if it has none of its own."""
    tag, attributes, content = elements.parts(node)
    if "viewBox" not in attributes:
        return ""
    made = _Made(lambda _: "", DEFAULT)
    inner = made.html(each for each in content if not isinstance(each, str))
    kept = {name: value for name, value in attributes.items() if name not in {"width", "height"}}
    return _element(tag, {"xmlns": _SVG, **kept}, inner)


def _is_section(node: Node) -> bool:
    return isinstance(node, list) and node[0] in _SECTIONS


class _Made:
    def __init__(self, resolve: Resolve, language: Language) -> None:
        self._resolve = resolve
        self._permalink = language.gettext("Permanent link")

    def heading(self, node: Node) -> Markup:
        tag, attributes, content = elements.parts(node)
        id_, classes = attributes.get("id", ""), attributes.get("class", "").split()
        marks = " ".join([*([f"#{id_}"] if id_ else []), *(f".{each}" for each in classes)])
        words = markdown.escape("".join(elements.words(content)))
        text = Markup("{} {}").format(_SECTIONS[tag], words)
        return Markup("{} {{ {} }}").format(text, marks) if marks else text

    def html(self, nodes: Iterable[Node]) -> Markup:
        return Markup().join(self._parts(nodes))

    def _parts(self, nodes: Iterable[Node]) -> Iterator[Markup]:
        for node in nodes:
            if isinstance(node, str):
                yield escape(_SPACE.sub(" ", node))
                continue
            tag, attributes, content = elements.parts(node)
            inner = self.html(content)
            if "href" in attributes:
                address = self._address(attributes["href"])
                if not address:
                    yield inner
                    continue
                attributes = {**attributes, "href": address}
                if "://" in address:
                    attributes["rel"] = "noopener"
            if tag == "svg":
                attributes = {"xmlns": _SVG, **attributes}
            if tag in {"h3", "h4", "h5", "h6"} and "id" in attributes:
                inner += Markup('<a class="headerlink" href="#{}" title="{}">#</a>').format(
                    attributes["id"], self._permalink
                )
            yield _element(tag, attributes, inner)

    def _address(self, link: str) -> str:
        return self._resolve(link) if link.startswith("/") else link


def _element(tag: str, attributes: Mapping[str, str], inner: Markup) -> Markup:
    given = Markup().join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())
    start = Markup("<{}{}>").format(tag, given)
    return start if tag in elements.VOID else Markup("{}{}</{}>").format(start, inner, tag)
