"""Errors and warnings about contributors' files: what is wrong, where, and how to fix it.

Every stage of a build can report with this room; it imports none of them, and knows no single rule. The
reporters show diagnostics in each format.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from briefing_site.languages.language import Language
from briefing_site.languages.phrase import marked, within

MAX_DIAGNOSTICS = 100
"""How many are reported for one file: more are of no help, and a hostile file could have 100,000s."""


class Severity(StrEnum):
    """An error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    slug: str
    explanation: str
    severity: Severity = Severity.ERROR
    in_editor: bool = False
    """Whether editors that use the JSON Schema report it, too."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong and what to do about it; whoever reports it fills in the values in braces."""

    code: Code
    text: str
    help: str
    in_form: str = ""
    """What the form says instead where that speaks of files, lines or keys; `label` is that of the field."""
    form_field: str = ""
    """The key of the field that the form shows it at; empty for the one that the mistake is in."""


REQUIRED = marked("{label} is required")
"""What the form says of many fields; of a list, it has a sentence of its own."""
MORE_MISTAKES = Message(
    Code(
        "more-mistakes", "The file has more mistakes than are listed.", Severity.WARNING
    ),
    "the file has more than {limit} mistakes; the others are not listed",
    "fix these, then check again",
)


class Position(NamedTuple):
    """A position in a text: line and column, in characters, both counted from 1."""

    line: int
    column: int


class Span(NamedTuple):
    """A range of characters, from `start` up to but not including `end`."""

    start: Position
    end: Position

    @staticmethod
    def at(line: int, column: int, length: int = 1) -> "Span":
        """The range of `length` characters that begins at `line` and `column`."""
        return Span(Position(line, column), Position(line, column + length))


class Edit(NamedTuple):
    """A text to write in place of a range of the file; the range of a whole line may end on the next one."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong (`message`), where, and what to do about it (`help`): in English until it is reported."""

    code: Code
    path: str
    """The file, relative to the project folder, with forward slashes."""
    span: Span
    message: str
    help: str = ""
    excerpt: str = ""
    """The line of the file at `span.start`, without its line break; empty if there is none."""
    edits: tuple[Edit, ...] = ()
    """What the help says, done; only if there is no doubt that this is what was meant."""

    @property
    def severity(self) -> Severity:
        return self.code.severity


def in_language(
    diagnostics: Iterable[Diagnostic], language: Language
) -> tuple[Diagnostic, ...]:
    """The diagnostics with messages and help texts in a language."""
    return tuple(
        replace(
            each,
            message=str(within(each.message, language)),
            help=str(within(each.help, language)),
        )
        for each in diagnostics
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, position and code, so that every run reports the same, and remove duplicates.

    Of a file with more than `MAX_DIAGNOSTICS`, only the first are kept, errors before warnings, with a
    warning that there are more.
    """
    ordered = sorted(
        set(diagnostics),
        key=lambda each: (each.path, each.span, each.code.slug, each.message),
    )
    by_file = groupby(ordered, key=lambda each: each.path)
    return tuple(each for _, of_file in by_file for each in _limited(list(of_file)))


def _limited(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    if len(diagnostics) <= MAX_DIAGNOSTICS:
        return diagnostics
    errors_first = sorted(
        diagnostics, key=lambda each: each.severity is Severity.WARNING
    )
    first, last = set(errors_first[:MAX_DIAGNOSTICS]), diagnostics[-1]
    message = marked(MORE_MISTAKES.text, limit=MAX_DIAGNOSTICS)
    more = Diagnostic(
        MORE_MISTAKES.code, last.path, last.span, message, marked(MORE_MISTAKES.help)
    )
    return [*(each for each in diagnostics if each in first), more]
