"""From a character of a value to its line and column in the file."""

import re
from bisect import bisect_right
from functools import lru_cache

from generator.diagnostics import Position
from generator.documents.node import Scalar

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
            at = _skip_space(text, at, end, scalar.style)
        indices.append(min(at, last))
        if at >= end:
            continue
        if character.isspace():
            if text[at].isspace():
                at += 1
            elif scalar.style == '"' and text[at] == "\\":
                at = _after_escape(text, at)
        elif scalar.style == '"' and text[at] == "\\":
            at = _after_escape(text, at)
        elif scalar.style == "'" and text[at : at + 2] == "''":
            at += 2
        else:
            at += 1
    return [*indices, min(at, last)]


def _skip_space(text: str, at: int, end: int, style: str) -> int:
    """Skip white space that is only in the file: indentation and folded line breaks."""
    while at < end:
        if text[at].isspace():
            at += 1
        elif style == '"' and text[at : at + 2] == "\\\n":
            at = _after_escape(text, at)
        else:
            break
    return at


def _after_escape(text: str, at: int) -> int:
    escape = _ESCAPE.match(text, at)
    return escape.end() if escape else at + 1
