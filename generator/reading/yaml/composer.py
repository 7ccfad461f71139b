"""A file to a `Document`: decodes the text, parses it, and repairs syntax errors on the way."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

import yaml

from generator.diagnostics import MAX_DIAGNOSTICS, Diagnostic, Edit, Position, Span
from generator.format import characters, limits
from generator.format.limits import FileLimit
from generator.languages.phrase import both, either, marked
from generator.reading import codes
from generator.reading.repair import libyaml, syntax
from generator.reading.repair.syntax import Fix
from generator.reading.yaml.composition import Composition, LimitError
from generator.reading.yaml.document import Document

MAX_FIXES = 20
"""How many syntax errors of a file are repaired in order to read on."""

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
_ESCAPE_IN_TAG = re.compile("![^\\s%]*%[89a-f][0-9a-f]|%TAG.*%[89a-f][0-9a-f]", re.IGNORECASE)


def compose(
    path: str, content: bytes, keys: frozenset[str] = frozenset(), limit: FileLimit = limits.FILE
) -> tuple[Document, list[Diagnostic]]:
    """Read a file within a limit; `keys` are those of its format, which help to repair it.

    The document has no root if the text can't be read at all.
    """
    nothing = Document(path, b"", None)
    if len(content) > limit.size:
        message = marked(
            "the file has {size:,} bytes; the limit is {limit:,}", size=len(content), limit=limit.size
        )
        help_ = marked("split it into several briefs that refer to one another with 'see_also'")
        return nothing, [nothing.report(codes.TOO_LARGE, Span.at(1, 1), message, help_)]
    if other := _foreign_kind(content):
        return nothing, [nothing.report_message(codes.NO_TEXT, Span.at(1, 1), kind=other)]
    original = Document(path, content, None)
    found = list(islice(_bytes_and_characters(original), MAX_DIAGNOSTICS + 1)) or list(_conflicts(original))
    if found or not original.text.strip():
        return original, found
    return _compose_text(original, keys, limit.values)


def _foreign_kind(content: bytes) -> str:
    """What the file is, if it is not a text; empty for a text."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return name
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""  # a text in UTF-16
    text = content.decode("utf-8", errors="ignore").removeprefix("\ufeff")
    is_text = len(characters.BAD.findall(text[: 100 * _MOST_CONTROLS])) <= _MOST_CONTROLS
    return "" if is_text else marked("the data of another program")


def _bytes_and_characters(document: Document) -> Iterator[Diagnostic]:
    """Report a byte that is not UTF-8, or else each character that may do harm."""
    try:
        document.content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = document.content[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        yield document.report(
            codes.BAD_ENCODING,
            Span.at(line, column),
            marked("the byte {byte} is not valid in UTF-8", byte=f"0x{document.content[error.start]:02x}"),
            marked(
                "save the file as UTF-8: in Notepad, choose the encoding under 'Save as'; in VS Code, click "
                "the encoding in the status bar, then 'Save with Encoding'"
            ),
        )
        return
    help_ = marked("delete it, or type the text again")
    for number, text in enumerate(document.lines, start=1):
        yield from document.report_characters(text, partial(_span, number), help_)
    for number, text in enumerate(document.lines, start=1):
        yield from document.report_heaps(text, partial(_span, number))


def _span(line: int, start: int, end: int) -> Span:
    return Span.at(line, start + 1, end - start)


def _conflicts(document: Document) -> Iterator[Diagnostic]:
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


def _compose_text(
    original: Document, keys: frozenset[str], most_values: int
) -> tuple[Document, list[Diagnostic]]:
    """Parse the text, repairing syntax errors until it can be read: so one run reports everything else."""
    errors: list[Diagnostic] = []
    document = original
    for _ in range(MAX_FIXES):
        composition = Composition(document, most_values)
        try:
            root = composition.document_root()
        except LimitError as limit:
            return original, [*errors, limit.diagnostic]
        except UnicodeDecodeError:
            return original, [*errors, _bad_tag(original)]
        except yaml.MarkedYAMLError as error:
            fix = syntax.find(document.readable, error, keys)
            errors.append(_syntax_error(document, error, fix))
            if fix is None:
                return original, errors
            document = replace(document, repaired=fix.text)
        else:
            separator = composition.separator
            joined = _without_separator(document, separator, most_values) if separator else None
            document, found = joined or (replace(document, root=root), composition.diagnostics)
            return document, [*errors, *found]
    return original, errors


def _bad_tag(document: Document) -> Diagnostic:
    """Only the escapes in a tag can stand for bytes that are no text."""
    found = _ESCAPE_IN_TAG.search(document.text)
    before = document.text[: found.start() if found else 0].split("\n")
    span = Span.at(len(before), len(before[-1]) + 1, len(found[0]) if found else 1)
    message = marked("YAML reads this as a tag, and it is not UTF-8")
    help_ = marked("put a text that starts with '{character}' in quotation marks", character="!")
    return document.report(codes.UNSUPPORTED_YAML, span, message, help_)


def _syntax_error(document: Document, error: yaml.MarkedYAMLError, fix: Fix | None) -> Diagnostic:
    """The error in plain words, with the help and the edits of its fix if there is one."""
    line, column = libyaml.position(error)
    message, help_, _ = libyaml.explanation(error)
    if fix is None:
        return document.report(codes.SYNTAX, Span.at(line + 1, column + 1), message, help_)
    edits = _edits(document, fix) if fix.is_certain else ()
    if not fix.message:
        return document.report(codes.SYNTAX, Span.at(line + 1, column + 1), message, fix.help, edits)
    length = max(1, len(document.lines[fix.line].rstrip()) - fix.column)
    span = Span.at(fix.line + 1, fix.column + 1, length)
    return document.report(codes.SYNTAX, span, fix.message, fix.help, edits)


def _edits(document: Document, fix: Fix) -> tuple[Edit, ...]:
    """The lines that the fix changes, unless a fix before has changed one of them."""
    edits = []
    triples = zip(document.lines, document.readable_lines, fix.text.split("\n"), strict=True)
    for number, (line, before, after) in enumerate(triples, start=1):
        if before == after:
            continue
        if line != before:
            return ()
        end = Position(number, len(line) + 1) if after or not line.strip() else Position(number + 1, 1)
        edits.append(Edit(Span(Position(number, 1), end), after))
    return tuple(edits)


def _without_separator(
    document: Document, separator: Diagnostic, most_values: int
) -> tuple[Document, list[Diagnostic]] | None:
    """The file without the '---' between its parts; `None` if these are not one brief."""
    lines = list(document.readable_lines)
    lines[separator.span.start.line - 1] = ""
    document = replace(document, repaired="\n".join(lines))
    composition = Composition(document, most_values)
    try:
        root = composition.document_root()
    except (LimitError, UnicodeDecodeError, yaml.MarkedYAMLError):
        return None
    if any(diagnostic.code == codes.DUPLICATE_KEY for diagnostic in composition.diagnostics):
        return None  # two briefs
    return replace(document, root=root), [separator, *composition.diagnostics]
