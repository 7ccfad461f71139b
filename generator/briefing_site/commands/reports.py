"""Shows diagnostics, and ends a command with the exit code that they call for."""

import sys
from collections.abc import Sequence

import click

from briefing_site.commands.terminal import say, site_language
from briefing_site.diagnostics import Diagnostic, reporters

ERRORS_IN_BRIEFS = 1
"""The exit code of a command that found errors in briefs."""
WRONG_USE = 2
"""The exit code of a command that was called wrongly, or that could not read or write."""


def refuse_errors(errors: Sequence[Diagnostic], consequence: str) -> None:
    """Report errors in briefs and their consequence, and end the command; do nothing without errors."""
    if errors:
        click.echo(reporters.text(errors, site_language()), err=True)
        say(consequence, err=True)
        sys.exit(ERRORS_IN_BRIEFS)


def report(
    diagnostics: Sequence[Diagnostic], format_: str, summary: str, note: str = ""
) -> None:
    """Show diagnostics; in the format for people with a summary, their number and a note.

    Ends the command if there are errors.
    """
    language = site_language()
    if format_ == "text":
        paragraphs = reporters.paragraphs(diagnostics, language)
        number = reporters.count(diagnostics, language)
        click.echo(f"{paragraphs}{summary}{number}{note}")
    else:
        reporter = reporters.REPORTERS[format_]
        click.echo(reporter(diagnostics, language), nl=False)
    for diagnostic in diagnostics:
        if diagnostic.severity == "error":
            sys.exit(ERRORS_IN_BRIEFS)
