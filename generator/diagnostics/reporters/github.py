"""GitHub workflow commands, which GitHub shows on the lines of a pull request.

Format: "Workflow commands for GitHub Actions", https://docs.github.com/actions/reference.
"""

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, in_language
from generator.languages.language import DEFAULT, Language


def report(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """One command per line."""
    return "".join(_command(diagnostic) for diagnostic in in_language(diagnostics, language))


def _command(diagnostic: Diagnostic) -> str:
    start, end = diagnostic.span
    properties = {
        "file": diagnostic.path,
        "line": str(start.line),
        "endLine": str(end.line),
        "col": str(start.column),
        # GitHub accepts an end column only on a single line
        **({"endColumn": str(end.column)} if start.line == end.line else {}),
        "title": diagnostic.code.slug,
    }
    message = f"{diagnostic.message}\n{diagnostic.help}"
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{diagnostic.severity} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
