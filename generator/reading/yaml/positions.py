"""From a character of a value to its line and column in the file."""

import re
from bisect import bisect_right
from functools import lru_cache

from generator.diagnostics import Position
from generator.reading.yaml.node import Scalar

_ESCAPE = re.compile(r"\\(?:x..|u....|U........|\n[ \t]*|.)", re.DOTALL)


def position(text: str, scalar: Scalar, offset: int) -> Position:
    """The position in `text` of the character at `offset` of a scalar that was read from it."""
    indices = _indices(text, scalar)
    index = indices[min(offset, len(indices) - 1)]
    starts = _line_starts(text)
    line = bisect_right(starts, index)
    return Position(line, index - starts[line - 1] + 1)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


@lru_cache(maxsize=16)
def _indices(text: str, scalar: Scalar) -> list[int]:
    """The index in `text` of each character of the scalar, and of its end.

    YAML folds line breaks, strips indentation and resolves escapes. All other characters are the same in
    both, so the two are walked side by side.
    """
    at, end = scalar.start, scalar.end
    if scalar.style in {"|", ">"}:
        at = text.index("\n", at, end) + 1 if "\n" in text[at:end] else end
    elif scalar.style:
        at += 1
    last = max(scalar.start, end - 1)
    indices = []
    for character in scalar.text:
        if not character.isspace():
            at = _skip_space(text, at, scalar.style)
        indices.append(min(at, last))
        if scalar.style == '"':
            at = _next(text, at)
        else:
            at += 2 if scalar.style == "'" and text[at : at + 2] == "''" else 1
    return [*indices, min(at, last)]


def _skip_space(text: str, at: int, style: str) -> int:
    """Skip white space that is only in the file: indentation and folded line breaks."""
    while text[at : at + 1].isspace() or (style == '"' and text[at : at + 2] == "\\\n"):
        at = _next(text, at)
    return at


def _next(text: str, at: int) -> int:
    """The index after a character or an escape sequence."""
    escape = _ESCAPE.match(text, at)
    return escape.end() if escape else at + 1
