"""Formats of reports: a function each, and a line in `REPORTERS`."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from briefing_site.diagnostics import Code, Diagnostic, Severity, in_language, log
from briefing_site.languages.language import DEFAULT, Language
from briefing_site.languages.phrase import marked, marked_plural

Json = dict[str, object]

_NAMES = {Severity.ERROR: marked("error"), Severity.WARNING: marked("warning")}
_NUMBERS = {
    Severity.ERROR: marked_plural("%(count)s error", "%(count)s errors"),
    Severity.WARNING: marked_plural("%(count)s warning", "%(count)s warnings"),
}
MANY = 50
"""From more diagnostics than these on, they are also counted by code."""
WIDEST_EXCERPT = 110
"""Characters. Longer lines are cut around the position, so that the caret stays visible."""


def text(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """For people at a terminal: the position, the line with a caret, what to do, and how many there are."""
    if not diagnostics:
        return ""
    return f"{paragraphs(diagnostics, language)}{count(diagnostics, language)}\n"


def paragraphs(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """A paragraph for each diagnostic, with an empty line after each; for many, the number of each code."""
    report = ""
    for diagnostic in in_language(diagnostics, language):
        report += _paragraph(diagnostic, language)
    if len(diagnostics) > MANY:
        report += _numbers_by_code(diagnostics)
    return log.harmless(report)


def count(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """The number of errors, and that of warnings if there are any, such as `2 errors, 1 warning`."""
    numbers = Counter(diagnostic.severity for diagnostic in diagnostics)
    counts = []
    for severity, (one, many) in _NUMBERS.items():
        if numbers[severity] or severity is Severity.ERROR:
            counts.append(language.ngettext(one, many, numbers[severity]))
    return ", ".join(counts)


def _numbers_by_code(diagnostics: Sequence[Diagnostic]) -> str:
    """A line for each code with the number of its diagnostics, the most first, then an empty line."""
    codes = sorted(diagnostic.code.slug for diagnostic in diagnostics)
    lines = ""
    for code, number in Counter(codes).most_common():
        lines += f"{number:>5} | {code}\n"
    return f"{lines}\n"


def _paragraph(diagnostic: Diagnostic, language: Language) -> str:
    line, column = diagnostic.span.start
    severity = language.gettext(_NAMES[diagnostic.severity])
    code = diagnostic.code.slug
    paragraph = (
        f"{diagnostic.path}:{line}:{column}: {severity}[{code}]: {diagnostic.message}\n"
    )
    shown = excerpt(diagnostic)
    if shown:
        paragraph += f"{shown}\n"
    help_ = language.gettext("help: %(help)s", help=diagnostic.help)
    return f"{paragraph}        {help_}\n\n"


def excerpt(diagnostic: Diagnostic) -> str:
    """The line with its number, and below it carets under what is wrong; empty if it shows nothing."""
    line = diagnostic.excerpt
    if not line.strip():
        return ""
    start, end = diagnostic.span
    first = min(start.column - 1, len(line))
    last = len(line)
    if end.line == start.line:
        last = end.column - 1
    # of a long line, the part around the position
    left = min(first - WIDEST_EXCERPT // 2, len(line) - WIDEST_EXCERPT)
    left = max(left, 0)
    shown = log.printable(line[left : left + WIDEST_EXCERPT])
    indentation = _width(shown[: first - left])
    wrong = shown[first - left : max(0, last - left)]
    carets = " " * indentation + "^" * max(1, _width(wrong))
    number = f"{start.line:>5}"
    return f"{number} | {shown}\n{' ' * len(number)} | {carets}"


def _width(text: str) -> int:
    """The width of the text in a terminal: two columns for a wide character, none for a combining one."""
    width = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        is_wide = unicodedata.east_asian_width(character) in "WF"
        width += 2 if is_wide else 1
    return width


def github(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """Workflow commands, one a line, which GitHub shows on the lines of a pull request.

    Format: "Workflow commands for GitHub Actions", https://docs.github.com/actions/reference.
    """
    commands = ""
    for diagnostic in in_language(diagnostics, language):
        commands += _github_command(diagnostic)
    return commands


def _github_command(diagnostic: Diagnostic) -> str:
    start, end = diagnostic.span
    properties = {
        "file": diagnostic.path,
        "line": str(start.line),
        "endLine": str(end.line),
        "col": str(start.column),
    }
    # GitHub accepts an end column only on a single line
    if start.line == end.line:
        properties["endColumn"] = str(end.column)
    properties["title"] = diagnostic.code.slug
    escaped = []
    for key, value in properties.items():
        data = _github_data(value).replace(":", "%3A").replace(",", "%2C")
        escaped.append(f"{key}={data}")
    message = _github_data(f"{diagnostic.message}\n{diagnostic.help}")
    return f"::{diagnostic.severity} {','.join(escaped)}::{message}\n"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def json(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """JSON for other programs, even if there is nothing to report."""
    translated = in_language(diagnostics, language)
    document = {
        "version": 1,  # changes when the structure of the objects does
        "diagnostics": [as_data(diagnostic) for diagnostic in translated],
    }
    return log.as_json(document)


def as_data(diagnostic: Diagnostic) -> Json:
    """A diagnostic for JSON. Lines and columns are counted from 1; columns are in characters."""
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
    codes = {diagnostic.code for diagnostic in diagnostics}
    rules = sorted(codes, key=lambda code: code.slug)
    results = []
    for diagnostic in in_language(diagnostics, language):
        rule_index = rules.index(diagnostic.code)
        results.append(_sarif_result(diagnostic, rule_index, language))
    driver = {
        "name": "briefs",
        "rules": [_sarif_rule(code, language) for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return log.as_json(document)


def _sarif_rule(code: Code, language: Language) -> Json:
    return {
        "id": code.slug,
        "shortDescription": {"text": language.gettext(code.explanation)},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _sarif_result(diagnostic: Diagnostic, rule_index: int, language: Language) -> Json:
    start, end = diagnostic.span
    message = language.gettext(
        "%(message)s Help: %(help)s", message=diagnostic.message, help=diagnostic.help
    )
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    location = {
        "artifactLocation": {"uri": quote(diagnostic.path)},
        "region": region,
    }
    return {
        "ruleId": diagnostic.code.slug,
        "ruleIndex": rule_index,
        "level": diagnostic.severity.value,
        "message": {"text": message},
        "locations": [{"physicalLocation": location}],
    }


REPORTERS = {"text": text, "github": github, "json": json, "sarif": sarif}
