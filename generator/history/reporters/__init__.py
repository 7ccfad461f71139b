"""The output formats of `briefs diff`: a module with a function `report` for each."""

from collections.abc import Callable

from generator.history.records import Changes
from generator.history.reporters import json, markdown, text

Reporter = Callable[[Changes], str]

REPORTERS: dict[str, Reporter] = {"text": text.report, "json": json.report, "markdown": markdown.report}
