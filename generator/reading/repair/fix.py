"""A fix for a syntax error, and what proposes one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.languages.phrase import marked
from generator.reading.repair.libyaml import first_error_line
from generator.reading.repair.line import LONGEST_HELP, split

MAX_DISTANCE = 50
"""How many lines above an error its cause is looked for."""


@dataclass(frozen=True)
class Fix:
    """The text of a file with one syntax error fixed, and what to report about the error."""

    text: str
    line: int
    column: int
    """Position of the error, both counted from 0."""
    message: str
    """What is wrong; empty if the message for libyaml's error is good enough."""
    help: str
    is_certain: bool = True
    """Whether nothing else can be meant."""

    @cached_property
    def first_error_line(self) -> int:
        """The first line of the fixed text that can't be read, counted from 0."""
        return first_error_line(self.text)


Proposer = Callable[[list[str], int, frozenset[str]], Iterator[Fix]]
"""Proposes fixes for errors of one kind, given the lines of a file, the number of a line that may hold the
error, and the keys of the format. A proposal may be wrong: the parser decides whether it helps."""


def replace_line(
    lines: list[str],
    line: int,
    new: str,
    message: str,
    help_: str = "",
    *,
    column: int | None = None,
    is_certain: bool = True,
) -> Fix:
    """The fix that replaces a line; unless `help_` is given, the help is to write the new line."""
    text = "\n".join([*lines[:line], new, *lines[line + 1 :]])
    written = new.strip() if len(new) <= LONGEST_HELP else f"{new.strip()[:LONGEST_HELP]}…"
    start = len(split(lines[line]).indentation) if column is None else column
    return Fix(text, line, start, message, help_ or marked("write: {line}", line=written), is_certain)
