"""Prose as HTML that holds the elements of its tree and no others, whatever its words are."""

from collections.abc import Callable

from markupsafe import Markup, escape

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
"""Makes the mark that stands for a citation of the source with the given id."""


def prose(text: Prose, cite: Cite, *, heading_level: int = 3) -> Markup:
    """Prose as HTML blocks; its highest headings become those of the given level."""
    highest = min((block.level for block in text.blocks if isinstance(block, Heading)), default=1)
    return _Writer(cite, heading_level - highest).blocks(text.blocks)


def item(text: Prose, cite: Cite) -> Markup:
    """Prose as an item of a list: where it is a single paragraph, only what is in it."""
    match text.blocks:
        case (Paragraph(content),):
            return _Writer(cite, 0).inlines(content)
        case _:
            return prose(text, cite)


class _Writer:
    def __init__(self, cite: Cite, heading_shift: int) -> None:
        self._cite = cite
        self._heading_shift = heading_shift

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        return Markup("\n").join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return _element("p", self.inlines(block.content))
            case Heading():
                level = min(6, max(1, block.level + self._heading_shift))
                return _element(f"h{level}", self.inlines(block.content))
            case Quotation():
                return _element("blockquote", self.blocks(block.content))
            case Listing():
                items = Markup("\n").join(_element("li", self.blocks(item)) for item in block.items)
                if block.start is None:
                    return _element("ul", items)
                return Markup('<ol start="{}">{}</ol>').format(block.start, items)

    def inlines(self, content: tuple[Inline, ...]) -> Markup:
        return Markup("").join(self._inline(each) for each in content)

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Text():
                return escape(inline.text)
            case CodeText():
                return _element("code", escape(inline.text))
            case LineBreak():
                return Markup("<br>")
            case Emphasis():
                return _element("strong" if inline.strong else "em", self.inlines(inline.content))
            case Link():
                words = self.inlines(inline.content) or escape(inline.address)
                return Markup('<a href="{}">{}</a>').format(inline.address, words)
            case Citation():
                return self._cite(inline.source)


def _element(name: str, content: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(name, content)
