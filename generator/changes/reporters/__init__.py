"""How changes are shown: one module a format, each with a function `report`.

A new format is a new module and a line in `REPORTERS`.
"""

from collections.abc import Callable

from generator.changes.records import Changes
from generator.changes.reporters import json, markdown, text

Reporter = Callable[[Changes], str]

REPORTERS: dict[str, Reporter] = {"text": text.report, "json": json.report, "markdown": markdown.report}
