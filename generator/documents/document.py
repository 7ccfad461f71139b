"""A YAML file as a tree whose every value and key knows where it stands.

All scalars are texts: the format has no numbers and no booleans, so `no`, `on` and `2010-12` stay
what was written.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from generator.diagnostics import Code, Diagnostic, Message, Position, Span
from generator.format import characters
from generator.format.traversal import Location, Pattern

LONGEST_SENTENCE = 600
"""Characters of a message or a help; the longest help lists all fields of a brief."""


class Scalar(NamedTuple):
    """A text and where it stands: a file has hundreds, so its place is five numbers and no more objects."""

    text: str
    line: int
    column: int
    length: int
    """In characters, as far as it stands on its first line."""
    start: int
    """Where the text that it was read from begins, in characters from the start of the file."""
    end: int
    style: str = ""
    """As in YAML: empty for a plain text, or one of `'`, `"`, `|`, `>`."""

    @property
    def span(self) -> Span:
        """Where it stands; of what runs over several lines, its beginning."""
        return Span.at(self.line, self.column, self.length)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written at all, which is not the same as a quoted empty text."""
        return not self.text and not self.style


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; each key once."""

    entries: dict[str, tuple[Scalar, "Node"]]
    span: Span


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Document:
    """One file: its path (relative, forward slashes), its text, and its tree (`None` if unreadable)."""

    path: str
    text: str
    root: Node | None
    composed: str = ""
    """What the tree was read from: the text, with quotation marks added where they were missing."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their breaks."""
        return self.text.split("\n")

    def data(self) -> object:
        """The tree as plain dictionaries, lists and texts; `None` where nothing was written."""
        return None if self.root is None else _plain(self.root)

    def node(self, location: Location) -> Node | None:
        """The value at the location, or `None` where there is none."""
        node = self.root
        for step in location:
            match node:
                case Mapping() if step in node.entries:
                    node = node.entries[str(step)][1]
                case Sequence() if isinstance(step, int) and step < len(node.items):
                    node = node.items[step]
                case _:
                    return None
        return node

    def key(self, location: Location) -> Scalar | None:
        """The key that the location ends with, or `None` where it does not end with one."""
        parent = self.node(location[:-1]) if location else None
        entry = parent.entries.get(str(location[-1])) if isinstance(parent, Mapping) else None
        return entry[0] if entry else None

    def nearest(self, location: Location) -> Span:
        """Where the value stands, or else the innermost thing around it that is there."""
        for length in range(len(location), -1, -1):
            node = self.node(location[:length])
            if node is not None:
                return node.span
        return Span.at(1, 1)

    def find(self, pattern: Pattern) -> Iterator[tuple[Location, Node]]:
        """Every value whose location fits the pattern, in the order of the file."""
        if self.root is not None:
            yield from _find(self.root, pattern, ())

    def scalars(self, pattern: Pattern) -> Iterator[tuple[Location, Scalar]]:
        """Every text whose location fits the pattern, but for those where nothing was written."""
        for location, node in self.find(pattern):
            if isinstance(node, Scalar) and not node.is_empty:
                yield location, node

    def place(self, scalar: Scalar, offset: int) -> Position:
        """Where the character at `offset` of the scalar's text stands in the file."""
        indices = _raw_indices(self.composed, scalar)
        return _position(self.composed, indices[min(offset, len(indices) - 1)])

    def stretch(self, scalar: Scalar, start: int, end: int) -> Span:
        """Where the characters from `start` up to `end` of the scalar's text stand in the file."""
        first = self.place(scalar, start)
        last = self.place(scalar, max(start, end - 1))
        return Span(first, Position(last.line, last.column + 1))

    def report(self, code: Code, span: Span, message: str, help_: str = "") -> Diagnostic:
        """A diagnostic for a place in this file."""
        if self.composed and self.composed is not self.text:
            span = Span(self._written(span.start), self._written(span.end))
        line = span.start.line
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Diagnostic(code, self.path, span, _sentence(message), _sentence(help_), excerpt)

    @cached_property
    def _composed_lines(self) -> list[str]:
        return self.composed.split("\n")

    def _written(self, position: Position) -> Position:
        """Where in the text something stands that was read from a mended line."""
        line, column = position
        if line > len(self.lines):
            return position
        text, composed = self.lines[line - 1], self._composed_lines[line - 1]
        if text == composed or text[: column - 1] == composed[: column - 1]:
            return position
        return Position(line, max(1, column - len(composed) + len(text)))

    def tell(self, message: Message, span: Span, help_: str = "", **values: object) -> Diagnostic:
        """A diagnostic in the words of the message; `help_` replaces what it advises."""
        return self.report(
            message.code, span, message.text.format(**values), help_ or message.help.format(**values)
        )


def _sentence(text: str) -> str:
    """On one line, so that no value begins one; without what terminals obey, and the midst of long values."""
    text = characters.shown(text).replace("\n", " ")
    if len(text) <= LONGEST_SENTENCE:
        return text
    half = LONGEST_SENTENCE // 2
    return f"{text[:half]} … {text[-half:]}"


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return None if node.is_empty else node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key: _plain(value) for key, (_, value) in node.entries.items()}


def _find(node: Node, pattern: Pattern, location: Location) -> Iterator[tuple[Location, Node]]:
    if not pattern:
        yield location, node
        return
    step, rest = pattern[0], pattern[1:]
    match node:
        case Sequence() if step == "*":
            for index, item in enumerate(node.items):
                yield from _find(item, rest, (*location, index))
        case Mapping() if step == "?":
            for key, (_, value) in node.entries.items():
                yield from _find(value, rest, (*location, key))
        case Mapping() if step in node.entries:
            yield from _find(node.entries[step][1], rest, (*location, step))
        case _:
            pass


def _position(text: str, index: int) -> Position:
    starts = _line_starts(text)
    line = bisect_right(starts, index)
    return Position(line, index - starts[line - 1] + 1)


_ESCAPE = re.compile(r"\\(?:x..|u....|U........|\n[ \t]*|.)", re.DOTALL)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


@lru_cache(maxsize=16)
def _raw_indices(text: str, scalar: Scalar) -> list[int]:
    """Where each character of the scalar's text stands in the text that it was read from, and where it ends.

    YAML folds line breaks, strips indentation and reads escapes; in what remains the two agree, so
    they are walked side by side.
    """
    at, end = scalar.start, scalar.end
    if scalar.style in {"|", ">"}:
        at = text.index("\n", at, end) + 1 if "\n" in text[at:end] else end
    elif scalar.style:
        at += 1
    last = max(scalar.start, end - 1)
    indices = []
    for character in scalar.text:
        if not character.isspace():
            at = _skip_space(text, at, end, scalar.style)
        indices.append(min(at, last))
        if at >= end:
            continue
        if character.isspace():
            if text[at].isspace():
                at += 1
            elif scalar.style == '"' and text[at] == "\\":
                at = _after_escape(text, at)
        elif scalar.style == '"' and text[at] == "\\":
            at = _after_escape(text, at)
        elif scalar.style == "'" and text[at : at + 2] == "''":
            at += 2
        else:
            at += 1
    return [*indices, min(at, last)]


def _skip_space(text: str, at: int, end: int, style: str) -> int:
    """Past white space that is there in the file only: indentation and folded line breaks."""
    while at < end:
        if text[at].isspace():
            at += 1
        elif style == '"' and text[at : at + 2] == "\\\n":
            at = _after_escape(text, at)
        else:
            break
    return at


def _after_escape(text: str, at: int) -> int:
    escape = _ESCAPE.match(text, at)
    return escape.end() if escape else at + 1
