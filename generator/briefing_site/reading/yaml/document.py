"""One YAML file: its text, its tree, and diagnostics about places in it."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Mappings
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from briefing_site.diagnostics import Diagnostic, Edit, Message, Position, Span
from briefing_site.format import Location, Pattern
from briefing_site.languages.phrase import marked
from briefing_site.reading.repair.line import in_place, keeps_comment, quoted
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml import positions
from briefing_site.reading.yaml.node import Mapping, Node, Scalar
from briefing_site.reading.yaml.one_line import OneLine

_IN_BRACKETS = re.compile(r"(?:\s|#[^\n]*\n)*[,\]}]")
"""What follows a text in brackets or braces."""
_NEEDS_QUOTATION_MARKS = re.compile(r": | #|:$")
"""What has a meaning in a text without quotation marks."""


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
        """The text that the tree was made from."""
        return self.text if self.repaired is None else self.repaired

    @cached_property
    def readable_lines(self) -> list[str]:
        """The lines of `readable`; it has as many lines as the text."""
        return self.readable.split("\n")

    def data(self) -> object:
        """The tree as dictionaries, lists and texts; `None` for an empty file."""
        return None if self.root is None else nodes.to_data(self.root)

    def node(self, location: Location) -> Node | None:
        """The value at a location; `None` if there is none."""
        node = self.root
        for step in location:
            if node is None:
                return None
            node = nodes.child(node, step)
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
        if not location:
            return None
        parent = self.node(location[:-1])
        key = str(location[-1])
        if not isinstance(parent, Mapping) or key not in parent.entries:
            return None
        return parent.entries[key][0]

    def nearest_key(self, location: Location) -> Span:
        """The position of the key at the end of the location, or else that of the value, or around it."""
        key = self.key(location)
        return key.span if key else self.nearest(location)

    def nearest(self, location: Location) -> Span:
        """The position of the value at the location, or else of the innermost value around it."""
        node = self.node(location)
        if node is not None:
            return node.span
        return self.nearest(location[:-1])

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
        return positions.span_in_scalar(self.readable, scalar, start, end)

    def range(self, start: int, end: int) -> Span:
        """The position of the characters from index `start` up to `end` of the file that was read."""
        return positions.span(self.readable, start, end)

    def index(self, position: Position) -> int:
        """The index of a position in the file that was read."""
        return positions.index(self.readable, position)

    def replacement(self, node: Node | None, text: str) -> tuple[Edit, ...]:
        """The edit that writes another text in place of a value or a key.

        Nothing for no text, while the file has errors of syntax, or if there is anything but a text there,
        or a block of lines.
        """
        if not text or self.repaired is not None:
            return ()
        if not isinstance(node, Scalar) or node.style in {"|", ">"}:
            return ()
        written = quoted(text) if node.style else in_place(text)
        return (Edit(self.whole(node), written),)

    def whole(self, scalar: Scalar) -> Span:
        """The position of all of a value, up to the end of its last line."""
        return self.range(scalar.start, len(self.readable[: scalar.end].rstrip()))

    def is_in_brackets(self, scalar: Scalar) -> bool:
        """Whether a text stands in a list or a mapping in brackets or braces."""
        return _IN_BRACKETS.match(self.readable, scalar.end) is not None

    def changed(
        self, scalar: Scalar, changes: Sequence[tuple[int, int, str]]
    ) -> tuple[Edit, ...]:
        """The edits that write texts in place of parts of a value, each from a character up to another.

        Nothing if one of them can't be written there as it is.
        """
        if self.repaired is not None or not changes:
            return ()
        if not scalar.style:
            if changes[0][0] == 0 or self.is_in_brackets(scalar):
                return self.replacement(scalar, _with_changes(scalar.text, changes))
            for _, _, new in changes:
                if _NEEDS_QUOTATION_MARKS.search(new):
                    return ()
        edits = []
        for start, end, new in changes:
            span = self.span(scalar, start, end)
            edits.append(Edit(span, _escaped(new, scalar.style)))
        return tuple(edits)

    def rewritten(self, line: int, written: str) -> tuple[Edit, ...]:
        """The edit that writes a line, counted from 1, anew behind its indentation; nothing for no text."""
        if not written or line > len(self.lines):
            return ()
        old = self.lines[line - 1]
        if self.readable_lines[line - 1] != old or not keeps_comment(old, written):
            return ()
        start = len(old) - len(old.lstrip(" ")) + 1
        span = Span(Position(line, start), Position(line, len(old) + 1))
        return (Edit(span, written),)

    def report(
        self,
        message: Message,
        place: Span | Node | Location,
        /,
        help_: str = "",
        edits: tuple[Edit, ...] = (),
        **values: object,
    ) -> Diagnostic:
        """A diagnostic about a place in this file: a position, what stands there, or a path.

        `help_`, if given, replaces the message's own; the edits do what the help says, if that is certain.
        """
        span = self._original_span(self._span_of(place))
        line = span.start.line
        return Diagnostic(
            message.code,
            self.path,
            span,
            OneLine(marked(message.text, **values)),
            OneLine(help_ or marked(message.help, **values)),
            excerpt=self.lines[line - 1] if line <= len(self.lines) else "",
            edits=edits,
        )

    def _span_of(self, place: Span | Node | Location) -> Span:
        if isinstance(place, Span):
            return place
        if isinstance(place, Node):
            return place.span
        return self.nearest(place)

    def _original_span(self, span: Span) -> Span:
        """The position in the text of what was read, which a repair may have moved."""
        if self.repaired is None:
            return span
        start = self._original(span.start)
        return Span(start, max(start, self._original(span.end)))

    def _original(self, position: Position) -> Position:
        line, column = position
        if line > len(self.lines):
            return position  # an error at the end of the file is behind its last line
        text = self.lines[line - 1]
        readable = self.readable_lines[line - 1]
        if text == readable or text[: column - 1] == readable[: column - 1]:
            return position
        return Position(line, max(1, column - len(readable) + len(text)))


def _with_changes(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """The text after changes, which are in its order."""
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return text


def _escaped(text: str, style: str) -> str:
    """The text as it is written in quotation marks of a style, or without."""
    if style == "'":
        return text.replace("'", "''")
    if style == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text
