"""A file to a `Document`: decodes the text, parses it, and fixes syntax errors on the way."""

import re
from dataclasses import replace
from itertools import chain, islice

import yaml

from generator.diagnostics import MAX_DIAGNOSTICS, Diagnostic, Edit, Position, Span
from generator.format import characters, limits
from generator.format.limits import FileLimit
from generator.languages.phrase import marked
from generator.reading import codes, foreign
from generator.reading.composition import Composition, LimitError
from generator.reading.repair import libyaml, syntax_fixes
from generator.reading.repair.fix import Fix
from generator.reading.yaml.document import Document

_ESCAPE_IN_TAG = re.compile("![^\\s%]*%[89a-f][0-9a-f]|%TAG.*%[89a-f][0-9a-f]", re.IGNORECASE)

MAX_FIXES = 20
"""How many syntax errors of a file are fixed in order to read on."""


def compose(
    path: str, content: bytes, keys: frozenset[str] = frozenset(), limit: FileLimit = limits.FILE
) -> tuple[Document, list[Diagnostic]]:
    """Read a file within a limit; `keys` are those of its format, which help to fix it.

    The document has no root if the text can't be read at all.
    """
    if len(content) > limit.size:
        document = Document(path, "", None)
        message = marked(
            "the file has {size:,} bytes; the limit is {limit:,}", size=len(content), limit=limit.size
        )
        help_ = marked("split it into several briefs that refer to one another with 'see_also'")
        return document, [document.report(codes.TOO_LARGE, Span.at(1, 1), message, help_)]
    other = foreign.kind(content)
    if other:
        document = Document(path, "", None)
        return document, [document.report_message(codes.NO_TEXT, Span.at(1, 1), kind=other)]
    text, diagnostics = _decode(path, content)
    diagnostics = diagnostics or list(foreign.conflicts(Document(path, text, None)))
    if diagnostics or not text.strip():
        return Document(path, text, None), diagnostics
    return _compose_text(path, text, keys, limit.values)


def _decode(path: str, content: bytes) -> tuple[str, list[Diagnostic]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        document = Document(path, content.decode("utf-8", errors="replace"), None)
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message = marked("the byte {byte} is not valid in UTF-8", byte=f"0x{content[error.start]:02x}")
        help_ = marked(
            "save the file as UTF-8: in Notepad, choose the encoding under 'Save as'; in VS Code, click the "
            "encoding in the status bar, then 'Save with Encoding'"
        )
        span = Span.at(line, column)
        return document.text, [document.report(codes.BAD_ENCODING, span, message, help_)]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    document = Document(path, text, None)
    bad = (
        document.report(
            codes.BAD_CHARACTER,
            Span.at(number, match.start() + 1),
            marked("the invisible character {code} is not allowed", code=f"U+{ord(match.group()):04X}"),
            marked("delete it, or type the text again"),
        )
        for number, line in enumerate(document.lines, start=1)
        for match in characters.BAD.finditer(line)
    )
    heaps = (
        document.report_message(
            codes.TOO_MANY_MARKS,
            Span.at(number, start + 1, end - start),
            number=end - start,
            limit=limits.MARKS,
        )
        for number, line in enumerate(document.lines, start=1)
        for start, end in characters.heaps(line)
    )
    return text, list(islice(chain(bad, heaps), MAX_DIAGNOSTICS + 1))


def _compose_text(path: str, text: str, keys: frozenset[str], most: int) -> tuple[Document, list[Diagnostic]]:
    """Parse the text, fixing syntax errors until it can be read, so that one run reports everything else."""
    original = Document(path, text, None)
    errors: list[Diagnostic] = []
    readable = text
    for _ in range(MAX_FIXES):
        composition = Composition(Document(path, text, None, readable), most)
        try:
            root = composition.document_root()
        except LimitError as limit:
            return original, [*errors, limit.diagnostic]
        except UnicodeDecodeError:
            return original, [*errors, _bad_tag(original)]
        except yaml.MarkedYAMLError as error:
            fix = syntax_fixes.find(readable, error, keys)
            errors.append(
                replace(_syntax_error(composition.document, error, fix), edits=_edits(text, readable, fix))
            )
            if fix is None:
                return original, errors
            readable = fix.text
        else:
            document = Document(path, text, root, readable)
            separator = composition.separator
            joined = _without_separator(document, separator, most) if separator else None
            document, found = joined or (document, composition.diagnostics)
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


def _edits(text: str, readable: str, fix: Fix | None) -> tuple[Edit, ...]:
    """The lines that the fix changes, if it is certain and no fix before has changed them."""
    if fix is None or not fix.is_certain:
        return ()
    edits = []
    triples = zip(text.split("\n"), readable.split("\n"), fix.text.split("\n"), strict=True)
    for number, (line, before, after) in enumerate(triples, start=1):
        if before == after:
            continue
        if line != before:
            return ()
        end = Position(number, len(line) + 1) if after or not line.strip() else Position(number + 1, 1)
        edits.append(Edit(Span(Position(number, 1), end), after))
    return tuple(edits)


def _syntax_error(document: Document, error: yaml.MarkedYAMLError, fix: Fix | None) -> Diagnostic:
    """The error in plain words, with the help of its fix if there is one."""
    if fix is not None and fix.message:
        length = max(1, len(document.lines[fix.line].rstrip()) - fix.column)
        span = Span.at(fix.line + 1, fix.column + 1, length)
        return document.report(codes.SYNTAX, span, fix.message, fix.help)
    line, column = libyaml.position(error)
    explanation = libyaml.explanation(error)
    help_ = fix.help if fix else explanation.help
    return document.report(codes.SYNTAX, Span.at(line + 1, column + 1), explanation.message, help_)


def _without_separator(
    document: Document, separator: Diagnostic, most: int
) -> tuple[Document, list[Diagnostic]] | None:
    """The file without the '---' between its parts; `None` if these are not one brief."""
    lines = list(document.readable_lines)
    lines[separator.span.start.line - 1] = ""
    readable = "\n".join(lines)
    composition = Composition(Document(document.path, document.text, None, readable), most)
    try:
        root = composition.document_root()
    except (LimitError, UnicodeDecodeError, yaml.MarkedYAMLError):
        return None
    if any(diagnostic.code == codes.DUPLICATE_KEY for diagnostic in composition.diagnostics):
        return None  # two briefs
    return replace(document, root=root, readable=readable), [separator, *composition.diagnostics]
