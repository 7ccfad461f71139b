"""Plain texts: lines, texts of a few sentences, and the words of a quote."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from generator.diagnostics import Code, Message
from generator.format import limits
from generator.format.fields.field_type import EMPTY, FieldType, one_line
from generator.languages.phrase import marked

QUOTATION_MARKS = Message(
    Code("quotation-marks", "A quote is in quotation marks, but the page adds its own.", in_editor=True),
    "the quote is in quotation marks, but the page adds its own",
    "delete the quotation marks at the beginning and at the end of the quote",
)

NUMBERS_TOO: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": EMPTY.help,
}
"""Text that is not empty; YAML reads some as numbers or booleans, such as the title 1984."""

LINE = FieldType("line", marked("text, up to {limit:,} characters", limit=limits.LINE), words=str)
WORDS = FieldType("words", marked("text, up to {limit:,} characters", limit=limits.WORDS), words=str)

Line = Annotated[
    str,
    BeforeValidator(one_line),
    StringConstraints(max_length=limits.LINE),
    Field(json_schema_extra=NUMBERS_TOO),
    LINE,
]
"""Plain text on one line; line breaks in the file become spaces."""

Words = Annotated[
    str,
    BeforeValidator(one_line),
    StringConstraints(max_length=limits.WORDS),
    Field(json_schema_extra=NUMBERS_TOO),
    WORDS,
]
"""Plain text of a few sentences."""

_PAIRS = ("“”", "””", "„“", "„”", "‘’", "‚‘", "‚’", "«»", "»«", "‹›", "›‹", "「」", "『』", '""')
"""Opening and closing marks of English, German, French, Russian and Chinese texts."""

QUOTED = r"\s*(?:" + "|".join(f"{pair[0]}[^{pair}]*{pair[1]}" for pair in _PAIRS) + r")\s*"
"""A regular expression, in Python and JavaScript, for a text between two marks with none of them inside; so
not for `“Yes” and “no”`."""


def _unmarked(text: str) -> str:
    if re.fullmatch(QUOTED, text):
        raise PydanticCustomError("quotation-marks", "in quotation marks", {"message": QUOTATION_MARKS})
    return text


Spoken = Annotated[
    Words,
    AfterValidator(_unmarked),
    Field(json_schema_extra={"not": {"type": "string", "pattern": f"^{QUOTED}$"}}),
]
"""The words of a quote, without quotation marks around them."""
