"""The output formats of a link check: one module each, with a function `report`."""

from collections.abc import Callable, Sequence

from generator.sources.link_check.link_check import CheckedSource
from generator.sources.link_check.reporters import json, text

Reporter = Callable[[Sequence[CheckedSource], int], str]
"""Takes the results, and the number of sources without an address."""

REPORTERS: dict[str, Reporter] = {"text": text.report, "json": json.report}
