"""Text for people at a terminal: the position, the line with a caret, and what to do."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Severity, in_language, log
from generator.languages.language import DEFAULT, Language
from generator.languages.phrase import marked, marked_plural

_NAMES = {Severity.ERROR: marked("error"), Severity.WARNING: marked("warning")}
_NUMBERS = {
    Severity.ERROR: marked_plural("%(count)s error", "%(count)s errors"),
    Severity.WARNING: marked_plural("%(count)s warning", "%(count)s warnings"),
}
WIDEST_EXCERPT = 110
"""Characters. Longer lines are cut around the position, so that the caret stays visible."""


def report(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """A paragraph for each diagnostic, and a line with their number."""
    return f"{paragraphs(diagnostics, language)}{count(diagnostics, language)}\n" if diagnostics else ""


def paragraphs(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """A paragraph for each diagnostic, and an empty line after each."""
    said = (_paragraph(diagnostic, language) for diagnostic in in_language(diagnostics, language))
    return log.harmless("".join(f"{each}\n" for each in said))


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
    if diagnostic.excerpt.strip():
        gutter = f"{start.line:>5} | "
        shown, before, marked = _window(diagnostic)
        caret = " " * _width(before) + "^" * max(1, _width(marked))
        lines += [gutter + shown, " " * (len(gutter) - 2) + "| " + caret]
    help_ = language.gettext("help: %(help)s", help=diagnostic.help)
    lines.append(f"        {help_}")
    return "\n".join(lines) + "\n"


def _window(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """The part of the excerpt to show; in it, what precedes the marked text, and the marked text."""
    line = diagnostic.excerpt
    start, end = diagnostic.span
    first = min(start.column - 1, len(line))
    last = end.column - 1 if end.line == start.line else len(line)
    left = max(0, min(first - WIDEST_EXCERPT // 2, len(line) - WIDEST_EXCERPT))
    shown = "".join(each if each.isprintable() else " " for each in line[left : left + WIDEST_EXCERPT])
    return shown, shown[: first - left], shown[first - left : max(0, last - left)]


def _width(text: str) -> int:
    """The width of the text in a terminal: two columns for a wide character, none for a combining one."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
