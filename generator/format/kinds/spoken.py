"""Quotation marks around a whole quote: the page sets its own, so these would be printed twice."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.format.kinds.text import Words

_PAIRS = ("“”", "””", "„“", "„”", "‘’", "‚‘", "‚’", "«»", "»«", "‹›", "›‹", "「」", "『』", '""')
"""An opening mark and a closing one, as texts in English, German, French, Russian and Chinese have them."""

PATTERN = r"\s*(?:" + "|".join(f"{pair[0]}[^{pair}]*{pair[1]}" for pair in _PAIRS) + r")\s*"
"""A text within two marks that has none of them in between: not `“Yes” and “no”`. Python and JavaScript
read it alike."""


def _unmarked(text: str) -> str:
    if re.fullmatch(PATTERN, text):
        raise PydanticCustomError("quotation-marks", "marks around it", {"text": text})
    return text


Spoken = Annotated[
    Words,
    AfterValidator(_unmarked),
    Field(json_schema_extra={"not": {"type": "string", "pattern": f"^{PATTERN}$"}}),
]
"""The words of a quote, without quotation marks around them."""
