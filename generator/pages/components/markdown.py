"""Text and prose as Markdown that shows exactly what they say.

For Python-Markdown with the extensions in `mkdocs.yml`, and for CommonMark: whatever either could read as
markup is escaped. Emphasis is written as HTML tags, since the two disagree on asterisks within words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from markupsafe import Markup

from generator.format import prose as tree
from generator.format.prose import Block, Citation, Inline, Prose

Cite = Callable[[Citation], Markup]
"""Renders a citation."""

_ESCAPES = str.maketrans(
    {character: "\\" + character for character in "\\`*_{}[]#|"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)
_SPACE = re.compile(r"\s+")
_HOST_IN_BRACKETS = re.compile(r"https?://\[[0-9a-f:.]+\]", re.IGNORECASE)
"""An address of IPv6; anywhere else, brackets are escaped."""
_OPENING = re.compile(r"^(?:(?P<sign>[-+!])|(?P<odd>[=~:?$%^@/])|(?P<number>\d+)(?=[.)]))")


def escape(text: object) -> Markup:
    """Escape plain text, on one line, for anywhere in Markdown but an attribute or a code block."""
    if isinstance(text, Markup):
        return text
    # Python-Markdown reads even an escaped bracket before a colon as the end of a reference definition
    escaped = _SPACE.sub(" ", str(text)).translate(_ESCAPES).replace("]:", "]&#58;")
    return Markup(_OPENING.sub(_escape_opening, escaped))  # noqa: S704 -- escaped just now


def _escape_opening(match: re.Match[str]) -> str:
    """Escape what would begin a list or another block at the start of a line."""
    if match["number"]:
        return match["number"] + "\\"
    return "\\" + match["sign"] if match["sign"] else f"&#{ord(match['odd'])};"


def destination(address: str) -> Markup:
    """A web address as the destination of a link."""
    host = _HOST_IN_BRACKETS.match(address)
    start = host.end() if host else 0
    safe = address[:start] + quote(address[start:], safe="/:?#@!$&'+,;=%~.-")
    return Markup(safe.replace("&", "&amp;").replace("'", "%27"))  # noqa: S704 -- quoted just now


def prose(text: Prose, cite: Cite, *, heading_level: int = 3) -> Markup:
    """Prose as Markdown blocks; its highest headings get the given level."""
    highest = min((block.level for block in text.blocks if isinstance(block, tree.Heading)), default=1)

    def blocks(content: tuple[Block, ...]) -> Markup:
        return Markup("\n\n").join(map(block, content))

    def block(node: Block) -> Markup:
        match node:
            case tree.Paragraph():
                return _inlines(node.content, cite)
            case tree.Heading():
                marks = "#" * min(6, heading_level + node.level - highest)
                return Markup("{} {}").format(Markup(marks), _inlines(node.content, cite))  # noqa: S704
            case tree.Quotation():
                return _prefixed(blocks(node.content), "> ", "> ")
            case listing:
                items = []
                for index, item in enumerate(listing.items):
                    mark = "-" if listing.start is None else f"{listing.start + index}."
                    items.append(_prefixed(blocks(item), mark.ljust(4), " " * 4))
                return Markup("\n\n").join(items)

    return blocks(text.blocks)


def one_line(text: Prose, cite: Cite) -> Markup:
    """Prose on a single line: paragraphs are joined, and blocks become plain text."""
    return Markup(" ").join(_inlines(content, cite) for content in _texts(text.blocks))


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """The content of each paragraph and heading."""
    for block in blocks:
        match block:
            case tree.Paragraph() | tree.Heading():
                yield block.content
            case tree.Quotation():
                yield from _texts(block.content)
            case listing:
                for item in listing.items:
                    yield from _texts(item)


def _inlines(content: tuple[Inline, ...], cite: Cite) -> Markup:
    return Markup().join(_inline(inline, cite) for inline in content)


def _inline(inline: Inline, cite: Cite) -> Markup:
    match inline:
        case tree.Text():
            return escape(inline.text)
        case tree.CodeText():
            return Markup("<code>{}</code>").format(escape(inline.text))
        case tree.LineBreak():
            return Markup("<br>")
        case tree.Emphasis():
            tag = Markup("strong") if inline.strong else Markup("em")
            return Markup("<{0}>{1}</{0}>").format(tag, _inlines(inline.content, cite))
        case tree.Link():
            content = _inlines(inline.content, cite) or escape(inline.address)
            return Markup("[{}]({})").format(content, destination(inline.address))
        case citation:
            return cite(citation)


def _prefixed(text: Markup, first: str, rest: str) -> Markup:
    """Prefix the first line of a block with a marker, and the others with an indent."""
    lines = text.split("\n")
    prefixed = [Markup(first) + lines[0], *(Markup(rest) + line for line in lines[1:])]  # noqa: S704
    return Markup("\n").join(Markup(line.rstrip()) for line in prefixed)  # noqa: S704 -- was Markdown before
