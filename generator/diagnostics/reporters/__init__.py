"""Formats of reports: a module each, with a function `report`.

A new format is a new module and a line in `REPORTERS`.
"""

from collections.abc import Sequence
from typing import Protocol

from generator.diagnostics import Diagnostic
from generator.diagnostics.reporters import github, json, sarif, text
from generator.languages.language import DEFAULT, Language


class Reporter(Protocol):
    """Makes a report of diagnostics."""

    def __call__(self, diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
        """The report in a language."""


REPORTERS: dict[str, Reporter] = {
    "text": text.report,
    "github": github.report,
    "json": json.report,
    "sarif": sarif.report,
}
