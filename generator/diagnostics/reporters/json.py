"""JSON for other programs. `version` changes when the structure of the objects does."""

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, log

VERSION = 1


def report(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON document, even if there is nothing to report."""
    document = {"version": VERSION, "diagnostics": [_object(diagnostic) for diagnostic in diagnostics]}
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
