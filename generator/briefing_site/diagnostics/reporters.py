"""Formats of reports: a function each, and a line in `REPORTERS`."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from briefing_site.diagnostics import Diagnostic, Severity, in_language, log
from briefing_site.languages.language import DEFAULT, Language
from briefing_site.languages.phrase import marked, marked_plural

Json = dict[str, object]

_NAMES = {Severity.ERROR: marked("error"), Severity.WARNING: marked("warning")}
_NUMBERS = {
    Severity.ERROR: marked_plural("%(count)s error", "%(count)s errors"),
    Severity.WARNING: marked_plural("%(count)s warning", "%(count)s warnings"),
}
FEW = 50
"""Diagnostics that are not counted by code."""
WIDEST_EXCERPT = 110
"""Characters. Longer lines are cut around the position, so that the caret stays visible."""


def text(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """For people at a terminal: the position, the line with a caret, what to do, and how many there are."""
    return (
        f"{paragraphs(diagnostics, language)}{count(diagnostics, language)}\n"
        if diagnostics
        else ""
    )


def paragraphs(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """A paragraph for each diagnostic, with an empty line after each; for many, the number of each code."""
    listed = "".join(
        _paragraph(each, language) for each in in_language(diagnostics, language)
    )
    return log.harmless(f"{listed}{_by_code(diagnostics)}")


def _by_code(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are of each code, the most first; nothing if they are few."""
    numbers = sorted(
        Counter(each.code.slug for each in diagnostics).items(),
        key=lambda each: (-each[1], each[0]),
    )
    lines = "".join(f"{number:>5} | {code}\n" for code, number in numbers)
    return f"{lines}\n" if len(diagnostics) > FEW else ""


def count(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """The number of errors and warnings, such as `2 errors, 1 warning`."""
    numbers = Counter(diagnostic.severity for diagnostic in diagnostics)
    return ", ".join(
        language.ngettext(*_NUMBERS[severity], number)
        for severity in Severity
        if (number := numbers[severity]) or severity is Severity.ERROR
    )


def _paragraph(diagnostic: Diagnostic, language: Language) -> str:
    start = diagnostic.span.start
    place = f"{diagnostic.path}:{start.line}:{start.column}"
    kind = f"{language.gettext(_NAMES[diagnostic.severity])}[{diagnostic.code.slug}]"
    lines = [f"{place}: {kind}: {diagnostic.message}"]
    if shown := excerpt(diagnostic):
        lines.append(shown)
    help_ = language.gettext("help: %(help)s", help=diagnostic.help)
    return "\n".join([*lines, f"        {help_}\n\n"])


def excerpt(diagnostic: Diagnostic) -> str:
    """The line with its number, and below it carets under what is wrong; empty if it shows nothing."""
    if not diagnostic.excerpt.strip():
        return ""
    gutter = f"{diagnostic.span.start.line:>5} | "
    shown, before, marked = _window(diagnostic)
    caret = " " * _width(before) + "^" * max(1, _width(marked))
    return f"{gutter}{shown}\n{' ' * (len(gutter) - 2)}| {caret}"


def _window(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """The part of the excerpt to show; in it, what precedes the marked text, and the marked text."""
    line = diagnostic.excerpt
    start, end = diagnostic.span
    first = min(start.column - 1, len(line))
    last = end.column - 1 if end.line == start.line else len(line)
    left = max(0, min(first - WIDEST_EXCERPT // 2, len(line) - WIDEST_EXCERPT))
    shown = "".join(
        each if each.isprintable() else " "
        for each in line[left : left + WIDEST_EXCERPT]
    )
    return shown, shown[: first - left], shown[first - left : max(0, last - left)]


def _width(text: str) -> int:
    """The width of the text in a terminal: two columns for a wide character, none for a combining one."""
    return sum(
        0
        if unicodedata.combining(character)
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def github(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """Workflow commands, one a line, which GitHub shows on the lines of a pull request.

    Format: "Workflow commands for GitHub Actions", https://docs.github.com/actions/reference.
    """
    return "".join(
        _github_command(diagnostic) for diagnostic in in_language(diagnostics, language)
    )


def _github_command(diagnostic: Diagnostic) -> str:
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
    escaped = {
        key: _github_data(value).replace(":", "%3A").replace(",", "%2C")
        for key, value in properties.items()
    }
    listed = ",".join(f"{key}={value}" for key, value in escaped.items())
    return f"::{diagnostic.severity} {listed}::{_github_data(message)}\n"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def json(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """JSON for other programs, even if there is nothing to report."""
    document = {
        "version": 1,  # changes when the structure of the objects does
        "diagnostics": [as_data(each) for each in in_language(diagnostics, language)],
    }
    return log.as_json(document)


def as_data(diagnostic: Diagnostic) -> Json:
    """Lines and columns are counted from 1; columns are in characters."""
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


def sarif(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """SARIF 2.1.0, the OASIS standard: a log of one run, whose rules are the codes that were found.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/
    """
    codes = sorted({each.code for each in diagnostics}, key=lambda code: code.slug)
    rules = [
        {
            "id": each.slug,
            "shortDescription": {"text": language.gettext(each.explanation)},
            "defaultConfiguration": {"level": each.severity.value},
        }
        for each in codes
    ]
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "briefs", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    _sarif_result(diagnostic, codes.index(diagnostic.code), language)
                    for diagnostic in in_language(diagnostics, language)
                ],
            }
        ],
    }
    return log.as_json(document)


def _sarif_result(diagnostic: Diagnostic, rule_index: int, language: Language) -> Json:
    start, end = diagnostic.span
    message = language.gettext(
        "%(message)s Help: %(help)s", message=diagnostic.message, help=diagnostic.help
    )
    return {
        "ruleId": diagnostic.code.slug,
        "ruleIndex": rule_index,
        "level": diagnostic.severity.value,
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(diagnostic.path)},
                    "region": {
                        "startLine": start.line,
                        "startColumn": start.column,
                        "endLine": end.line,
                        "endColumn": end.column,
                    },
                }
            }
        ],
    }


REPORTERS = {"text": text, "github": github, "json": json, "sarif": sarif}
