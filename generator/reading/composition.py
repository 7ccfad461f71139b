"""YAML text to a tree, within limits, with every mistake at its true place.

The events come from libyaml through PyYAML, which never recurses and resolves nothing; the tree is
built here, so that depth and aliases are bounded before anything is built from them.
"""

import re
from collections.abc import Iterator
from typing import Protocol

import yaml

from generator.diagnostics import Code, Diagnostic, Span
from generator.documents.document import Document
from generator.documents.node import Mapping, Node, Scalar, Sequence
from generator.fixes import fix
from generator.format import characters

DEEPEST_NESTING = 12
"""The format itself needs five."""
MOST_REPEATED_NODES = 2_000
"""How many values aliases may repeat in one file."""
LONGEST_VALUE = 250
"""Characters of a text that count as one of these; so what they repeat is no longer than the longest file."""
MOST_ENTRIES = 1_000
"""In one list or mapping; a hundred events are many."""
_CUT_OFF = re.compile(r"[ \t]+(#+[^\s#].*)")
"""What YAML takes for a comment though nobody writes one so; that of a person has a space behind the `#`."""


class _Mark(Protocol):
    """A place in the text, counted from 0, as libyaml and PyYAML give it."""

    line: int
    column: int
    index: int


class RefusedError(Exception):
    """Reading has to stop here; carries why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Composition:
    """The state of building one tree: the events to come, the anchors so far, the mistakes so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.diagnostics: list[Diagnostic] = []
        self._events: Iterator[yaml.Event] = yaml.parse(document.readable, Loader=yaml.CSafeLoader)
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._unrepeated: dict[str, Span] = {}
        self._repeated = 0
        self.second: Diagnostic | None = None
        """What was said of the mark that begins a second document."""

    def document_root(self) -> Node | None:
        """The root of the only document in the file, or `None` if the file is empty.

        Raises `yaml.MarkedYAMLError` for bad syntax and `RefusedError` past a limit.
        """
        root: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.second = self._report(
                        Code.UNSUPPORTED_YAML,
                        _span(event),
                        "'---' begins a second document in the same file",
                        "delete this line, or put what follows into a file of its own",
                    )
            elif isinstance(event, yaml.NodeEvent):
                node, _ = self._node(event, 0)
                root = node if documents == 1 else root
        for anchor, span in self._unrepeated.items():
            self._report(
                Code.UNSUPPORTED_YAML,
                span,
                f"'&{anchor}' is no part of the text: it marks what is repeated, and nothing repeats it",
                self._quoting(span, "&"),
            )
        return root

    def _report(self, code: Code, span: Span, message: str, help_: str) -> Diagnostic:
        diagnostic = self.document.report(code, span, message, help_)
        self.diagnostics.append(diagnostic)
        return diagnostic

    def _node(self, event: yaml.Event, depth: int, *, is_entry: bool = False) -> tuple[Node, int]:
        """The node that begins with the event, which may be the entry of a list, and how many it holds."""
        if depth > DEEPEST_NESTING:
            raise RefusedError(
                self.document.report(
                    Code.TOO_DEEP,
                    _span(event),
                    f"lists and mappings are nested more than {DEEPEST_NESTING} deep",
                    "look for brackets or indentation that should not be there",
                )
            )
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        node, size = self._content(event, depth, is_entry=is_entry)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = (node, size)
            self._unrepeated[anchor] = _span(event)
        return node, size

    def _content(self, event: yaml.Event, depth: int, *, is_entry: bool) -> tuple[Node, int]:
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            span = _span(event)
            message = f"the tag '{tag}' has no meaning in a brief"
            self._report(Code.UNSUPPORTED_YAML, span, message, self._quoting(span, "!"))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), 1 + len(event.value) // LONGEST_VALUE
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth, is_entry=is_entry)

    def _quoting(self, span: Span, character: str) -> str:
        """What to do about a text that begins with the character."""
        line = self.document.readable_lines[span.start.line - 1]
        written = fix.quoted_line(line) if line[span.start.column - 1 :].startswith(character) else ""
        return (
            f"write: {written}"
            if written
            else f"put quotation marks around a text that begins with '{character}'"
        )

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        style = str(event.style or "")
        scalar = _scalar(event, event.value, style)
        if style == '"' and (bad := characters.BAD.search(event.value)):
            self._report(
                Code.BAD_CHARACTER,
                self.document.span(scalar, bad.start(), bad.end()),
                f"the invisible character U+{ord(bad.group()):04X} is not allowed",
                "delete its escape",
            )
        if event.value and not style and (rest := _CUT_OFF.match(self.document.readable, scalar.end)):
            self._cut_off(event, rest[1])
        return scalar

    def _cut_off(self, event: yaml.ScalarEvent, rest: str) -> None:
        start, end = _marks(event)
        line = self.document.readable_lines[end.line]
        written = fix.quoted_line(line) if start.line == end.line else ""
        self._report(
            Code.CUT_OFF,
            Span.at(end.line + 1, len(line) - len(rest) + 1, len(rest)),
            "what follows the '#' is ignored, so the text ends before it",
            "put a space behind the '#' if this is a comment; if it belongs to the text, "
            + (f"write: {written}" if written else "put quotation marks around the whole text"),
        )

    def _sequence(self, event: yaml.Event, depth: int) -> tuple[Sequence, int]:
        items: list[Node] = []
        size = 1
        for number, following in enumerate(self._events, start=1):
            if isinstance(following, yaml.SequenceEndEvent):
                break
            self._bound(number, following)
            node, inner = self._node(following, depth + 1, is_entry=True)
            items.append(node)
            size += inner
        return Sequence(tuple(items), _span(event)), size

    def _bound(self, number: int, event: yaml.Event) -> None:
        if number > MOST_ENTRIES:
            message = f"there are more than {MOST_ENTRIES:,} entries in one list"
            help_ = "split the brief into several that name one another under 'see_also'"
            raise RefusedError(self.document.report(Code.TOO_LARGE, _span(event), message, help_))

    def _mapping(self, event: yaml.Event, depth: int, *, is_entry: bool) -> tuple[Mapping, int]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        begun_again = False
        size = 1
        for number, following in enumerate(self._events, start=1):
            if isinstance(following, yaml.MappingEndEvent):
                break
            self._bound(number, following)
            key, width = self._node(following, depth + 1)
            value, inner = self._node(next(self._events), depth + 1)
            size += width + inner
            if not isinstance(key, Scalar) or key.text == "<<":
                self._report(
                    Code.UNSUPPORTED_YAML,
                    _span(following),
                    "a key has to be a plain word",
                    "write 'key: value'; lists as keys and '<<' are not used in briefs",
                )
            elif key.text in entries:
                if not begun_again:
                    begun_again = is_entry and key.text == next(iter(entries))
                    self._duplicate(key, entries[key.text][0].line, begun_again=begun_again)
            else:
                entries[key.text] = (key, value)
        span = next((key.span for key, _ in entries.values()), _span(event))
        return Mapping(entries, span), size

    def _duplicate(self, key: Scalar, first: int, *, begun_again: bool) -> None:
        line = self.document.lines[key.line - 1].strip()
        self._report(
            Code.DUPLICATE_KEY,
            key.span,
            f"the key '{key.text}' stands here already, on line {first}",
            f"another entry of the list begins with a hyphen, write: - {line}"
            if begun_again
            else "delete one of the two, or join them",
        )

    def _alias(self, event: yaml.AliasEvent) -> tuple[Node, int]:
        span = _span(event)
        if event.anchor not in self._anchors:
            self._report(
                Code.SYNTAX,
                span,
                f"'*{event.anchor}' repeats something that is not defined before it",
                self._quoting(span, "*"),
            )
            return _scalar(event, f"*{event.anchor}", "'"), 1
        node, size = self._anchors[event.anchor]
        self._unrepeated.pop(event.anchor, None)
        self._repeated += size
        if self._repeated > MOST_REPEATED_NODES:
            raise RefusedError(
                self.document.report(
                    Code.TOO_MANY_ALIASES,
                    span,
                    f"aliases repeat more than {MOST_REPEATED_NODES:,} values",
                    "write the values out instead of repeating them with '*'",
                )
            )
        return node, size


def _scalar(event: yaml.Event, text: str, style: str) -> Scalar:
    start, end = _marks(event)
    length = end.column - start.column if start.line == end.line else 1
    return Scalar(text, start.line + 1, start.column + 1, max(1, length), start.index, end.index, style)


def _span(event: yaml.Event) -> Span:
    return _scalar(event, "", "").span


def _marks(event: yaml.Event) -> tuple[_Mark, _Mark]:
    if event.start_mark is None or event.end_mark is None:
        raise AssertionError("libyaml marks every event")
    return event.start_mark, event.end_mark
