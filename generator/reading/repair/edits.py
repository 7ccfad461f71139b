"""Writes the edits of diagnostics into a file, and leaves everything else as it is, byte for byte."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from generator.diagnostics import Diagnostic, Edit, Position

MAX_ROUNDS = 50
"""How often files are corrected and checked again."""

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


def correct(
    files: Mapping[str, bytes], check: Callable[[Mapping[str, bytes]], Iterable[Diagnostic]]
) -> Mapping[str, bytes]:
    """The files, by path, with every edit that diagnostics carry.

    An edit may bring to light another mistake, so the files are checked until no edit is left.
    """
    for _ in range(MAX_ROUNDS):
        edits = defaultdict[str, list[Edit]](list)
        for diagnostic in check(files):
            edits[diagnostic.path] += diagnostic.edits
        after = {path: apply(text, edits[path]) if edits[path] else text for path, text in files.items()}
        if after == files:
            break
        files = after
    return files
