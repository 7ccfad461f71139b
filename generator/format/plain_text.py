"""Prose as text without markup, for formats that do not have any."""

from collections.abc import Callable

from generator.format.prose import (
    Block,
    Citation,
    CodeText,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Prose,
    Quotation,
    Text,
)

Cite = Callable[[Citation], str]
"""How a citation is shown."""


def prose(text: Prose, cite: Cite) -> str:
    """Paragraphs with an empty line between them; the address of a link follows its text."""
    return _blocks(text.blocks, cite)


def _blocks(blocks: tuple[Block, ...], cite: Cite) -> str:
    return "\n\n".join(_block(block, cite) for block in blocks)


def _block(block: Block, cite: Cite) -> str:
    match block:
        case Paragraph() | Heading():
            return _inlines(block.content, cite)
        case Quotation():
            return _prefixed(_blocks(block.content, cite), "> ", "> ")
        case listing:
            marks = (
                "- " if listing.start is None else f"{listing.start + i}. " for i in range(len(listing.items))
            )
            return "\n".join(
                _prefixed(_blocks(item, cite), mark, " " * len(mark))
                for mark, item in zip(marks, listing.items, strict=True)
            )


def _inlines(content: tuple[Inline, ...], cite: Cite) -> str:
    return "".join(_inline(inline, cite) for inline in content)


def _inline(inline: Inline, cite: Cite) -> str:
    match inline:
        case Text() | CodeText():
            return inline.text
        case LineBreak():
            return "\n"
        case Emphasis():
            return _inlines(inline.content, cite)
        case Link():
            words = _inlines(inline.content, cite)
            return f"{words} ({inline.address})" if words not in {"", inline.address} else inline.address
        case citation:
            return cite(citation)


def _prefixed(text: str, first: str, rest: str) -> str:
    head, *tail = text.split("\n")
    return "\n".join([first + head, *(f"{rest}{line}".rstrip() for line in tail)])
