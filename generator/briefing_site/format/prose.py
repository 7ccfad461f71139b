"""Prose: its tree, and what visits it. Later stages see only the tree, so no text is markup.

`prose_parser` makes a tree of a text. It is CommonMark (https://spec.commonmark.org) without HTML, with
citations `[@source]`, which are modelled on those of Pandoc (https://pandoc.org/MANUAL.html, "Citation
syntax").
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from briefing_site.diagnostics import Message
from briefing_site.format import locators

WRITTEN_CITATIONS = re.compile(r"\s*\[@[^\[\]]*\]")
"""Citations in a text that is not parsed, with the white space before them."""
_SENTENCE_END = re.compile(
    r"""[.!?…]["'”’»)\]*]*(?:\s*\[@[^\[\]]*\])*(?=\s+[^\w\s]*[^\W\da-z_])|[。！？]"""
)
"""What ends a sentence, with the citations behind it, before another one."""
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]|[A-Z][a-z]{1,3}|\d{1,2})\.$")
"""What may have a full stop of its own, as `U.S.`, `Gen.` and `3. Oktober`."""


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
    """A link to a web address, which `prose_parser` has found to be safe. Its content may be empty."""

    address: str
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to a source of the brief; `start` and `end` are the position of its id in the prose."""

    source: str
    """The id of the source."""
    start: int
    end: int
    locator: locators.Locator | None = None
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


@dataclass(frozen=True, slots=True)
class ProseProblem:
    """An error at the characters from `start` up to `end` of the prose."""

    message: Message
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedProse:
    """What a text consists of."""

    blocks: tuple[Block, ...]
    problems: tuple[ProseProblem, ...] = ()
    parts: int = 1
    """How many blocks, list items, citations, links, line breaks, and pieces of emphasis or code it has."""


@dataclass(frozen=True)
class Prose:
    """A text, which is parsed when it is looked into.

    `parse` remembers the last texts, not all, as the trees of a thousand briefs take 200 MB.
    """

    source: str
    """The text as it is written."""
    parse: Callable[[str], ParsedProse] = field(repr=False)

    @property
    def parsed(self) -> ParsedProse:
        return self.parse(self.source)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.parsed.blocks

    def citations(self) -> tuple[Citation, ...]:
        """Every citation, in reading order."""
        citations: list[Citation] = []

        def cite(citation: Citation) -> str:
            citations.append(citation)
            return ""

        BareText(cite).write(self)
        return tuple(citations)

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources that it cites, in reading order."""
        return tuple(citation.source for citation in self.citations())

    @cached_property
    def words(self) -> str:
        return words(self.blocks)

    @property
    def first_sentence(self) -> "Prose":
        """The text up to where a sentence certainly ends, outside of emphasis and links; or all of it."""
        for end in _SENTENCE_END.finditer(self.source):
            start = Prose(self.source[: end.end()], self.parse)
            is_abbreviation = _ABBREVIATION.search(self.source, 0, end.start() + 1)
            if not is_abbreviation and self.words.startswith(start.words):
                return start
        return self


Written = TypeVar("Written")


class ProseWriter(Generic[Written]):
    """Visits a tree and writes it in some form.

    A subclass has a method for each part, which is given what is inside as it was written.
    """

    def __init__(self, cite: Callable[[Citation], Written]) -> None:
        """`cite` returns how a citation is shown."""
        self._cite = cite

    def write(self, prose: Prose) -> Written:
        return self.blocks(prose.blocks)

    def blocks(self, blocks: Iterable[Block]) -> Written:
        return self.join([self._block(block) for block in blocks], "\n\n")

    def _block(self, block: Block) -> Written:
        match block:
            case Paragraph():
                return self._inlines(block.content)
            case Heading():
                return self.heading(self._inlines(block.content), block.level)
            case Quotation():
                return self.quotation(self.blocks(block.content))
            case Listing():
                items = [self.blocks(item) for item in block.items]
                return self.listing(items, block.start)

    def _inlines(self, inlines: Iterable[Inline]) -> Written:
        return self.join([self._inline(inline) for inline in inlines], "")

    def _inline(self, inline: Inline) -> Written:
        match inline:
            case Text():
                return self.text(inline.text)
            case CodeText():
                return self.code(inline.text)
            case LineBreak():
                return self.line_break()
            case Emphasis():
                content = self._inlines(inline.content)
                return self.emphasis(content, strong=inline.strong)
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
    citation_mark = "\0"  # no text contains it
    text = BareText(lambda _: citation_mark).blocks(blocks)
    # a match begins where white space does: tried at each space of a long run, it would take quadratic time
    without_citations = re.sub(rf"(?<!\s)\s*{citation_mark}", "", text)
    return " ".join(without_citations.split())


class PlainText(BareText):
    """Text for formats without markup, with an empty line between paragraphs, and addresses behind links."""

    def link(self, content: str, address: str) -> str:
        if content in {"", address}:
            return address
        return f"{content} ({address})"

    def quotation(self, content: str) -> str:
        return indented(content, "> ", "> ")

    def listing(self, items: list[str], start: int | None) -> str:
        lines = []
        for index, item in enumerate(items):
            mark = "- " if start is None else f"{start + index}. "
            lines.append(indented(item, mark, " " * len(mark)))
        return "\n".join(lines)


def indented(text: str, first: str, others: str) -> str:
    """The text with something before its first line, and before all others."""
    lines = f"{first}{text}".replace("\n", f"\n{others}").split("\n")
    return "\n".join(line.rstrip() for line in lines)
