"""Files that are no brief at all: documents of other programs, and files with conflicts of git."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Span
from generator.format import characters
from generator.languages.phrase import both, either, marked
from generator.reading import codes
from generator.reading.yaml.document import Document

_SIGNATURES = {
    b"PK\x03\x04": marked("a document of Word or another office program, or a zip file"),
    b"\xd0\xcf\x11\xe0": marked("a document of an old version of Word or Excel"),
    b"%PDF": marked("a PDF file"),
    b"{\\rtf": marked("a formatted document (RTF)"),
    b"\x89PNG": marked("a picture"),
    b"\xff\xd8\xff": marked("a picture"),
}
"""The first bytes of files that people take for text: https://en.wikipedia.org/wiki/List_of_file_signatures."""
_MOST_CONTROLS = 10
"""How many invisible characters a text may have; a file with more is something else."""

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?")


def kind(content: bytes) -> str:
    """What the file is, if it is not a text; empty for a text."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return name
    text = content.decode("utf-8", errors="ignore").removeprefix("\ufeff")
    is_text = len(characters.BAD.findall(text[: 100 * _MOST_CONTROLS])) <= _MOST_CONTROLS
    return (
        ""
        if is_text or content.startswith((b"\xff\xfe", b"\xfe\xff"))
        else marked("the data of another program")
    )


def conflicts(document: Document) -> Iterator[Diagnostic]:
    """Report each place at which git left two versions."""
    marks: list[tuple[int, str]] = []
    for number, line in enumerate(document.lines, start=1):
        found = _CONFLICT.fullmatch(line)
        if not found:
            continue
        mark = found[1][0]
        marks = [(number, mark)] if mark == "<" else [*marks, (number, mark)] if marks else []
        if mark == ">" and marks:
            yield _conflict(document, marks)
            marks = []


def _conflict(document: Document, marks: list[tuple[int, str]]) -> Diagnostic:
    start, end = marks[0][0], marks[-1][0]
    middle = [number for number, mark in marks if mark in "|="]
    first, second = (start + 1, middle[0] - 1), (middle[-1] + 1, end - 1)
    lines = ", ".join(str(number) for number, _ in marks[:-1])
    return document.report_message(
        codes.CONFLICT,
        Span.at(start, 1, len(document.lines[start - 1])),
        lines=both([lines, str(end)]),
        versions=either([_lines(*each) for each in (first, second)]),
    )


def _lines(first: int, last: int) -> str:
    if first > last:
        return marked("nothing")
    if first == last:
        return marked("line {line}", line=first)
    return marked("lines {first} to {last}", first=first, last=last)
