"""Contributors' prose as a tree. Later stages see only this, so no text reaches a page as markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from generator.diagnostics import Code
from generator.format.locators import Locator


class _Part:
    """Pickled as its values alone: a thousand briefs have hundreds of thousands of parts."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)


@dataclass(frozen=True, slots=True)
class Text(_Part):
    """Text without markup."""

    text: str


@dataclass(frozen=True, slots=True)
class CodeText(_Part):
    """Text in code style."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak(_Part):
    """A line break within a paragraph."""


@dataclass(frozen=True, slots=True)
class Emphasis(_Part):
    """Emphasized text, strongly or not."""

    content: tuple["Inline", ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Link(_Part):
    """A link to a web address, which has been checked."""

    address: str
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Citation(_Part):
    """A reference to a source of the brief; `start` and `end` are the position of its id in the prose."""

    source: str
    start: int
    end: int
    locator: Locator | None = None
    """The place in the source."""


Inline = Text | CodeText | LineBreak | Emphasis | Link | Citation


@dataclass(frozen=True, slots=True)
class Paragraph(_Part):
    """Running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading(_Part):
    """A heading inside prose; level 1 is the highest."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing(_Part):
    """A list, numbered from `start`, or with bullets if that is `None`."""

    start: int | None
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation(_Part):
    """A block of quoted text."""

    content: tuple["Block", ...]


Block = Paragraph | Heading | Listing | Quotation


@dataclass(frozen=True, slots=True)
class ProseProblem(_Part):
    """An error at the characters from `start` up to `end` of the prose."""

    code: Code
    start: int
    end: int
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Prose(_Part):
    """A parsed text; `findings` are the errors in it."""

    source: str
    blocks: tuple[Block, ...]
    findings: tuple[ProseProblem, ...] = ()
    parts: int = 1
    """How many blocks, list items, citations, links, line breaks, and pieces of emphasis or code it has."""

    def citations(self) -> Iterator[Citation]:
        """Every citation, in reading order."""
        for block in self.blocks:
            yield from _citations(block)

    @property
    def words(self) -> str:
        """The text on one line, without markup, citations and addresses of links."""
        running = "".join(f"{_words(block)} " for block in self.blocks)
        return " ".join(_CITED.sub("", running).split())


def _citations(node: Block | Inline) -> Iterator[Citation]:
    match node:
        case Citation():
            yield node
        case Paragraph() | Heading() | Emphasis() | Link() | Quotation():
            for child in node.content:
                yield from _citations(child)
        case Listing():
            for item in node.items:
                for block in item:
                    yield from _citations(block)
        case _:
            pass


_MARK = "\0"
"""Stands for a citation; no text contains it."""
_CITED = re.compile(rf"\s*{_MARK}")


def _words(node: Block | Inline) -> str:
    match node:
        case Text() | CodeText():
            return node.text
        case LineBreak():
            return " "
        case Paragraph() | Heading() | Emphasis() | Link():
            return "".join(_words(child) for child in node.content)
        case Quotation():
            return " ".join(_words(child) for child in node.content)
        case Listing():
            return " ".join(_words(block) for item in node.items for block in item)
        case _:  # a citation
            return _MARK
