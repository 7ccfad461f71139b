"""Builds the tree of a file from the events of the YAML parser, and reports what YAML reads otherwise.

The parser neither recurses nor resolves anything, so the depth and the size of a tree are limited before
anything is built from it.
"""

import re
from collections.abc import Iterator
from typing import cast

import yaml

from briefing_site.diagnostics import Code, Diagnostic, Edit, Message, Span
from briefing_site.format import characters, dates, limits
from briefing_site.format.prose_errors import NESTED
from briefing_site.languages.phrase import marked
from briefing_site.reading import codes
from briefing_site.reading.repair.line import with_quoted_value
from briefing_site.reading.yaml import parser
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping, Node, Scalar, Sequence
from briefing_site.reading.yaml.text import character_problems

_CUT_OFF = re.compile(r"[ \t]+(#+[^\s#].*)")
"""A comment for YAML, but hardly for a person, who puts a space after the `#`."""
_NO_VALUES = frozenset({"null", "~"})
"""What stands for no value in YAML, if it is not in quotation marks."""

Help = tuple[str, tuple[Edit, ...]]
"""What to do about an error, and the edits that do it if it is certain."""


class LimitError(Exception):
    """The file exceeds a limit, so reading stops; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def _marks(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    """Where the event begins and ends, which both parsers say of each event."""
    return cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)


def _scalar(event: yaml.Event, text: str, style: str) -> Scalar:
    start, end = _marks(event)
    length = 1
    if start.line == end.line:
        length = max(1, end.column - start.column)
    return Scalar(
        text,
        line=start.line + 1,
        column=start.column + 1,
        length=length,
        start=start.index,
        end=end.index,
        style=style,
    )


def _span(event: yaml.Event) -> Span:
    return _scalar(event, "", "").span


class TreeBuilder:
    """Builds the tree of one document, and collects what there is to report about it."""

    def __init__(self, document: Document, max_values: int) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.separator: Diagnostic | None = None
        """About the `---` that starts a second document."""
        self._document = document
        self._max_values = max_values
        self._values = 0
        self._events = parser.events(document.readable)
        self._anchors: dict[str, tuple[Node, Span]] = {}
        self._repeated: set[str] = set()
        """The anchors that an alias repeats."""

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
                    self._report_separator(event)
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
                if documents == 1:
                    root = node
        self._report_anchors()
        return root

    def _report(self, code: Code, span: Span, text: str, help_: Help) -> None:
        message = Message(code, text, help_[0])
        diagnostic = self._document.report(message, span, edits=help_[1])
        self.diagnostics.append(diagnostic)

    def _report_separator(self, event: yaml.Event) -> None:
        help_ = marked("delete this line, or move what follows to a file of its own")
        message = marked("'---' starts a second document in the same file")
        self._report(codes.UNSUPPORTED_YAML, _span(event), message, (help_, ()))
        self.separator = self.diagnostics[-1]

    def _report_anchors(self) -> None:
        for anchor, (node, span) in self._anchors.items():
            text = f"&{anchor}"
            help_: Help = (marked("delete it"), ())
            if isinstance(node, Scalar) and anchor not in self._repeated:
                help_ = self._quoting_help(span, "&")
            message = marked("YAML reads '{text}' as an anchor, not as text", text=text)
            self._report(codes.UNSUPPORTED_YAML, span, message, help_)

    def _node(self, event: yaml.Event, depth: int, *, is_entry: bool = False) -> Node:
        """The node that starts with the event; `is_entry` if it is the entry of a list."""
        if depth > limits.DEPTH:
            help_ = marked("check for brackets or indentation that should not be there")
            raise LimitError(
                self._document.report(
                    NESTED,
                    _span(event),
                    help_,
                    parts=marked("lists and fields"),
                    limit=limits.DEPTH,
                    written="",
                )
            )
        self._values += 1
        if self._values > self._max_values:
            raise LimitError(
                self._document.report(
                    codes.TOO_MANY_VALUES, _span(event), limit=self._max_values
                )
            )
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        node = self._content(event, depth, is_entry=is_entry)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = node, _span(event)
        return node

    def _content(self, event: yaml.Event, depth: int, *, is_entry: bool) -> Node:
        tag = getattr(event, "tag", None)
        if tag is not None and (tag != "!" or isinstance(event, yaml.ScalarEvent)):
            span = _span(event)
            message = marked("YAML reads '{text}' as a tag, not as text", text=tag)
            help_ = self._quoting_help(span, "!")
            self._report(codes.UNSUPPORTED_YAML, span, message, help_)
        if isinstance(event, yaml.ScalarEvent):
            text = characters.cleaned(event.value)
            scalar = _scalar(event, text, str(event.style or ""))
            self.diagnostics += _misread(self._document, event, scalar)
            return scalar
        if isinstance(event, yaml.SequenceStartEvent):
            items = [
                self._node(following, depth + 1, is_entry=True)
                for following in self._inner_events()
            ]
            return Sequence(tuple(items), _span(event))
        return self._mapping(event, depth, is_entry=is_entry)

    def _quoting_help(self, span: Span, character: str) -> Help:
        """How to write a text that begins with a character that has a meaning in YAML."""
        line = self._document.readable_lines[span.start.line - 1]
        written = ""
        if line.startswith(character, span.start.column - 1):
            written = with_quoted_value(line)
        if not written:
            help_ = marked(
                "put a text that starts with '{character}' in quotation marks",
                character=character,
            )
            return help_, ()
        edits = self._document.rewritten(span.start.line, written)
        return marked("write: {line}", line=written), edits

    def _inner_events(self) -> Iterator[yaml.Event]:
        """The events with which the entries of a list or mapping begin."""
        for number, event in enumerate(self._events, start=1):
            if isinstance(event, yaml.CollectionEndEvent):
                return
            if number > limits.ENTRIES:
                raise LimitError(
                    self._document.report(
                        codes.TOO_MANY_ITEMS, _span(event), limit=limits.ENTRIES
                    )
                )
            yield event

    def _mapping(self, event: yaml.Event, depth: int, *, is_entry: bool) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        starts_new_entry = False
        for key_event in self._inner_events():
            key = self._node(key_event, depth + 1)
            if isinstance(key, Scalar):
                self._values -= 1  # a key is no value of its own
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar) or key.text == "<<":
                self._report_key(key_event)
            elif key.text not in entries:
                entries[key.text] = (key, value)
            elif not starts_new_entry:
                first_key = next(iter(entries))
                starts_new_entry = is_entry and key.text == first_key
                first_line = entries[key.text][0].line
                self._report_duplicate(
                    key, first_line, starts_new_entry=starts_new_entry
                )
        if not entries:
            return Mapping(entries, _span(event))
        first, _ = next(iter(entries.values()))
        return Mapping(entries, first.span)

    def _report_key(self, event: yaml.Event) -> None:
        message = marked("the name of a field must be plain text")
        help_ = marked(
            "write 'key: value', without brackets around the key and without '<<'"
        )
        self._report(codes.UNSUPPORTED_YAML, _span(event), message, (help_, ()))

    def _report_duplicate(
        self, key: Scalar, first_line: int, *, starts_new_entry: bool
    ) -> None:
        help_ = ""
        if starts_new_entry:
            line = self._document.lines[key.line - 1].strip()
            help_ = marked(
                "if this is another entry of the list, write: {line}", line=f"- {line}"
            )
        self.diagnostics.append(
            self._document.report(
                codes.DUPLICATE_FIELD, key, help_, field=key.text, line=first_line
            )
        )

    def _alias(self, event: yaml.AliasEvent) -> Node:
        """The text that the alias repeats, so that nothing else is reported of it, or else its name."""
        span = _span(event)
        text = f"*{event.anchor}"
        code = codes.SYNTAX
        help_ = self._quoting_help(span, "*")
        node: Node = _scalar(event, text, "'")
        if event.anchor in self._anchors:
            self._repeated.add(event.anchor)
            code = codes.UNSUPPORTED_YAML
            help_ = (
                marked("write the values out instead of repeating them with '*'"),
                (),
            )
            repeated, _ = self._anchors[event.anchor]
            if isinstance(repeated, Scalar):
                node = repeated
        message = marked("YAML reads '{text}' as an alias, not as text", text=text)
        self._report(code, span, message, help_)
        return node


def _misread(
    document: Document, event: yaml.ScalarEvent, scalar: Scalar
) -> Iterator[Diagnostic]:
    """Report what YAML reads otherwise than it looks, and characters that may do harm."""
    if scalar.style == '"':
        help_ = marked("delete this escape sequence")
        for problem in character_problems(scalar.text, help_):
            span = document.span(scalar, problem.start, problem.end)
            yield document.report(problem.message, span, **problem.values)
            break
    elif not scalar.style:
        if event.value in _NO_VALUES:
            yield _null(document, scalar)
        cut_off = _CUT_OFF.match(document.readable, scalar.end)
        if event.value and cut_off:
            yield _cut_off(document, event, cut_off[1])


def _null(document: Document, scalar: Scalar) -> Diagnostic:
    written = with_quoted_value(document.readable_lines[scalar.line - 1])
    if written:
        quoting = marked("write: {line}", line=written)
    else:
        quoting = marked("put {text} in quotation marks", text=scalar.text)
    return document.report(codes.NULL, scalar, text=scalar.text, quoting=quoting)


def _cut_off(document: Document, event: yaml.ScalarEvent, comment: str) -> Diagnostic:
    start, end = _marks(event)
    line = document.readable_lines[end.line]
    written = ""
    if start.line == end.line:
        written = with_quoted_value(line)
    if written:
        quoting = marked("write: {line}", line=written)
    else:
        quoting = marked("put the whole value in quotation marks")
    help_ = ""
    if dates.parse_valid(event.value):
        help_ = marked("put a space after the '#'")
    span = Span.at(end.line + 1, len(line) - len(comment) + 1, len(comment))
    return document.report(codes.COMMENT, span, help_, quoting=quoting)
