"""One YAML file: its text, its tree, and diagnostics about places in it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Mappings
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Self, cast

from briefing_site.diagnostics import Diagnostic, Edit, Message, Position, Span
from briefing_site.format import Location, Pattern, characters
from briefing_site.languages.language import Language
from briefing_site.languages.phrase import Phrase, marked, within
from briefing_site.reading.repair.line import in_place, keeps_comment, quoted
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.node import Mapping, Node, Scalar, Sequence

_ESCAPE = re.compile(r"\\(?:x..|u....|U........|\n[ \t]*|.)", re.DOTALL)
_IN_BRACKETS = re.compile(r"(?:\s|#[^\n]*\n)*[,\]}]")
"""What follows a text in brackets or braces."""
_ESCAPED: dict[str, Callable[[str], str]] = {
    "'": lambda text: text.replace("'", "''"),
    '"': lambda text: text.replace("\\", "\\\\").replace('"', '\\"'),
}
"""How texts are written in quotation marks."""
LONGEST_SENTENCE = 600
"""Characters of a message or a help text; the longest help lists all fields of a brief."""


@dataclass(frozen=True)
class Document:
    """One file: its path (relative, forward slashes), its bytes, and its tree (`None` if unreadable)."""

    path: str
    content: bytes
    root: Node | None
    repaired: str | None = None
    """The text that the tree was made from, if syntax errors in it were repaired."""
    moves: Mappings[Diagnostic, tuple[Edit, ...]] = field(
        default_factory=dict, hash=False
    )
    """The edits of repairs that only move lines, which are right if the file has no other error."""

    @cached_property
    def text(self) -> str:
        """The content with a line feed at the end of each line, without a byte order mark."""
        text = self.content.decode("utf-8", errors="replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def readable(self) -> str:
        return self.text if self.repaired is None else self.repaired

    @cached_property
    def readable_lines(self) -> list[str]:
        """The lines of `readable`; it has as many lines as the text."""
        return self.readable.split("\n")

    def data(self) -> object:
        """The tree as dictionaries, lists and texts; `None` for an empty file."""
        return None if self.root is None else nodes.to_data(self.root)

    def node(self, location: Location) -> Node | None:
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

    def scalar(self, location: Location) -> Scalar:
        """The text at a location where one has been found."""
        return cast("Scalar", self.node(location))

    def value(self, location: Location) -> str:
        """The text at a location; empty if there is none."""
        node = self.node(location)
        return node.text if isinstance(node, Scalar) else ""

    def key(self, location: Location) -> Scalar | None:
        """The key at the end of the location, or `None` if it ends with an index or does not exist."""
        parent = self.node(location[:-1]) if location else None
        entry = (
            parent.entries.get(str(location[-1]))
            if isinstance(parent, Mapping)
            else None
        )
        return entry[0] if entry else None

    def nearest_key(self, location: Location) -> Span:
        """The position of the key at the end of the location, or else that of the value, or around it."""
        key = self.key(location)
        return key.span if key else self.nearest(location)

    def nearest(self, location: Location) -> Span:
        """The position of the value at the location, or else of the innermost value around it."""
        around = (
            self.node(location[:length]) for length in range(len(location), -1, -1)
        )
        return next(node.span for node in around if node is not None)

    def find(self, pattern: Pattern) -> list[tuple[Location, Node]]:
        """Every value that the pattern matches, in the order of the file."""
        return [] if self.root is None else nodes.find(self.root, pattern)

    def scalars(self, pattern: Pattern) -> Iterator[tuple[Location, Scalar]]:
        """Every text that the pattern matches, except empty values."""
        for location, node in self.find(pattern):
            if isinstance(node, Scalar) and not node.is_empty:
                yield location, node

    def span(self, scalar: Scalar, start: int, end: int) -> Span:
        """The position in the file of the characters from `start` up to `end` of a scalar's text."""
        indices = _indices(self.readable, scalar)
        first, last = (
            indices[min(each, len(indices) - 1)]
            for each in (start, max(start, end - 1))
        )
        return self.range(
            first, _next(self.readable, last) if scalar.style == '"' else last + 1
        )

    def range(self, start: int, end: int) -> Span:
        """The position of the characters from index `start` up to `end` of the file that was read."""
        starts = _line_starts(self.readable)
        first, last = (
            bisect_right(starts, index) for index in (start, max(start, end - 1))
        )
        column = end - starts[last - 1] + 1
        return Span(
            Position(first, start - starts[first - 1] + 1), Position(last, column)
        )

    def index(self, position: Position) -> int:
        return _line_starts(self.readable)[position.line - 1] + position.column - 1

    def replacement(self, node: Node | None, text: str) -> tuple[Edit, ...]:
        """The edit that writes another text in place of a value or a key.

        Nothing for no text, while the file has errors of syntax, or if there is anything but a text there,
        or a block of lines.
        """
        if (
            not (text and isinstance(node, Scalar))
            or self.repaired is not None
            or node.style in {"|", ">"}
        ):
            return ()
        return (Edit(self.whole(node), quoted(text) if node.style else in_place(text)),)

    def whole(self, scalar: Scalar) -> Span:
        """The position of all of a value, up to the end of its last line."""
        return self.range(scalar.start, len(self.readable[: scalar.end].rstrip()))

    def is_in_brackets(self, scalar: Scalar) -> bool:
        """Whether a text stands in a list or a mapping in brackets or braces."""
        return bool(_IN_BRACKETS.match(self.readable, scalar.end))

    def changed(
        self, scalar: Scalar, changes: Iterable[tuple[int, int, str]]
    ) -> tuple[Edit, ...]:
        """The edits that write texts in place of parts of a value, each from a character up to another.

        Nothing if one of them can't be written there as it is.
        """
        changes = list(changes)
        if self.repaired is not None or not changes:
            return ()
        if not scalar.style and (changes[0][0] == 0 or self.is_in_brackets(scalar)):
            text = scalar.text
            for start, end, new in reversed(changes):
                text = text[:start] + new + text[end:]
            return self.replacement(scalar, text)
        if not scalar.style and any(
            re.search(r": | #|:$", new) for _, _, new in changes
        ):
            return ()
        escape = _ESCAPED.get(scalar.style, str)
        return tuple(
            Edit(self.span(scalar, start, end), escape(new))
            for start, end, new in changes
        )

    def rewritten(self, line: int, written: str) -> tuple[Edit, ...]:
        """The edit that writes a line, counted from 1, anew behind its indentation; nothing for no text."""
        old = self.lines[line - 1] if line <= len(self.lines) else ""
        if (
            not written
            or self.readable_lines[line - 1] != old
            or not keeps_comment(old, written)
        ):
            return ()
        start = len(old) - len(old.lstrip(" ")) + 1
        return (
            Edit(Span(Position(line, start), Position(line, len(old) + 1)), written),
        )

    def report(
        self,
        message: Message,
        at: Span | Node | Location,
        /,
        help_: str = "",
        edits: tuple[Edit, ...] = (),
        **values: object,
    ) -> Diagnostic:
        """A diagnostic about a place in this file: a position, what stands there, or a path.

        `help_`, if given, replaces the message's own; the edits do what the help says, if that is certain.
        """
        span = (
            at
            if isinstance(at, Span)
            else at.span
            if isinstance(at, Node)
            else self.nearest(at)
        )
        if self.repaired is not None:
            start = self._original(span.start)
            span = Span(start, max(start, self._original(span.end)))
        line = span.start.line
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        text, help_ = (
            marked(message.text, **values),
            help_ or marked(message.help, **values),
        )
        return Diagnostic(
            message.code, self.path, span, OneLine(text), OneLine(help_), excerpt, edits
        )

    def _original(self, position: Position) -> Position:
        """The position in the text of what was read from a line of `readable`."""
        line, column = position
        if line > len(
            self.lines
        ):  # libyaml puts an error at the end of the file behind its last line
            return position
        text, readable = self.lines[line - 1], self.readable_lines[line - 1]
        if text == readable or text[: column - 1] == readable[: column - 1]:
            return position
        return Position(line, max(1, column - len(readable) + len(text)))


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


@lru_cache(maxsize=16)
def _indices(text: str, scalar: Scalar) -> list[int]:
    """The index in `text` of each character of the scalar, and of its end.

    YAML folds line breaks, strips indentation and resolves escapes. All other characters are the same in
    both, so the two are walked side by side.
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
            at = _skip_space(text, at, scalar.style)
        while text[at : at + 1] != character and characters.is_dropped(
            text[at : at + 1] or character
        ):
            at += 1
        indices.append(min(at, last))
        if scalar.style == '"':
            at = _next(text, at)
        else:
            at += 2 if scalar.style == "'" and text[at : at + 2] == "''" else 1
    return [*indices, min(at, last)]


def _skip_space(text: str, at: int, style: str) -> int:
    """Skip white space that is only in the file: indentation and folded line breaks."""
    while text[at : at + 1].isspace() or (style == '"' and text[at : at + 2] == "\\\n"):
        at = _next(text, at)
    return at


def _next(text: str, at: int) -> int:
    """The index after a character or an escape sequence."""
    escape = _ESCAPE.match(text, at)
    return escape.end() if escape else at + 1


class OneLine(Phrase):
    """A text on one line, without control characters; the middle of a long one is left out.

    So no value of a contributor can begin a line of a report or control a terminal.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        """A text that is not marked is the same in every language."""
        made = super().__new__(cls, _on_one_line(text))
        made.text = text
        return made

    def within(self, language: Language) -> str:
        return _on_one_line(str(within(self.text, language)))


def _on_one_line(text: str) -> str:
    text = characters.shown(text).replace("\n", " ")
    if len(text) <= LONGEST_SENTENCE:
        return text
    half = LONGEST_SENTENCE // 2
    return f"{text[:half]} … {text[-half:]}"
