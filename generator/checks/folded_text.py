"""Prose whose lines YAML joins, although they look like a list, a quotation or paragraphs."""

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

from generator.diagnostics import Diagnostic, Edit, Message, Span
from generator.format.prose.parser import parse
from generator.format.prose.tree import PlainText
from generator.reading import codes
from generator.reading.folder import ParsedFile
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar

FOLDED = Message(
    codes.JOINED_ENTRY.code,
    "YAML joins the lines of this text, so that its paragraphs or lists are one",
    "write '{meant}' in place of '{mark}', so that the lines stay",
)
ON_THE_LINE = Message(
    FOLDED.code,
    FOLDED.text,
    "write '|' after the colon or the hyphen, and the whole text on the lines below it, each line indented",
)

_MARK = r"(?:^|\n)[ \t]*(?:[-+*>•·]|\d{1,9}[.)]|#{1,6})[ \t].*"
_LOOKS_LIKE_BLOCKS = re.compile(
    rf"\n[ \t]*\n[ \t]*[^\s#]|(?:{_MARK}){{2}}|\n[ \t]*(?:```|~~~)|(?:^|\n)[ \t]*#{{1,6}}[ \t].*\n"
)
_ENTRY = re.compile(r"\n *- +\S")
"""What `JOINED_LIST` is about."""


def check_file(file: ParsedFile[Any]) -> Iterator[Diagnostic]:
    document = file.document
    for location, prose in file.prose.items():
        scalar = document.scalar(location)
        written = document.readable[scalar.start : scalar.end]
        is_reported = not scalar.style and _ENTRY.search(written)
        # whoever, or whatever, begins a paragraph behind two empty lines knows how lines are joined
        is_kept = "\n\n" in scalar.text or scalar.style == "|" or (scalar.style == '"' and "\\" in written)
        if is_reported or is_kept or not _LOOKS_LIKE_BLOCKS.search(written.rstrip()):
            continue
        text = _unfolded(written, scalar)
        if _plain(text) == _plain(prose.source):
            continue
        if scalar.style == ">":
            edits = (Edit(Span.at(scalar.line, scalar.column), "|"),) if document.repaired is None else ()
            mark = written.partition("\n")[0].partition(" ")[0]
            yield document.report_message(
                FOLDED, scalar.span, "", edits, mark=mark, meant=mark.replace(">", "|")
            )
        else:
            yield document.report_message(ON_THE_LINE, scalar.span, "", _as_block(document, scalar, text))


def _unfolded(written: str, scalar: Scalar) -> str:
    """The text with the lines that it has in the file."""
    first, _, others = written.rstrip().partition("\n")
    if scalar.style == ">":
        return dedent(others)
    text = f"{first}\n{dedent(others)}"
    inner = text[1:-1] if scalar.style else text
    return inner.replace("''", "'") if scalar.style == "'" else inner


def _plain(text: str) -> str:
    return PlainText(lambda citation: f"[{citation.source}]").blocks(parse(text).blocks)


def _as_block(document: Document, scalar: Scalar, text: str) -> tuple[Edit, ...]:
    """The edit that writes the text below its key; nothing where that is not possible."""
    span = document.whole(scalar)
    continued = document.lines[scalar.line : span.end.line]
    space = min(len(line) - len(line.lstrip(" ")) for line in continued if line.strip())
    is_last = not document.lines[span.end.line - 1][span.end.column - 1 :].strip()
    if document.repaired is not None or not (space and is_last) or document.is_in_brackets(scalar):
        return ()
    lines = (f"{' ' * space}{line}".rstrip() for line in text.strip().split("\n"))
    return (Edit(span, "\n".join(["|-", *lines])),)
