"""JSON for other programs. `version` changes when the structure of the objects does."""

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, in_language, log
from generator.languages.language import DEFAULT, Language

VERSION = 1


def report(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """A JSON document, even if there is nothing to report."""
    document = {
        "version": VERSION,
        "diagnostics": [_object(diagnostic) for diagnostic in in_language(diagnostics, language)],
    }
    return log.as_json(document)


def _object(diagnostic: Diagnostic) -> dict[str, str | int]:
    start, end = diagnostic.span
    return {
        "path": diagnostic.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code.slug,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }
