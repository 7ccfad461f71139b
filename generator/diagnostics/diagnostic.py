"""One mistake in one file, as data. How it is shown is the business of the reporters."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from generator.diagnostics.codes import Code, Severity

MOST_MISTAKES = 100
"""In one file: more help nobody, and a file made for it would have hundreds of thousands."""


class Position(NamedTuple):
    """A place in a text: line and column in characters, both counted from 1."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of a text, from `start` up to but not including `end`."""

    start: Position
    end: Position

    @staticmethod
    def at(line: int, column: int, length: int = 1) -> "Span":
        """The stretch of `length` characters that begins at `line` and `column`."""
        return Span(Position(line, column), Position(line, column + length))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong (`message`), where, and what to do (`help`)."""

    code: Code
    path: str
    """The file, relative to the folder of the project, with forward slashes."""
    span: Span
    message: str
    help: str = ""
    excerpt: str = ""
    """The source line at `span.start`, without its line break; empty where the file has none."""

    @property
    def severity(self) -> Severity:
        """Whether it stops the build."""
        return self.code.severity


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, then place, then code, so that every run reports alike; the same one twice is one.

    Of a file that has more than `MOST_MISTAKES` only the first are kept, errors before warnings, and
    that there are more is told at its end.
    """
    ordered = sorted(set(diagnostics), key=lambda each: (each.path, each.span, each.code.slug, each.message))
    return tuple(
        each for _, of_file in groupby(ordered, key=lambda each: each.path) for each in _first(list(of_file))
    )


def _first(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    if len(diagnostics) <= MOST_MISTAKES:
        return diagnostics
    by_weight = sorted(diagnostics, key=lambda each: each.severity is Severity.WARNING)
    kept = set(by_weight[:MOST_MISTAKES])
    more = Diagnostic(
        Code.MORE_MISTAKES,
        diagnostics[-1].path,
        diagnostics[-1].span,
        f"the file has more mistakes than the {MOST_MISTAKES} that are listed",
        "mend these, then check again",
    )
    return [*(each for each in diagnostics if each in kept), more]
