"""A file to a `Document`: bytes to text, text to a tree, and on the way mends what stops it."""

from dataclasses import replace
from itertools import islice

import yaml

from generator.diagnostics import MOST_MISTAKES, Code, Diagnostic, Span
from generator.documents.document import Document
from generator.fixes import syntax_errors, syntax_fixes
from generator.format import characters
from generator.reading.composition import Composition, RefusedError

LARGEST_FILE = 128 * 1024
"""Bytes. The longest briefs are about 40 KB."""


def compose(
    path: str, content: bytes, keys: frozenset[str] = frozenset(), largest: int = LARGEST_FILE
) -> tuple[Document, list[Diagnostic]]:
    """Read one file of at most so many bytes; `keys` are those that its format has, to recognise slips.

    The document has no root where the text can't be read at all.
    """
    if len(content) > largest:
        document = Document(path, "", None)
        message = f"the file has {len(content):,} bytes; {largest:,} is the limit"
        help_ = "split it into several briefs that name one another under 'see_also'"
        return document, [document.report(Code.TOO_LARGE, Span.at(1, 1), message, help_)]
    text, diagnostics = _decode(path, content)
    if diagnostics:
        return Document(path, text, None), diagnostics
    return _compose_text(path, text, keys)


def _decode(path: str, content: bytes) -> tuple[str, list[Diagnostic]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        document = Document(path, content.decode("utf-8", errors="replace"), None)
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{content[error.start]:02x} is not part of any UTF-8 character"
        help_ = (
            "save the file as UTF-8: Notepad asks for the encoding under 'Save as'; in VS Code click the "
            "encoding below the text, then 'Save with Encoding'"
        )
        span = Span.at(line, column)
        return document.text, [document.report(Code.BAD_ENCODING, span, message, help_)]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    document = Document(path, text, None)
    bad = (
        document.report(
            Code.BAD_CHARACTER,
            Span.at(number, match.start() + 1),
            f"the invisible character U+{ord(match.group()):04X} is not allowed",
            "delete it, or type the text anew",
        )
        for number, line in enumerate(document.lines, start=1)
        for match in characters.BAD.finditer(line)
    )
    return text, list(islice(bad, MOST_MISTAKES + 1))


def _compose_text(path: str, text: str, keys: frozenset[str]) -> tuple[Document, list[Diagnostic]]:
    """Compose; after a mistake whose mend is known, mend it and read on.

    So a contributor learns of everything else in the same run.
    """
    original = Document(path, text, None)
    mistakes: list[Diagnostic] = []
    readable = text
    for _ in range(syntax_errors.MOST_REPAIRS):
        composition = Composition(Document(path, text, None, readable))
        try:
            root = composition.document_root()
        except RefusedError as refusal:
            return original, [*mistakes, refusal.diagnostic]
        except yaml.MarkedYAMLError as error:
            mend = syntax_fixes.find(readable, error, keys)
            mistakes.append(syntax_errors.explain(composition.document, error, mend))
            if mend is None:
                return original, mistakes
            readable = mend.text
        else:
            read = Document(path, text, root, readable)
            joined = _joined(read, composition.second) if composition.second else None
            document, found = joined or (read, composition.diagnostics)
            return document, [*mistakes, *found]
    return original, mistakes


def _joined(document: Document, marker: Diagnostic) -> tuple[Document, list[Diagnostic]] | None:
    """The file without the '---' in its midst, and its mistakes; `None` where that makes no sense of it."""
    lines = list(document.readable_lines)
    lines[marker.span.start.line - 1] = ""
    readable = "\n".join(lines)
    composition = Composition(Document(document.path, document.text, None, readable))
    try:
        root = composition.document_root()
    except (RefusedError, yaml.MarkedYAMLError):
        return None
    if any(each.code is Code.DUPLICATE_KEY for each in composition.diagnostics):
        return None  # two briefs
    return replace(document, root=root, readable=readable), [marker, *composition.diagnostics]
