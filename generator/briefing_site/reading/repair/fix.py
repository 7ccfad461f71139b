"""Places at which a file may have a mistake, and what can be written there instead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from briefing_site.format.traversal import Keys
from briefing_site.languages.phrase import marked
from briefing_site.reading.repair.line import LONGEST_HELP, split
from briefing_site.reading.yaml import parser

MAX_DISTANCE = 50
"""How many lines above an error its cause is looked for."""


class SuspectLine(NamedTuple):
    """A line of a file that may have a mistake."""

    lines: list[str]
    """All lines of the file."""
    number: int
    """Of the line, counted from 0."""
    keys: Keys
    """Those of the format."""

    @property
    def text(self) -> str:
        return self.lines[self.number]

    @property
    def above(self) -> int | None:
        """The number of the nearest line above that is not empty."""
        for number in range(self.number - 1, -1, -1):
            if self.lines[number].strip():
                return number
        return None

    @property
    def upwards(self) -> range:
        """The numbers of the lines above, the nearest first."""
        return range(self.number - 1, max(-1, self.number - MAX_DISTANCE), -1)


class Certainty(Enum):
    CERTAIN = auto()
    """Nothing else can be meant."""
    IF_VALID = auto()
    """Nothing else can be meant if the file has no other error: the fix only moves lines."""
    GUESS = auto()
    """Something else may be meant, so the fix only lets the file be read on."""


@dataclass(frozen=True)
class Fix:
    """The lines of a file with one mistake repaired, and what to report about the mistake."""

    lines: list[str]
    number: int
    """The line with the mistake, counted from 0."""
    column: int
    """Where the mistake begins in the line, counted from 0."""
    help: str
    certainty: Certainty = Certainty.CERTAIN
    message: str = ""
    """What is wrong; `find` writes what the rule says of itself."""

    @cached_property
    def text(self) -> str:
        return "\n".join(self.lines)

    @cached_property
    def first_error_line(self) -> int:
        """The first line of the fixed text that can't be read, counted from 0."""
        return parser.first_error_line(self.text)


Rule = Callable[[SuspectLine], Iterator[Fix]]
"""Repairs one mistake, which its docstring explains with an example.

A fix may be wrong, and is only used if the file can be read further with it.
"""


def rewrite(
    suspect: SuspectLine,
    new: str,
    *,
    help_: str = "",
    column: int | None = None,
    certainty: Certainty = Certainty.CERTAIN,
) -> Fix:
    """The fix that replaces the line; unless `help_` is given, the help is to write the new line.

    The mistake is at the column, or else at the first word.
    """
    lines = list(suspect.lines)
    lines[suspect.number] = new
    written = new.strip()
    if len(new) > LONGEST_HELP:
        written = f"{written[:LONGEST_HELP]}…"
    return Fix(
        lines,
        suspect.number,
        split(suspect.text).width if column is None else column,
        help_ or marked("write: {line}", line=written),
        certainty,
    )
