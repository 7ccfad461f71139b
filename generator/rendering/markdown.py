"""Text and prose as Markdown that shows exactly what they say.

For Python-Markdown with the extensions in `mkdocs.yml`, and for CommonMark: whatever either could read as
markup is escaped. Emphasis is written as HTML tags, since the two disagree on asterisks within words.
"""

import re
from collections.abc import Callable
from urllib.parse import quote

from markupsafe import Markup

from generator.format.prose import (
    Block,
    Citation,
    CodeText,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Listing,
    Paragraph,
    Prose,
    Quotation,
    Text,
)

Cite = Callable[[str], Markup]
"""Renders a citation of the source with the given id."""

_ESCAPES = str.maketrans(
    {character: "\\" + character for character in "\\`*_{}[]#|"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)
_SPACE = re.compile(r"\s+")
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
    safe = quote(address, safe="/:?#@!$&'+,;=%~.-")
    return Markup(safe.replace("&", "&amp;").replace("'", "%27"))  # noqa: S704 -- quoted just now


def prose(text: Prose, cite: Cite, *, heading_level: int = 3) -> Markup:
    """Prose as Markdown blocks; its highest headings get the given level."""
    highest = min((block.level for block in text.blocks if isinstance(block, Heading)), default=1)
    return _Writer(cite, heading_level, highest).blocks(text.blocks)


def one_line(text: Prose, cite: Cite) -> Markup:
    """Prose on a single line: paragraphs are joined, and blocks become plain text."""
    writer = _Writer(cite, 1, 1)
    return Markup(" ").join(writer.run_on(block) for block in text.blocks)


class _Writer:
    def __init__(self, cite: Cite, heading_level: int, highest: int) -> None:
        self._cite = cite
        self._heading_level = heading_level
        self._highest = highest

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        return Markup("\n\n").join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return self._inlines(block.content)
            case Heading():
                marks = "#" * min(6, self._heading_level + block.level - self._highest)
                return Markup("{} {}").format(Markup(marks), self._inlines(block.content))  # noqa: S704
            case Quotation():
                return _prefixed(self.blocks(block.content), "> ", "> ")
            case Listing():
                bullets = (
                    "-   " if block.start is None else f"{block.start + index}.".ljust(4)
                    for index in range(len(block.items))
                )
                return Markup("\n\n").join(
                    _prefixed(self.blocks(item), bullet, " " * 4)
                    for bullet, item in zip(bullets, block.items, strict=True)
                )

    def run_on(self, block: Block) -> Markup:
        match block:
            case Paragraph() | Heading():
                return self._inlines(block.content)
            case Quotation():
                return Markup(" ").join(self.run_on(each) for each in block.content)
            case Listing():
                return Markup(" ").join(self.run_on(each) for item in block.items for each in item)

    def _inlines(self, content: tuple[Inline, ...]) -> Markup:
        return Markup("").join(self._inline(each) for each in content)

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Text():
                return escape(inline.text)
            case CodeText():
                return Markup("<code>{}</code>").format(escape(inline.text))
            case LineBreak():
                return Markup("<br>")
            case Emphasis():
                tag = Markup("strong") if inline.strong else Markup("em")
                return Markup("<{0}>{1}</{0}>").format(tag, self._inlines(inline.content))
            case Link():
                content = self._inlines(inline.content) or escape(inline.address)
                return Markup("[{}]({})").format(content, destination(inline.address))
            case Citation():
                return self._cite(inline.source)


def _prefixed(text: Markup, first: str, rest: str) -> Markup:
    """Prefix the first line of a block with a marker, and the others with an indent."""
    lines = text.split("\n")
    prefixed = [Markup(first) + lines[0], *(Markup(rest) + line for line in lines[1:])]  # noqa: S704
    return Markup("\n").join(Markup(line.rstrip()) for line in prefixed)  # noqa: S704 -- was Markdown before
