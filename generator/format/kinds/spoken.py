"""The words of a quote, without quotation marks around them, because the page adds its own."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.format.kinds.text import Words

_PAIRS = ("“”", "””", "„“", "„”", "‘’", "‚‘", "‚’", "«»", "»«", "‹›", "›‹", "「」", "『』", '""')
"""Opening and closing marks of English, German, French, Russian and Chinese texts."""

PATTERN = r"\s*(?:" + "|".join(f"{pair[0]}[^{pair}]*{pair[1]}" for pair in _PAIRS) + r")\s*"
"""A regular expression, in Python and JavaScript, for a text between two marks with none of them inside; so
not for `“Yes” and “no”`."""


def _unmarked(text: str) -> str:
    if re.fullmatch(PATTERN, text):
        raise PydanticCustomError("quotation-marks", "in quotation marks", {"text": text})
    return text


Spoken = Annotated[
    Words,
    AfterValidator(_unmarked),
    Field(json_schema_extra={"not": {"type": "string", "pattern": f"^{PATTERN}$"}}),
]
"""The words of a quote, without quotation marks around them."""
