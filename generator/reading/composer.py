"""YAML text to a `Document`, within limits, with every mistake at its true place.

The events come from libyaml through PyYAML, which never recurses and resolves nothing; the tree is
built here, so that depth and aliases are bounded before anything is built from them.
"""

from collections.abc import Iterator
from typing import Protocol

import yaml

from generator.diagnostics import Code, Diagnostic, Span
from generator.reading import characters, syntax
from generator.reading.document import Document, Mapping, Node, Scalar, Sequence

LARGEST_FILE = 512 * 1024
"""Bytes. The longest briefs are about 40 KB."""
DEEPEST_NESTING = 12
"""The format itself needs five."""
MOST_REPEATED_NODES = 2_000
"""How many values aliases may repeat in one file."""


class _Mark(Protocol):
    """A place in the text, counted from 0, as libyaml and PyYAML give it."""

    line: int
    column: int
    index: int


class _RefusedError(Exception):
    """Reading has to stop here; carries why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def compose(path: str, content: bytes) -> tuple[Document, list[Diagnostic]]:
    """Read one file. The document has no root where the text can't be read at all."""
    if len(content) > LARGEST_FILE:
        document = Document(path, "", None)
        message = f"the file has {len(content):,} bytes; {LARGEST_FILE:,} is the limit"
        help_ = "split it into several briefs that name one another under 'see_also'"
        return document, [document.report(Code.TOO_LARGE, Span.at(1, 1), message, help_)]
    text, diagnostics = _decode(path, content)
    if diagnostics:
        return Document(path, text, None), diagnostics
    return _compose_text(path, text)


def _decode(path: str, content: bytes) -> tuple[str, list[Diagnostic]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        document = Document(path, content.decode("utf-8", errors="replace"), None)
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{content[error.start]:02x} is not part of any UTF-8 character"
        help_ = "save the file with the encoding UTF-8"
        span = Span.at(line, column)
        return document.text, [document.report(Code.BAD_ENCODING, span, message, help_)]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    document = Document(path, text, None)
    bad = [
        document.report(
            Code.BAD_CHARACTER,
            Span.at(number, match.start() + 1),
            f"the invisible character U+{ord(match.group()):04X} is not allowed",
            "delete it, or type the text anew",
        )
        for number, line in enumerate(document.lines, start=1)
        for match in characters.BAD.finditer(line)
    ]
    return text, bad


def _compose_text(path: str, text: str) -> tuple[Document, list[Diagnostic]]:
    """Compose; after a mistake that a pair of quotation marks would mend, mend it and read on.

    So a contributor learns of everything else in the same run.
    """
    original = Document(path, text, None)
    mistakes: list[Diagnostic] = []
    lines: set[int] = set()
    readable = text
    for _ in range(syntax.MOST_REPAIRS):
        composition = _Composition(Document(path, text, None, readable))
        try:
            root = composition.document_root()
        except _RefusedError as refusal:
            return original, [*mistakes, refusal.diagnostic]
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line if error.problem_mark else 0
            repaired = syntax.quote_value(readable, line)
            if line in lines:  # quoting was not the mend
                return original, mistakes
            lines.add(line)
            mistakes.append(syntax.explain(original, error))
            if repaired is None:
                return original, mistakes
            readable = repaired
        else:
            return Document(path, text, root, readable), [*mistakes, *composition.diagnostics]
    return original, mistakes


class _Composition:
    """The state of building one tree: the events to come, the anchors so far, the mistakes so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.diagnostics: list[Diagnostic] = []
        self._events: Iterator[yaml.Event] = yaml.parse(document.composed, Loader=yaml.CSafeLoader)
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._repeated = 0

    def document_root(self) -> Node | None:
        """The root of the only document in the file, or `None` if the file is empty.

        Raises `yaml.MarkedYAMLError` for bad syntax and `_RefusedError` past a limit.
        """
        root: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(
                        Code.UNSUPPORTED_YAML,
                        _span(event),
                        "'---' begins a second document in the same file",
                        "put each brief into a file of its own",
                    )
            elif isinstance(event, yaml.NodeEvent):
                node, _ = self._node(event, 0)
                root = node if documents == 1 else root
        return root

    def _report(self, code: Code, span: Span, message: str, help_: str) -> None:
        self.diagnostics.append(self.document.report(code, span, message, help_))

    def _node(self, event: yaml.Event, depth: int) -> tuple[Node, int]:
        """The node that begins with the event, and how many nodes it holds."""
        if depth > DEEPEST_NESTING:
            raise _RefusedError(
                self.document.report(
                    Code.TOO_DEEP,
                    _span(event),
                    f"lists and mappings are nested more than {DEEPEST_NESTING} deep",
                    "look for brackets or indentation that should not be there",
                )
            )
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        node, size = self._content(event, depth)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = (node, size)
        return node, size

    def _content(self, event: yaml.Event, depth: int) -> tuple[Node, int]:
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self._report(
                Code.UNSUPPORTED_YAML,
                _span(event),
                f"the tag '{tag}' has no meaning in a brief",
                "put quotation marks around a text that begins with '!'",
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), 1
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        style = str(event.style or "")
        scalar = _scalar(event, event.value, style)
        if style == '"' and (bad := characters.BAD.search(event.value)):
            self._report(
                Code.BAD_CHARACTER,
                self.document.stretch(scalar, bad.start(), bad.end()),
                f"the invisible character U+{ord(bad.group()):04X} is not allowed",
                "delete its escape",
            )
        return scalar

    def _sequence(self, event: yaml.Event, depth: int) -> tuple[Sequence, int]:
        items: list[Node] = []
        size = 1
        for following in self._events:
            if isinstance(following, yaml.SequenceEndEvent):
                break
            node, inner = self._node(following, depth + 1)
            items.append(node)
            size += inner
        return Sequence(tuple(items), _span(event)), size

    def _mapping(self, event: yaml.Event, depth: int) -> tuple[Mapping, int]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        size = 1
        for following in self._events:
            if isinstance(following, yaml.MappingEndEvent):
                break
            key, _ = self._node(following, depth + 1)
            value, inner = self._node(next(self._events), depth + 1)
            size += 1 + inner
            if not isinstance(key, Scalar) or key.text == "<<":
                self._report(
                    Code.UNSUPPORTED_YAML,
                    _span(following),
                    "a key has to be a plain word",
                    "write 'key: value'; lists as keys and '<<' are not used in briefs",
                )
            elif key.text in entries:
                first = entries[key.text][0].span.start.line
                self._report(
                    Code.DUPLICATE_KEY,
                    key.span,
                    f"the key '{key.text}' stands here already, on line {first}",
                    "join the two, or delete one; for another entry of a list begin it with '- '",
                )
            else:
                entries[key.text] = (key, value)
        span = next((key.span for key, _ in entries.values()), _span(event))
        return Mapping(entries, span), size

    def _alias(self, event: yaml.AliasEvent) -> tuple[Node, int]:
        span = _span(event)
        if event.anchor not in self._anchors:
            self._report(
                Code.SYNTAX,
                span,
                f"'*{event.anchor}' repeats something that is not defined before it",
                "put quotation marks around a text that begins with '*'",
            )
            return _scalar(event, f"*{event.anchor}", "'"), 1
        node, size = self._anchors[event.anchor]
        self._repeated += size
        if self._repeated > MOST_REPEATED_NODES:
            raise _RefusedError(
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
