"""How a survey is shown: one module a format, each with a function `report`."""

from collections.abc import Callable, Sequence

from generator.sources.link_check.link_check import Surveyed
from generator.sources.link_check.reporters import json, text

Reporter = Callable[[Sequence[Surveyed], int], str]
"""Takes what was found out, and how many sources have no address."""

REPORTERS: dict[str, Reporter] = {"text": text.report, "json": json.report}
