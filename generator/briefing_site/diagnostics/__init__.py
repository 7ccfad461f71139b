"""Errors and warnings about contributors' files: what is wrong, where, and how to fix it.

Every stage of a build can report with this package, which imports none of them. `reporters` shows diagnostics
in each format.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from briefing_site.languages.language import Language
from briefing_site.languages.phrase import marked, within

MAX_DIAGNOSTICS = 100
"""Of one file: more are of no help, and a hostile file could have hundreds of thousands."""


class Severity(StrEnum):
    """An error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of mistake: its name in reports, and what the reference says of it."""

    slug: str
    explanation: str
    severity: Severity = Severity.ERROR
    in_editor: bool = False
    """Whether editors that use the JSON Schema also report it."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong and what to do about it; whoever reports it fills in the values in braces."""

    code: Code
    text: str
    help: str
    in_form: str = ""
    """What the form says instead, if the text mentions files, lines or keys; `{label}` names the field."""
    form_field: str = ""
    """The key of the field where the form shows it; empty for the field with the mistake."""


REQUIRED = marked("{label} is required")
"""What the form, in which contributors write a brief in the browser, says of a missing field.

Of a missing list, it says something else."""
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
    """What is wrong, where, and what to do about it: in English until it is reported."""

    code: Code
    path: str
    """The file, relative to the project folder, with forward slashes."""
    span: Span
    message: str
    """A `Phrase`, which `in_language` translates, or a text that is the same in every language."""
    help: str = ""
    """As the message."""
    excerpt: str = ""
    """The line of the file at `span.start`, without its line break; empty if there is none."""
    edits: tuple[Edit, ...] = ()
    """The changes that the help describes; only if there is no doubt that they are what was meant."""

    @property
    def severity(self) -> Severity:
        return self.code.severity


def in_language(
    diagnostics: Iterable[Diagnostic], language: Language
) -> tuple[Diagnostic, ...]:
    """The diagnostics with messages and help texts in a language."""
    translated = []
    for diagnostic in diagnostics:
        message = str(within(diagnostic.message, language))
        help_ = str(within(diagnostic.help, language))
        translated.append(replace(diagnostic, message=message, help=help_))
    return tuple(translated)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, position and then text, so that every run reports the same, and remove duplicates.

    Of a file with more than `MAX_DIAGNOSTICS`, only the first are kept, errors before warnings, with a
    warning that there are more.
    """
    by_file = defaultdict[str, list[Diagnostic]](list)
    for diagnostic in sorted(set(diagnostics), key=_order):
        by_file[diagnostic.path].append(diagnostic)
    ordered: list[Diagnostic] = []
    for of_file in by_file.values():
        ordered.extend(_limited(of_file))
    return tuple(ordered)


def _order(diagnostic: Diagnostic) -> tuple[str | Span | tuple[Edit, ...], ...]:
    return (
        diagnostic.path,
        diagnostic.span,
        diagnostic.code.slug,
        diagnostic.message,
        diagnostic.help,
        diagnostic.edits,
    )


def _limited(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of a file, or the first of them and a warning that there are more."""
    if len(diagnostics) <= MAX_DIAGNOSTICS:
        return diagnostics
    errors_first = sorted(diagnostics, key=_is_warning)
    first = sorted(errors_first[:MAX_DIAGNOSTICS], key=_order)
    last = diagnostics[
        -1
    ]  # of all, so that the warning comes after those that are kept
    more = Diagnostic(
        MORE_MISTAKES.code,
        last.path,
        last.span,
        message=marked(MORE_MISTAKES.text, limit=MAX_DIAGNOSTICS),
        help=marked(MORE_MISTAKES.help),
    )
    return [*first, more]


def _is_warning(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.WARNING
