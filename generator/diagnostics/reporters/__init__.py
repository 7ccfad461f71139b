"""Formats of reports: a module each, with a function `report`.

A new format is a new module and a line in `REPORTERS`.
"""

from collections.abc import Callable, Sequence

from generator.diagnostics import Diagnostic
from generator.diagnostics.reporters import github, json, sarif, text

Reporter = Callable[[Sequence[Diagnostic]], str]

REPORTERS: dict[str, Reporter] = {
    "text": text.report,
    "github": github.report,
    "json": json.report,
    "sarif": sarif.report,
}
