"""Writes the edits of diagnostics into a file, and leaves everything else as it is, byte for byte."""

import re
from collections.abc import Iterable

from generator.diagnostics import Edit, Position

_BREAK = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


def apply(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The file after the edits; of two that overlap, only the first is made.

    Raises `UnicodeDecodeError` if the file is not UTF-8.
    """
    text = content.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    found = _BREAK.search(text)
    line_break = found[0] if found else "\n"
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def index(position: Position) -> int:
        if position.line > len(starts):
            return len(text)
        return min(starts[position.line - 1] + position.column - 1, len(text))

    parts, at = [mark], 0
    for edit in sorted(set(edits)):
        start, end = index(edit.span.start), index(edit.span.end)
        if start >= at:
            parts += [text[at:start], edit.text.replace("\n", line_break)]
            at = end
    return "".join([*parts, text[at:]]).encode()
