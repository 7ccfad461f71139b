"""The output formats of `briefs diff`: a module with a function `report` for each."""

from typing import Protocol

from generator.history.records import Changes
from generator.history.reporters import json, markdown, text
from generator.site.language import DEFAULT, Language


class ChangesReporter(Protocol):
    """Makes a report of changes."""

    def __call__(self, changes: Changes, language: Language = DEFAULT) -> str:
        """The report in a language."""


REPORTERS: dict[str, ChangesReporter] = {
    "text": text.report,
    "json": json.report,
    "markdown": markdown.report,
}
