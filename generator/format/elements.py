"""A page as a tree of elements: what `briefs freeze` keeps of the page of a brief.

Written in JsonML (http://www.jsonml.org/): a text, or a list of a tag, maybe attributes, and what is within.
Only what is listed here can be in it, so nothing of it can run or load anything. The lists may grow, but
never shrink, as a version that has something is to stay readable.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.format import identifiers, web_address

Node = Any
"""A text, or a list that begins with a tag."""

BLOCKS = frozenset({
    "blockquote", "details", "div", "dl", "figure", "ol", "table", "tbody", "thead", "tr", "ul",
})  # fmt: skip
"""Elements in which white space means nothing."""
DRAWN = frozenset({"circle", "path", "rect", "svg", "text"})
"""Those of charts."""
VOID = frozenset({"br"})
_TAGS = BLOCKS | DRAWN | VOID | {
    "a", "cite", "code", "dd", "dt", "em", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p",
    "span", "strong", "summary", "sup", "td", "th", "time",
}  # fmt: skip

_DEPTH = 24
_ID = f"{identifiers.PATTERN}(?:--{identifiers.PATTERN})?"
_PLACE = re.compile(rf"(?:/(?:{identifiers.PATTERN}/)*)?(?:#{_ID})?")
"""A page of the site, from its root, or a place on the page itself."""
_NUMBER = r"-?[0-9]{1,6}(?:\.[0-9]{1,3})?"
_SIZE = r"[1-9][0-9]{0,4}(?:\.[0-9]{1,3})?"
_COLOUR = "none|#[0-9a-f]{6}"
_CLASS = "(?!md-|site-|search-)[a-z][a-z0-9]*(?:-{1,2}[a-z0-9]+)*"
_ATTRIBUTES = {
    name: re.compile(pattern)
    for name, pattern in {
        "class": f"{_CLASS}(?: {_CLASS})*",
        "id": _ID,
        "lang": "[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*",
        "datetime": "[0-9TZ:.+-]{4,30}",
        "start": "[0-9]{1,9}",
        "role": "group|img",
        "tabindex": "0",
        "aria-label": r"[^\s][^\r\n]{0,999}",
        # of charts
        "viewBox": f"{_NUMBER} {_NUMBER} {_SIZE} {_SIZE}",
        "d": "[MLHVCSQTAZmlhvcsqtaz0-9 .,-]+",
        "fill": _COLOUR,
        "stroke": _COLOUR,
        "stroke-dasharray": "[0-9 .]{1,40}",
        "text-anchor": "start|middle|end",
        "font-family": "[A-Za-z, ]{1,100}",
        **dict.fromkeys(
            ("cx", "cy", "font-size", "height", "r", "rx", "stroke-width", "width", "x", "y"), _NUMBER
        ),
    }.items()
}


def parts(node: list[Node]) -> tuple[str, dict[str, str], list[Node]]:
    """The tag of an element, its attributes, and what is within."""
    tag, *rest = node
    return (tag, rest[0], rest[1:]) if rest and isinstance(rest[0], dict) else (tag, {}, rest)


def element(tag: str, attributes: dict[str, str], content: Iterable[Node]) -> list[Node]:
    """An element of these parts."""
    return [tag, *([attributes] if attributes else []), *content]


def has_tag(tag: str) -> bool:
    """Whether elements may have the tag."""
    return tag in _TAGS


def has_attribute(name: str, value: str) -> bool:
    """Whether elements may have the attribute with this value."""
    if name == "href":
        return bool(value and _PLACE.fullmatch(value)) or web_address.is_web_address(value)
    return name in _ATTRIBUTES and _ATTRIBUTES[name].fullmatch(value) is not None


def words(nodes: Iterable[Node]) -> Iterator[str]:
    """The texts, as they stand."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from words(parts(node)[2])


def invalid_reason(nodes: object, depth: int = _DEPTH) -> str:
    """What is not allowed in a list of nodes; empty if everything is."""
    if not isinstance(nodes, list):
        return "a list of elements is required"
    if not depth:
        return f"elements are nested more than {_DEPTH} levels deep"
    return next(filter(None, (_invalid(node, depth) for node in nodes)), "")


def _invalid(node: object, depth: int) -> str:
    if isinstance(node, str):
        return ""
    if not isinstance(node, list) or not node or not isinstance(node[0], str):
        return "an element begins with its tag"
    tag, attributes, content = parts(node)
    if tag not in _TAGS:
        return "an element has a tag that versions never have"
    if (tag in VOID and content) or not all(
        isinstance(value, str) and has_attribute(name, value) for name, value in attributes.items()
    ):
        return f"an element '{tag}' has something that versions never have"
    return invalid_reason(content, depth - 1)
