"""YAML text to a tree, within limits.

The events come from libyaml through PyYAML, which neither recurses nor resolves anything. The tree is
built here, so that depth and aliases are limited before anything is built from them.
"""

from collections.abc import Iterator
from itertools import takewhile

import yaml

from generator.diagnostics import Code, Diagnostic, Edit, Span
from generator.format import limits
from generator.format.prose.parser import TOO_DEEP
from generator.languages.phrase import marked
from generator.reading import codes, scalars
from generator.reading.repair import line as yaml_line
from generator.reading.scalars import span_of
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Mapping, Node, Scalar, Sequence

_PARTS = marked("lists and fields")


class LimitError(Exception):
    """The file exceeds a limit, so reading stops; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Composition:
    """The state while a tree is built: the events to come, and the anchors and diagnostics so far."""

    def __init__(self, document: Document, most: int) -> None:
        """Read a file that may have `most` values."""
        self.document = document
        self._most = most
        self._values = 0
        self.diagnostics: list[Diagnostic] = []
        self._events: Iterator[yaml.Event] = yaml.parse(document.readable, Loader=yaml.CSafeLoader)
        self._anchors: dict[str, tuple[Node, int]] = {}
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
                    self.separator = self._report(
                        codes.UNSUPPORTED_YAML,
                        span_of(event),
                        marked("'---' starts a second document in the same file"),
                        marked("delete this line, or move what follows to a file of its own"),
                    )
            elif isinstance(event, yaml.NodeEvent):
                node, _ = self._node(event, 0)
                root = node if documents == 1 else root
        for anchor, span in self._unused_anchors.items():
            self._report(
                codes.UNSUPPORTED_YAML,
                span,
                marked("YAML reads '{text}' as an anchor, not as text", text=f"&{anchor}"),
                *self._quoting_help(span, "&"),
            )
        return root

    def _report(
        self, code: Code, span: Span, message: str, help_: str, edits: tuple[Edit, ...] = ()
    ) -> Diagnostic:
        diagnostic = self.document.report(code, span, message, help_, edits)
        self.diagnostics.append(diagnostic)
        return diagnostic

    def _node(self, event: yaml.Event, depth: int, *, is_entry: bool = False) -> tuple[Node, int]:
        """The node that starts with the event, and its size; `is_entry` if it is the entry of a list."""
        if depth > limits.DEPTH:
            raise LimitError(
                self.document.report(
                    TOO_DEEP,
                    span_of(event),
                    marked(
                        "{parts} are nested more than {limit} levels deep", parts=_PARTS, limit=limits.DEPTH
                    ),
                    marked("check for brackets or indentation that should not be there"),
                )
            )
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._values += 1
        if self._values > self._most:
            raise LimitError(
                self.document.report_message(codes.TOO_MANY_VALUES, span_of(event), limit=self._most)
            )
        node, size = self._content(event, depth, is_entry=is_entry)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = (node, size)
            self._unused_anchors[anchor] = span_of(event)
        return node, size

    def _content(self, event: yaml.Event, depth: int, *, is_entry: bool) -> tuple[Node, int]:
        tag = getattr(event, "tag", None)
        if tag is not None and (tag != "!" or isinstance(event, yaml.ScalarEvent)):
            span = span_of(event)
            message = marked("YAML reads '{text}' as a tag, not as text", text=tag)
            self._report(codes.UNSUPPORTED_YAML, span, message, *self._quoting_help(span, "!"))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), 1 + len(event.value) // limits.REPEATED_TEXT
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth, is_entry=is_entry)

    def _quoting_help(self, span: Span, character: str) -> tuple[str, tuple[Edit, ...]]:
        """How to write a text that begins with a character that has a meaning in YAML."""
        line = self.document.readable_lines[span.start.line - 1]
        is_there = line[span.start.column - 1 :].startswith(character)
        written = yaml_line.with_quoted_value(line) if is_there else ""
        if not written:
            return marked(
                "put a text that starts with '{character}' in quotation marks", character=character
            ), ()
        return marked("write: {line}", line=written), self.document.rewritten(span.start.line, written)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        scalar = scalars.scalar(event, event.value, str(event.style or ""))
        self.diagnostics += scalars.diagnostics(self.document, event, scalar)
        return scalar

    def _sequence(self, event: yaml.Event, depth: int) -> tuple[Sequence, int]:
        items: list[Node] = []
        size = 1
        for following in self._entries():
            node, inner = self._node(following, depth + 1, is_entry=True)
            items.append(node)
            size += inner
        return Sequence(tuple(items), span_of(event)), size

    def _entries(self) -> Iterator[yaml.Event]:
        """The events with which the entries of a list or mapping begin."""
        inside = takewhile(lambda event: not isinstance(event, yaml.CollectionEndEvent), self._events)
        for number, event in enumerate(inside, start=1):
            if number > limits.ENTRIES:
                message = marked("there are more than {limit:,} entries in one list", limit=limits.ENTRIES)
                help_ = marked("split the file into several briefs that refer to one another with 'see_also'")
                raise LimitError(self.document.report(codes.TOO_LARGE, span_of(event), message, help_))
            yield event

    def _mapping(self, event: yaml.Event, depth: int, *, is_entry: bool) -> tuple[Mapping, int]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        starts_new_entry = False
        under = ""  # the key above, if it has no value and what follows may belong to it
        size = 1
        for following in self._entries():
            key, width = self._node(following, depth + 1)
            self._values -= isinstance(key, Scalar)  # a key is no value of its own
            value, inner = self._node(next(self._events), depth + 1)
            size += width + inner
            if not isinstance(key, Scalar) or key.text == "<<":
                self._report(
                    codes.UNSUPPORTED_YAML,
                    span_of(following),
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
        span = next((key.span for key, _ in entries.values()), span_of(event))
        return Mapping(entries, span), size

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

    def _alias(self, event: yaml.AliasEvent) -> tuple[Node, int]:
        span = span_of(event)
        if event.anchor not in self._anchors:
            self._report(
                codes.SYNTAX,
                span,
                marked("YAML reads '{text}' as an alias, not as text", text=f"*{event.anchor}"),
                *self._quoting_help(span, "*"),
            )
            return scalars.scalar(event, f"*{event.anchor}", "'"), 1
        node, size = self._anchors[event.anchor]
        self._unused_anchors.pop(event.anchor, None)
        self._repeated_nodes += size
        if self._repeated_nodes > limits.REPEATED_VALUES:
            raise LimitError(
                self.document.report(
                    codes.TOO_MANY_ALIASES,
                    span,
                    marked("aliases repeat more than {limit:,} values", limit=limits.REPEATED_VALUES),
                    marked("write the values out instead of repeating them with '*'"),
                )
            )
        return node, size
