"""A file to a `Document`: decodes the text, parses it, and repairs syntax errors on the way."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import yaml

from briefing_site.diagnostics import (
    MAX_DIAGNOSTICS,
    Diagnostic,
    Edit,
    Message,
    Position,
    Span,
)
from briefing_site.format import limits
from briefing_site.format.limits import FileLimit
from briefing_site.format.traversal import Keys
from briefing_site.languages.phrase import marked
from briefing_site.reading import codes, repair
from briefing_site.reading.repair.fix import Certainty, Fix
from briefing_site.reading.repair.line import keeps_comment
from briefing_site.reading.yaml import parser, text
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.tree import LimitError, TreeBuilder

MAX_FIXES = 20
"""How many syntax errors of a file are repaired in order to read on."""

_ESCAPE_IN_TAG = re.compile(
    "![^\\s%]*%[89a-f][0-9a-f]|%TAG.*%[89a-f][0-9a-f]", re.IGNORECASE
)
_NO_KEYS = Keys()


def compose(
    path: str,
    content: bytes,
    keys: Keys = _NO_KEYS,
    limit: FileLimit = limits.FILE,
    fixes: Sequence[Fix] = (),
) -> tuple[Document, list[Diagnostic]]:
    """Read a file within a limit, and report what is wrong with it as a text and as YAML.

    `keys` are those of its format, which help to repair it. `fixes` are repairs to make first, each of the
    text after the one before. The document has no root if the text can't be read at all.
    """
    empty = Document(path, b"", None)
    if len(content) > limit.size:
        too_large = empty.report(
            codes.TOO_MANY_BYTES,
            Span.at(1, 1),
            size=len(content),
            limit=limit.size,
        )
        return empty, [too_large]
    document = Document(path, content, None)
    problems = list(islice(text.check_characters(document), MAX_DIAGNOSTICS + 1))
    if not problems:
        problems = list(text.check_conflicts(document))
    if problems or not document.text.strip():
        return document, problems
    return _compose_text(document, keys, limit.values, fixes)


def _compose_text(
    original: Document, keys: Keys, max_values: int, fixes: Sequence[Fix]
) -> tuple[Document, list[Diagnostic]]:
    """Parse the text, repairing syntax errors until it can be read: so one run reports everything else."""
    errors: list[Diagnostic] = []
    document = original
    for fix in fixes:
        document, error = _repaired(document, fix)
        errors.append(error)
    for _ in range(MAX_FIXES):
        builder = TreeBuilder(document, max_values)
        try:
            root = builder.document_root()
        except LimitError as limit:
            return original, [*errors, limit.diagnostic]
        except UnicodeDecodeError:
            return original, [*errors, _bad_tag(original)]
        except yaml.MarkedYAMLError as yaml_error:
            syntax_fix = repair.find(document.readable, yaml_error, keys)
            if syntax_fix is None:
                return original, [*errors, _syntax_error(document, yaml_error)]
            document, error = _repaired(document, syntax_fix)
            errors.append(error)
            continue
        if builder.separator:
            joined = _without_separator(document, builder.separator, max_values)
            if joined:
                document, diagnostics = joined
                return document, [*errors, *diagnostics]
        return replace(document, root=root), [*errors, *builder.diagnostics]
    return original, errors


def _bad_tag(document: Document) -> Diagnostic:
    """Only the escapes in a tag can stand for bytes that are no text."""
    match = _ESCAPE_IN_TAG.search(document.text)
    start, end = match.span() if match else (0, 1)
    message = marked("YAML reads this as a tag, and it is not UTF-8")
    help_ = marked(
        "put a text that starts with '{character}' in quotation marks", character="!"
    )
    return document.report(
        Message(codes.UNSUPPORTED_YAML, message, help_), document.range(start, end)
    )


def _syntax_error(document: Document, error: yaml.MarkedYAMLError) -> Diagnostic:
    """The report of an error for which there is no fix."""
    line, column = parser.error_position(error)
    return document.report(codes.INVALID_YAML, Span.at(line + 1, column + 1))


def _repaired(document: Document, fix: Fix) -> tuple[Document, Diagnostic]:
    """The document after a fix, and the report of what it repairs."""
    edits = _edits(document, fix)
    length = len(document.lines[fix.number].rstrip()) - fix.column
    error = document.report(
        Message(codes.SYNTAX, fix.message, fix.help),
        Span.at(fix.number + 1, fix.column + 1, max(1, length)),
        edits=edits if fix.certainty is Certainty.CERTAIN else (),
    )
    moves = dict(document.moves)
    if fix.certainty is Certainty.IF_VALID:
        moves[error] = edits
    return replace(document, repaired=fix.text, moves=moves), error


def _edits(document: Document, fix: Fix) -> tuple[Edit, ...]:
    """The lines that the fix changes, unless a fix before has changed one of them, or a comment changes."""
    edits = []
    for index, new in enumerate(fix.lines):
        old = document.lines[index]
        readable = document.readable_lines[index]
        if new == readable:
            continue
        if readable != old or not keeps_comment(old, new):
            return ()
        start = Position(index + 1, 1)
        end = Position(index + 1, len(old) + 1)
        if not new and old.strip():
            end = Position(index + 2, 1)  # the whole line goes
        edits.append(Edit(Span(start, end), new))
    return tuple(edits)


def _without_separator(
    document: Document, separator: Diagnostic, max_values: int
) -> tuple[Document, list[Diagnostic]] | None:
    """The file without the '---' between its parts; `None` if these are not one brief."""
    lines = list(document.readable_lines)
    lines[separator.span.start.line - 1] = ""
    document = replace(document, repaired="\n".join(lines))
    builder = TreeBuilder(document, max_values)
    try:
        root = builder.document_root()
    except (LimitError, UnicodeDecodeError, yaml.MarkedYAMLError):
        return None
    for diagnostic in builder.diagnostics:
        if diagnostic.code == codes.DUPLICATE_KEY:
            return None  # two briefs
    return replace(document, root=root), [separator, *builder.diagnostics]
