"""Texts as YAML reads them, and a report where it reads something else than was meant."""

import re
from collections.abc import Iterator
from typing import Protocol, cast

import yaml

from generator.diagnostics import Diagnostic, Span
from generator.format import characters, limits
from generator.languages.phrase import marked
from generator.reading import codes
from generator.reading.repair import date_formats
from generator.reading.repair import line as yaml_line
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar

_ENTRY = re.compile(r" *- +\S")
_HEAD = re.compile(r" *(?:(?:- +)*(?P<key>[\w-]+:) +|(?:- +)+)")
"""What stands before the text of an entry or of a key."""
_CUT_OFF = re.compile(r"[ \t]+(#+[^\s#].*)")
"""A comment for YAML, but hardly for a person, who puts a space after the `#`."""
_NO_VALUES = frozenset({"null", "~"})
"""What stands for no value in YAML, if it is not in quotation marks."""


class _Mark(Protocol):
    """A position in the text, counted from 0, as libyaml and PyYAML give it."""

    line: int
    column: int
    index: int


def scalar(event: yaml.Event, text: str, style: str) -> Scalar:
    """The text of an event, with its place."""
    start, end = _marks(event)
    length = end.column - start.column if start.line == end.line else 1
    return Scalar(text, start.line + 1, start.column + 1, max(1, length), start.index, end.index, style)


def span_of(event: yaml.Event) -> Span:
    """Where an event is in the text."""
    return scalar(event, "", "").span


def _marks(event: yaml.Event) -> tuple[_Mark, _Mark]:
    return cast("_Mark", event.start_mark), cast("_Mark", event.end_mark)  # libyaml marks every event


def diagnostics(document: Document, event: yaml.ScalarEvent, scalar: Scalar) -> Iterator[Diagnostic]:
    """Report what YAML reads otherwise than it looks, and characters that may do harm."""
    if scalar.style == '"':
        yield from _characters(document, scalar)
    elif not scalar.style:
        if event.value in _NO_VALUES:
            yield _null(document, scalar)
        if event.value and (rest := _CUT_OFF.match(document.readable, scalar.end)):
            yield _cut_off(document, event, rest[1])
        yield from _joined_lines(document, event)


def _null(document: Document, scalar: Scalar) -> Diagnostic:
    written = yaml_line.with_quoted_value(document.readable_lines[scalar.line - 1])
    quoting = (
        marked("write: {line}", line=written)
        if written
        else marked("put {text} in quotation marks", text=scalar.text)
    )
    return document.report_message(codes.NULL, scalar.span, text=scalar.text, quoting=quoting)


def _characters(document: Document, scalar: Scalar) -> Iterator[Diagnostic]:
    if bad := characters.BAD.search(scalar.text):
        yield document.report(
            codes.BAD_CHARACTER,
            document.span(scalar, bad.start(), bad.end()),
            marked("the invisible character {code} is not allowed", code=f"U+{ord(bad.group()):04X}"),
            marked("delete this escape sequence"),
        )
    if heap := next(characters.heaps(scalar.text), None):
        start, end = heap
        yield document.report_message(
            codes.TOO_MANY_MARKS, document.span(scalar, start, end), number=end - start, limit=limits.MARKS
        )


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
            spaces=yaml_line.spaces(first.rfind("-", 0, start.column)),
            key=head["key"],
        )


def _cut_off(document: Document, event: yaml.ScalarEvent, rest: str) -> Diagnostic:
    start, end = _marks(event)
    line = document.readable_lines[end.line]
    written = yaml_line.with_quoted_value(line) if start.line == end.line else ""
    quoting = (
        marked("write: {line}", line=written) if written else marked("put the whole value in quotation marks")
    )
    return document.report(
        codes.CUT_OFF,
        Span.at(end.line + 1, len(line) - len(rest) + 1, len(rest)),
        marked("the value ends before the '#', because YAML reads the rest of the line as a comment"),
        marked("put a space after the '#'")
        if date_formats.is_date(event.value)
        else marked(
            "if it is a comment, put a space after the '#'; if it belongs to the value, {quoting}",
            quoting=quoting,
        ),
    )
