"""YAML text to a tree, within limits, with a report where YAML reads something else than was meant.

The events come from libyaml through PyYAML, which neither recurses nor resolves anything. The tree is
built here, so that depth and aliases are limited before anything is built from them.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice, takewhile
from typing import cast

import yaml

from generator.diagnostics import Code, Diagnostic, Edit, Span
from generator.format import dates, limits
from generator.format.prose.parser import TOO_DEEP
from generator.languages.phrase import marked
from generator.reading import codes
from generator.reading.repair.line import spaces, with_quoted_value
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Mapping, Node, Scalar, Sequence

_PARTS = marked("lists and fields")
_ENTRY = re.compile(r" *- +\S")
_HEAD = re.compile(r" *(?:(?:- +)*(?P<key>[\w-]+:) +|(?:- +)+)")
"""What stands before the text of an entry or of a key."""
_CUT_OFF = re.compile(r"[ \t]+(#+[^\s#].*)")
"""A comment for YAML, but hardly for a person, who puts a space after the `#`."""
_NO_VALUES = frozenset({"null", "~"})
"""What stands for no value in YAML, if it is not in quotation marks."""


class LimitError(Exception):
    """The file exceeds a limit, so reading stops; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def _marks(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    return cast("tuple[yaml.Mark, yaml.Mark]", (event.start_mark, event.end_mark))  # libyaml has both


def _scalar(event: yaml.Event, text: str, style: str) -> Scalar:
    start, end = _marks(event)
    length = end.column - start.column if start.line == end.line else 1
    return Scalar(text, start.line + 1, start.column + 1, max(1, length), start.index, end.index, style)


def _span(event: yaml.Event) -> Span:
    return _scalar(event, "", "").span


def _size(node: Node) -> int:
    """How much an alias of the node repeats."""
    match node:
        case Scalar():
            return 1 + len(node.text) // limits.REPEATED_TEXT
        case Sequence():
            return 1 + sum(map(_size, node.items))
        case mapping:
            return 1 + sum(_size(key) + _size(value) for key, value in mapping.entries.values())


class Composition:
    """The state while a tree is built: the events to come, and the anchors and diagnostics so far."""

    def __init__(self, document: Document, most_values: int) -> None:
        self.document = document
        self._most_values = most_values
        self._values = 0
        self.diagnostics: list[Diagnostic] = []
        self._events: Iterator[yaml.Event] = yaml.parse(document.readable, Loader=yaml.CSafeLoader)
        self._anchors: dict[str, Node] = {}
        self._unused_anchors: dict[str, Span] = {}
        self._repeated_nodes = 0
        self.separator: Diagnostic | None = None
        """About the `---` that starts a second document."""

    def document_root(self) -> Node | None:
        """The root of the first document in the file, or `None` if the file is empty.

        Raises `yaml.MarkedYAMLError` for a syntax error and `LimitError` past a limit.
        """
        root: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._report(
                        codes.UNSUPPORTED_YAML,
                        _span(event),
                        marked("'---' starts a second document in the same file"),
                        marked("delete this line, or move what follows to a file of its own"),
                    )
                    self.separator = self.diagnostics[-1]
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
                root = node if documents == 1 else root
        for anchor, span in self._unused_anchors.items():
            self._report(
                codes.UNSUPPORTED_YAML,
                span,
                marked("YAML reads '{text}' as an anchor, not as text", text=f"&{anchor}"),
                *self._quoting_help(span, "&"),
            )
        return root

    def _report(self, code: Code, span: Span, message: str, help_: str, edits: tuple[Edit, ...] = ()) -> None:
        self.diagnostics.append(self.document.report(code, span, message, help_, edits))

    def _node(self, event: yaml.Event, depth: int, *, is_entry: bool = False) -> Node:
        """The node that starts with the event; `is_entry` if it is the entry of a list."""
        if depth > limits.DEPTH:
            message = marked(
                "{parts} are nested more than {limit} levels deep", parts=_PARTS, limit=limits.DEPTH
            )
            help_ = marked("check for brackets or indentation that should not be there")
            raise LimitError(self.document.report(TOO_DEEP, _span(event), message, help_))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._values += 1
        if self._values > self._most_values:
            raise LimitError(
                self.document.report_message(codes.TOO_MANY_VALUES, _span(event), limit=self._most_values)
            )
        node = self._content(event, depth, is_entry=is_entry)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = node
            self._unused_anchors[anchor] = _span(event)
        return node

    def _content(self, event: yaml.Event, depth: int, *, is_entry: bool) -> Node:
        tag = getattr(event, "tag", None)
        if tag is not None and (tag != "!" or isinstance(event, yaml.ScalarEvent)):
            span = _span(event)
            message = marked("YAML reads '{text}' as a tag, not as text", text=tag)
            self._report(codes.UNSUPPORTED_YAML, span, message, *self._quoting_help(span, "!"))
        if isinstance(event, yaml.ScalarEvent):
            scalar = _scalar(event, event.value, str(event.style or ""))
            self.diagnostics += _misread(self.document, event, scalar)
            return scalar
        if isinstance(event, yaml.SequenceStartEvent):
            entries = (self._node(following, depth + 1, is_entry=True) for following in self._entries())
            return Sequence(tuple(entries), _span(event))
        return self._mapping(event, depth, is_entry=is_entry)

    def _quoting_help(self, span: Span, character: str) -> tuple[str, tuple[Edit, ...]]:
        """How to write a text that begins with a character that has a meaning in YAML."""
        line = self.document.readable_lines[span.start.line - 1]
        is_there = line[span.start.column - 1 :].startswith(character)
        written = with_quoted_value(line) if is_there else ""
        if not written:
            help_ = marked(
                "put a text that starts with '{character}' in quotation marks", character=character
            )
            return help_, ()
        return marked("write: {line}", line=written), self.document.rewritten(span.start.line, written)

    def _entries(self) -> Iterator[yaml.Event]:
        """The events with which the entries of a list or mapping begin."""
        inside = takewhile(lambda event: not isinstance(event, yaml.CollectionEndEvent), self._events)
        for number, event in enumerate(inside, start=1):
            if number > limits.ENTRIES:
                message = marked("there are more than {limit:,} entries in one list", limit=limits.ENTRIES)
                help_ = marked("split the file into several briefs that refer to one another with 'see_also'")
                raise LimitError(self.document.report(codes.TOO_LARGE, _span(event), message, help_))
            yield event

    def _mapping(self, event: yaml.Event, depth: int, *, is_entry: bool) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        starts_new_entry = False
        under = ""  # the key above, if it has no value and what follows may belong to it
        for following in self._entries():
            key = self._node(following, depth + 1)
            self._values -= isinstance(key, Scalar)  # a key is no value of its own
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar) or key.text == "<<":
                self._report(
                    codes.UNSUPPORTED_YAML,
                    _span(following),
                    marked("the name of a field must be plain text"),
                    marked("write 'key: value', without brackets around the key and without '<<'"),
                )
            elif key.text in entries:
                last, empty = next(reversed(entries.items()))[1]
                if under or (isinstance(empty, Scalar) and empty.is_empty):
                    self._below(key, under or last.text, is_first=not under)
                    under = under or last.text
                elif not starts_new_entry:
                    starts_new_entry = is_entry and key.text == next(iter(entries))
                    self._duplicate(key, entries[key.text][0].line, starts_new_entry=starts_new_entry)
            else:
                entries[key.text] = (key, value)
                under = ""
        return Mapping(entries, next((key.span for key, _ in entries.values()), _span(event)))

    def _below(self, key: Scalar, above: str, *, is_first: bool) -> None:
        how = (
            marked(
                "write '{line}', and begin the other lines of the entry with 4 spaces",
                line=f"  - {key.text}: ...",
            )
            if is_first
            else marked("begin the line with 4 spaces")
        )
        self._report(
            codes.DUPLICATE_KEY,
            key.span,
            marked(
                "the field '{field}' is already there, unless this one belongs to '{list}'",
                field=key.text,
                list=above,
            ),
            marked(
                "if it belongs to an entry of '{list}' above, {how}; if not, delete one of the two",
                list=above,
                how=how,
            ),
        )

    def _duplicate(self, key: Scalar, first: int, *, starts_new_entry: bool) -> None:
        line = self.document.lines[key.line - 1].strip()
        self._report(
            codes.DUPLICATE_KEY,
            key.span,
            marked("the field '{field}' is already on line {line}", field=key.text, line=first),
            marked("if this is another entry of the list, write: {line}", line=f"- {line}")
            if starts_new_entry
            else marked("delete one of the two, or merge them"),
        )

    def _alias(self, event: yaml.AliasEvent) -> Node:
        span = _span(event)
        if event.anchor not in self._anchors:
            self._report(
                codes.SYNTAX,
                span,
                marked("YAML reads '{text}' as an alias, not as text", text=f"*{event.anchor}"),
                *self._quoting_help(span, "*"),
            )
            return _scalar(event, f"*{event.anchor}", "'")
        node = self._anchors[event.anchor]
        self._unused_anchors.pop(event.anchor, None)
        self._repeated_nodes += _size(node)
        if self._repeated_nodes > limits.REPEATED_VALUES:
            message = marked("aliases repeat more than {limit:,} values", limit=limits.REPEATED_VALUES)
            help_ = marked("write the values out instead of repeating them with '*'")
            raise LimitError(self.document.report(codes.TOO_MANY_ALIASES, span, message, help_))
        return node


def _misread(document: Document, event: yaml.ScalarEvent, scalar: Scalar) -> Iterator[Diagnostic]:
    """Report what YAML reads otherwise than it looks, and characters that may do harm."""
    if scalar.style == '"':
        at = partial(document.span, scalar)
        yield from islice(
            document.report_characters(scalar.text, at, marked("delete this escape sequence")), 1
        )
        yield from islice(document.report_heaps(scalar.text, at), 1)
    elif not scalar.style:
        if event.value in _NO_VALUES:
            yield _null(document, scalar)
        if event.value and (rest := _CUT_OFF.match(document.readable, scalar.end)):
            yield _cut_off(document, event, rest[1])
        yield from _joined_lines(document, event)


def _null(document: Document, scalar: Scalar) -> Diagnostic:
    written = with_quoted_value(document.readable_lines[scalar.line - 1])
    quoting = (
        marked("write: {line}", line=written)
        if written
        else marked("put {text} in quotation marks", text=scalar.text)
    )
    return document.report_message(codes.NULL, scalar.span, text=scalar.text, quoting=quoting)


def _joined_lines(document: Document, event: yaml.ScalarEvent) -> Iterator[Diagnostic]:
    """Lines of a text without quotation marks that were meant as a list."""
    start, end = _marks(event)
    if start.line == end.line:
        return
    first, *others = document.readable_lines[start.line : end.line + 1]
    joined = [(number, line) for number, line in enumerate(others, start.line + 2) if _ENTRY.match(line)]
    head = _HEAD.fullmatch(first, 0, start.column)
    if head is None:
        return
    for number, line in joined[:1] if head["key"] else joined:
        yield document.report_message(
            codes.JOINED_LIST if head["key"] else codes.JOINED_ENTRY,
            Span.at(number, len(line) - len(line.lstrip(" ")) + 1),
            spaces=spaces(first.rfind("-", 0, start.column)),
            key=head["key"],
        )


def _cut_off(document: Document, event: yaml.ScalarEvent, rest: str) -> Diagnostic:
    start, end = _marks(event)
    line = document.readable_lines[end.line]
    written = with_quoted_value(line) if start.line == end.line else ""
    quoting = (
        marked("write: {line}", line=written) if written else marked("put the whole value in quotation marks")
    )
    return document.report(
        codes.CUT_OFF,
        Span.at(end.line + 1, len(line) - len(rest) + 1, len(rest)),
        marked("the value ends before the '#', because YAML reads the rest of the line as a comment"),
        marked("put a space after the '#'")
        if dates.is_date(event.value)
        else marked(
            "if it is a comment, put a space after the '#'; if it belongs to the value, {quoting}",
            quoting=quoting,
        ),
    )
