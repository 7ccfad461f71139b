"""Prose as a tree, and what visits it. Later stages see only this, so no text reaches a page as markup."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from generator.diagnostics import Code
from generator.format.locators import Locator


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class CodeText:
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break within a paragraph."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple["Inline", ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web address, which has been checked."""

    address: str
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to a source of the brief; `start` and `end` are the position of its id in the prose."""

    source: str
    start: int
    end: int
    locator: Locator | None = None
    """The place in the source."""


Inline = Text | CodeText | LineBreak | Emphasis | Link | Citation


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered from `start`, or with bullets if that is `None`."""

    start: int | None
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    content: tuple["Block", ...]


Block = Paragraph | Heading | Listing | Quotation

_MARK = "\0"
"""Stands for a citation; no text contains it."""
_CITED = re.compile(rf"(?<!\s)\s*{_MARK}")


@dataclass(frozen=True, slots=True)
class ProseProblem:
    """An error at the characters from `start` up to `end` of the prose."""

    code: Code
    start: int
    end: int
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class ParsedProse:
    """What a text consists of; `findings` are the errors in it."""

    blocks: tuple[Block, ...]
    findings: tuple[ProseProblem, ...] = ()
    parts: int = 1
    """How many blocks, list items, citations, links, line breaks, and pieces of emphasis or code it has."""


@dataclass(frozen=True)
class Prose:
    """A text, which is parsed when it is looked into: a build looks into few of those in the store.

    `parse` remembers the last texts, not all, as the trees of a thousand briefs take 200 MB.
    """

    source: str
    parse: Callable[[str], ParsedProse] = field(repr=False)

    @property
    def parsed(self) -> ParsedProse:
        return self.parse(self.source)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.parsed.blocks

    def citations(self) -> tuple[Citation, ...]:
        """Every citation, in reading order."""
        found: list[Citation] = []

        def cite(citation: Citation) -> str:
            found.append(citation)
            return ""

        BareText(cite).write(self)
        return tuple(found)

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources that it cites, in reading order."""
        return tuple(citation.source for citation in self.citations())

    @cached_property
    def words(self) -> str:
        return words(self.blocks)


Written = TypeVar("Written")


class ProseWriter(Generic[Written]):
    """Writes prose in some form: a method for each part, which is given what is inside as it was written."""

    def __init__(self, cite: Callable[[Citation], Written]) -> None:
        """`cite` returns how a citation is shown."""
        self._cite = cite

    def write(self, prose: Prose) -> Written:
        return self.blocks(prose.blocks)

    def blocks(self, blocks: Iterable[Block]) -> Written:
        return self.join(map(self._block, blocks), "\n\n")

    def _block(self, block: Block) -> Written:
        match block:
            case Paragraph():
                return self._inlines(block.content)
            case Heading():
                return self.heading(self._inlines(block.content), block.level)
            case Quotation():
                return self.quotation(self.blocks(block.content))
            case Listing():
                return self.listing(list(map(self.blocks, block.items)), block.start)

    def _inlines(self, inlines: Iterable[Inline]) -> Written:
        return self.join(map(self._inline, inlines), "")

    def _inline(self, inline: Inline) -> Written:
        match inline:
            case Text():
                return self.text(inline.text)
            case CodeText():
                return self.code(inline.text)
            case LineBreak():
                return self.line_break()
            case Emphasis():
                return self.emphasis(self._inlines(inline.content), strong=inline.strong)
            case Link():
                return self.link(self._inlines(inline.content), inline.address)
            case Citation():
                return self._cite(inline)

    def join(self, parts: Iterable[Written], between: str) -> Written:
        """Parts in their order, with empty lines or nothing between them."""
        raise NotImplementedError

    def heading(self, content: Written, level: int) -> Written:  # noqa: ARG002
        return content

    def quotation(self, content: Written) -> Written:
        return content

    def listing(self, items: list[Written], start: int | None) -> Written:  # noqa: ARG002
        return self.join(items, "\n\n")

    def text(self, text: str) -> Written:
        raise NotImplementedError

    def line_break(self) -> Written:
        return self.text("\n")

    def code(self, text: str) -> Written:
        return self.text(text)

    def emphasis(self, content: Written, *, strong: bool) -> Written:  # noqa: ARG002
        return content

    def link(self, content: Written, address: str) -> Written:  # noqa: ARG002
        """A link, whose content may be empty."""
        return content


class BareText(ProseWriter[str]):
    """The text alone, without markup and addresses of links."""

    def join(self, parts: Iterable[str], between: str) -> str:
        return between.join(parts)

    def text(self, text: str) -> str:
        return text


def words(blocks: Iterable[Block]) -> str:
    """The text on one line, without markup, citations and addresses of links."""
    return " ".join(_CITED.sub("", BareText(lambda _: _MARK).blocks(blocks)).split())


class PlainText(BareText):
    """Text for formats without markup, with an empty line between paragraphs, and addresses behind links."""

    def link(self, content: str, address: str) -> str:
        return f"{content} ({address})" if content not in {"", address} else address

    def quotation(self, content: str) -> str:
        return indented(content, "> ", "> ")

    def listing(self, items: list[str], start: int | None) -> str:
        marks = ["- " if start is None else f"{start + index}. " for index in range(len(items))]
        return "\n".join(map(indented, items, marks, (" " * len(mark) for mark in marks)))


def indented(text: str, first: str, others: str) -> str:
    """The text with something before its first line, and before all others."""
    lines = f"{first}{text}".replace("\n", f"\n{others}").split("\n")
    return "\n".join(map(str.rstrip, lines))
