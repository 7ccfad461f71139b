"""Texts of which YAML joins lines that look like paragraphs or a list."""

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

from briefing_site.diagnostics import Code, Diagnostic, Edit, Message, Severity, Span
from briefing_site.format.prose import PlainText
from briefing_site.format.prose_parser import parse
from briefing_site.reading import ParsedFile, Scalar

FOLDED = Message(
    Code(
        "joined-lines",
        "Lines that look like a list, or like paragraphs, are one text for YAML.",
        Severity.WARNING,
    ),
    "YAML joins the lines of this text, so that its paragraphs or lists are one",
    "write '{meant}' in place of '{mark}', so that the lines stay",
)
JOINED_ENTRIES = Message(
    FOLDED.code,
    FOLDED.text,
    "write this '-', and those that follow, right below the '-' of the entry above",
)
ON_THE_LINE = Message(
    FOLDED.code,
    FOLDED.text,
    "write '|' after the colon or the hyphen, and the whole text on the lines below it, each line indented",
)

_BLOCK_MARK = r"(?:^|\n)[ \t]*(?:[-+*>•·]|\d{1,9}[.)]|#{1,6})[ \t].*"
_LOOKS_LIKE_BLOCKS = re.compile(
    rf"(?:{_BLOCK_MARK}){{2}}"
    rf"|\n[ \t]*\n[ \t]*[^\s#]|\n[ \t]*(?:```|~~~)|(?:^|\n)[ \t]*#{{1,6}}[ \t].*\n"
)
_NEXT_ENTRY = re.compile(r"(?<=\n) *(?P<hyphen>-) +\S")


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    document = file.document
    if document.repaired is not None:
        return  # the repair may have joined them
    for location, prose in file.prose.items():
        scalar = document.scalar(location)
        written = document.readable[scalar.start : scalar.end].rstrip()
        if _keeps_lines(scalar, written) or not _looks_like_blocks(scalar, written):
            continue
        if _plain(_unfolded(scalar, written)) == _plain(prose.source):
            continue
        if scalar.style == ">":
            mark = written.partition("\n")[0].partition(" ")[0]
            meant = mark.replace(">", "|")
            edit = Edit(Span.at(scalar.line, scalar.column), "|")
            yield document.report(FOLDED, scalar, "", (edit,), mark=mark, meant=meant)
            continue
        next_entry = _NEXT_ENTRY.search(written)
        if isinstance(location[-1], int) and next_entry:
            hyphen = scalar.start + next_entry.start("hyphen")
            span = document.range(hyphen, hyphen + 1)
            yield document.report(JOINED_ENTRIES, span)
        else:
            yield document.report(ON_THE_LINE, scalar)


def _looks_like_blocks(scalar: Scalar, written: str) -> bool:
    if not scalar.style and _NEXT_ENTRY.search(written):
        return True
    return _LOOKS_LIKE_BLOCKS.search(written) is not None


def _keeps_lines(scalar: Scalar, written: str) -> bool:
    """Whether a text keeps its lines, or its author knows how YAML joins them."""
    if scalar.style == "|" or "\n\n" in scalar.text:
        return True
    return scalar.style == '"' and "\\" in written


def _unfolded(scalar: Scalar, written: str) -> str:
    """The text with the lines that it has in the file."""
    first, _, others = written.partition("\n")
    if scalar.style == ">":
        return dedent(others)
    text = f"{first}\n{dedent(others)}"
    if scalar.style:
        text = text[1:-1]
    if scalar.style == "'":
        text = text.replace("''", "'")
    return text


def _plain(text: str) -> str:
    return PlainText(lambda citation: f"[{citation.source}]").blocks(parse(text).blocks)
