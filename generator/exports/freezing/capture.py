"""The page of a brief as elements: what readers see of it, without what leads elsewhere or needs a script.

It is made from the Markdown of the page, so a field that is added to pages is in versions without more.
"""

import posixpath
import re
from html.parser import HTMLParser

from markdown import Markdown

from generator.format import elements
from generator.format.elements import Node
from generator.site import addresses

EXTENSIONS = ("attr_list", "def_list", "md_in_html", "tables")
"""Those that generated pages are written for."""
_LEFT_OUT = frozenset({"form", "nav", "script"})
_LEFT_OUT_CLASSES = frozenset({"graph", "graph-legend", "topics"})
"""What a version shows otherwise: the diagram of relations is drawn by the styles of the day, and its table
says the same; topics are in the head of the version."""
_END = "cite"
"""The last section of a page, with what can be downloaded."""
_VOID = elements.VOID | {"img", "input", "hr"}
_CAMEL_CASE = {"viewbox": "viewBox"}
"""Attributes of SVG, whose capital letters the parser of HTML does not keep."""
_SPACE = re.compile(r"\s+")


def nodes(path: str, page: str) -> list[Node]:
    """The elements of a generated page, given as Markdown with its front matter."""
    _, _, markdown = page.partition("\n---\n")
    capture = _Capture(path)
    capture.feed(Markdown(extensions=list(EXTENSIONS)).convert(markdown))
    capture.close()
    return _without_end(capture.root)


def _without_end(found: list[Node]) -> list[Node]:
    ends = (place for place, node in enumerate(found) if elements.parts(node)[1].get("id") == _END)
    return found[: next(ends, len(found))]


class _Capture(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.root: list[Node] = []
        self._path = path
        self._open: list[tuple[str, list[Node] | None]] = []
        """Each open element with where its content goes: `None` if it is left out."""

    @property
    def _target(self) -> list[Node] | None:
        return self._open[-1][1] if self._open else self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = self._target
        if target is not None:
            target = self._add(target, tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self._open.append((tag, target))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._target is not None:
            self._add(self._target, tag, {name: value or "" for name, value in attrs})

    def _add(self, target: list[Node], tag: str, given: dict[str, str]) -> list[Node] | None:
        """Add an element; return where its content goes."""
        classes = set(given.get("class", "").split())
        if tag in _LEFT_OUT or "hidden" in given or classes & _LEFT_OUT_CLASSES:
            return None
        if "href" in given:
            given["href"] = self._place(given["href"])
        attributes = {
            name: value
            for name, value in ((_CAMEL_CASE.get(name, name), value) for name, value in given.items())
            if elements.has_attribute(name, value)
        }
        if not elements.has_tag(tag):
            return target
        made = elements.element(tag, attributes, ())
        target.append(made)
        return made

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        target = self._target
        if target is not None and not (data.isspace() and self._is_between_blocks(target)):
            target.append(_SPACE.sub(" ", data))

    def _is_between_blocks(self, target: list[Node]) -> bool:
        """Whether white space means nothing at the end of what there is."""
        if not self._open or self._open[-1][0] in elements.BLOCKS:
            return True
        last = target[-1]
        is_first = len(target) == 1 or (len(target) == 2 and isinstance(last, dict))
        return is_first or (isinstance(last, list) and last[0] in {*elements.BLOCKS, "p"})

    def _place(self, link: str) -> str:
        """A page of the site from its root; addresses of other hosts, and places on the page, as they are."""
        file, mark, anchor = link.partition("#")
        if not file or "://" in file:
            return link
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), file))
        return f"/{addresses.address(path)}{mark}{anchor}"
