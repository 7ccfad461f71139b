"""Where the characters of a text are in its file, and where an index is in lines and columns."""

import re
from bisect import bisect_right
from functools import lru_cache

from briefing_site.diagnostics import Position, Span
from briefing_site.format import characters
from briefing_site.reading.yaml.node import Scalar

_ESCAPE = re.compile(r"\\(?:x..|u....|U........|\n[ \t]*|.)", re.DOTALL)


def span(text: str, start: int, end: int) -> Span:
    """The lines and columns of the characters from index `start` up to `end` of a file."""
    starts = _line_starts(text)
    first_line = bisect_right(starts, start)
    last_line = bisect_right(starts, max(start, end - 1))
    first_column = start - starts[first_line - 1] + 1
    last_column = end - starts[last_line - 1] + 1
    return Span(Position(first_line, first_column), Position(last_line, last_column))


def index(text: str, position: Position) -> int:
    """The index of a line and a column in a file."""
    return _line_starts(text)[position.line - 1] + position.column - 1


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def span_in_scalar(text: str, scalar: Scalar, start: int, end: int) -> Span:
    """The position in a file of the characters from `start` up to `end` of a scalar's text."""
    indices = _indices(text, scalar)
    last_index = len(indices) - 1
    first = indices[min(start, last_index)]
    last = indices[min(max(start, end - 1), last_index)]
    behind = last + 1
    if scalar.style == '"':
        behind = _next(text, last)
    return span(text, first, behind)


@lru_cache(maxsize=16)
def _indices(text: str, scalar: Scalar) -> list[int]:
    """The index in `text` of each character of the scalar, and of its end.

    YAML folds line breaks, strips indentation and resolves escapes. All other characters are the same in
    both, so the two are walked side by side.
    """
    at = scalar.start
    end = scalar.end
    if scalar.style in {"|", ">"}:
        line_break = text.find("\n", at, end)
        at = end if line_break < 0 else line_break + 1
    elif scalar.style:
        at += 1
    last = max(scalar.start, end - 1)
    indices = []
    for character in scalar.text:
        if not character.isspace():
            at = _skip_space(text, at, scalar.style)
        while _is_dropped(text, at, character):
            at += 1
        indices.append(min(at, last))
        if scalar.style == '"':
            at = _next(text, at)
        elif scalar.style == "'" and text.startswith("''", at):
            at += 2
        else:
            at += 1
    indices.append(min(at, last))
    return indices


def _is_dropped(text: str, at: int, character: str) -> bool:
    """Whether reading leaves out what stands in the file where a character is looked for."""
    if text.startswith(character, at):
        return False
    return characters.is_dropped(text[at : at + 1] or character)


def _skip_space(text: str, at: int, style: str) -> int:
    """Skip white space that is only in the file: indentation and folded line breaks."""
    while text[at : at + 1].isspace() or (style == '"' and text.startswith("\\\n", at)):
        at = _next(text, at)
    return at


def _next(text: str, at: int) -> int:
    """The index after a character or an escape sequence."""
    escape = _ESCAPE.match(text, at)
    return escape.end() if escape else at + 1
