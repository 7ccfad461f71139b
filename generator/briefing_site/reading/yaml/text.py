"""What keeps a file from being read as text: bad characters, and conflicts of git."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from briefing_site.diagnostics import Diagnostic, Message, Span
from briefing_site.format import characters, limits
from briefing_site.languages.phrase import both, either, marked
from briefing_site.reading import codes
from briefing_site.reading.repair.line import line_range
from briefing_site.reading.yaml.document import Document

_MOST_BAD = 10
"""How many invisible characters a text may have; a file with more is something else."""
_CONFLICT_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?")


def check_characters(document: Document) -> Iterator[Diagnostic]:
    """Report a byte that is not UTF-8, or else each character that may do harm."""
    try:
        document.content.decode("utf-8")
    except UnicodeDecodeError as error:
        yield _bad_byte(document, error.start)
        return
    text = document.text
    if len(characters.BAD.findall(text)) > _MOST_BAD:
        yield document.report(codes.NO_TEXT, Span.at(1, 1))
        return
    if not characters.BAD.search(text) and not any(characters.heaps(text)):
        return
    help_ = marked("delete it, or type the text again")
    for number, line in enumerate(document.lines, start=1):
        for problem in character_problems(line, help_):
            length = problem.end - problem.start
            span = Span.at(number, problem.start + 1, length)
            yield document.report(problem.message, span, **problem.values)


class CharacterProblem(NamedTuple):
    """Characters of a text that may do harm, from `start` up to `end`."""

    message: Message
    start: int
    end: int
    values: dict[str, Any]
    """For the message."""


def character_problems(text: str, help_: str) -> Iterator[CharacterProblem]:
    """Find characters that may do harm, and letters with too many accents.

    `help_` says what to do about the former.
    """
    for match in characters.BAD.finditer(text):
        what = marked(
            "the invisible character {code} is not allowed",
            code=f"U+{ord(match[0]):04X}",
        )
        message = Message(codes.BAD_CHARACTER, what, help_)
        yield CharacterProblem(message, match.start(), match.end(), {})
    for start, end in characters.heaps(text):
        values = {"number": end - start, "limit": limits.MARKS}
        yield CharacterProblem(codes.TOO_MANY_MARKS, start, end, values)


def _bad_byte(document: Document, index: int) -> Diagnostic:
    before = replace(document, content=document.content[:index]).lines
    message = Message(
        codes.BAD_ENCODING,
        "the byte {byte} is not valid in UTF-8",
        "save the file as UTF-8: in Notepad, choose the encoding under 'Save as'; in VS Code, click the "
        "encoding in the status bar, then 'Save with Encoding'",
    )
    span = Span.at(len(before), len(before[-1]) + 1)
    return document.report(message, span, byte=f"0x{document.content[index]:02x}")


class _Marker(NamedTuple):
    """A line that git writes around two versions."""

    line: int
    sign: str


def check_conflicts(document: Document) -> Iterator[Diagnostic]:
    """Report each place at which git left two versions."""
    markers: list[_Marker] = []
    for number, line in enumerate(document.lines, start=1):
        match = _CONFLICT_MARKER.fullmatch(line)
        if match is None:
            continue
        marker = _Marker(number, match[1][0])
        if marker.sign == "<":
            markers = [marker]
        elif markers:
            markers.append(marker)
        signs = {marker.sign for marker in markers}
        if marker.sign == ">" and signs >= {"<", "="}:
            yield _conflict(document, markers)
            markers = []


def _conflict(document: Document, markers: list[_Marker]) -> Diagnostic:
    start = markers[0].line
    end = markers[-1].line
    middle = [marker.line for marker in markers if marker.sign in "|="]
    versions = [
        line_range(start + 1, middle[0] - 1),
        line_range(middle[-1] + 1, end - 1),
    ]
    all_but_last = ", ".join(str(marker.line) for marker in markers[:-1])
    return document.report(
        codes.CONFLICT,
        Span.at(start, 1, len(document.lines[start - 1])),
        lines=both([all_but_last, str(end)]),
        versions=either(versions),
    )
