"""Numbers, and whole percentages."""

import math
import re
from typing import Annotated

from pydantic_core import core_schema

from generator.diagnostics import Code, Message
from generator.format.fields.field_type import FieldType, reader, whole
from generator.languages.phrase import marked

BAD_NUMBER = Message(
    Code("bad-number", "The value is not a number, or not one that this field allows.", in_editor=True),
    "'{text}' is not a number",
    "write digits, and a point before a fraction: 1250.5; the unit belongs in 'unit'",
)
BAD_PERCENTAGE = Message(
    BAD_NUMBER.code,
    "'{text}' is not a whole number from 1 to 99",
    "write the percentage without a sign, such as 70 for 70 %",
)

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_PERCENT = re.compile(r"[1-9][0-9]?")
_read_number = reader(_NUMBER.fullmatch, "bad-number", BAD_NUMBER)
_read_percent = reader(_PERCENT.fullmatch, "bad-percentage", BAD_PERCENTAGE)


def written(number: float) -> str:
    """The number as people write it: without an exponent, and without a fraction where there is none."""
    if number.is_integer():
        return str(int(number))
    digits = 15 - max(0, math.floor(math.log10(abs(number))) + 1)
    return f"{number:.{max(digits, 1)}f}".rstrip("0")


class _Number(FieldType):
    def written(self, value: float) -> str:
        return written(value)


NUMBER = _Number(
    "number",
    marked("number"),
    ("42", "3.5"),
    lambda value: float(_read_number(value)),
    whole(_NUMBER.pattern, r"\s*"),
    BAD_NUMBER.help,
    {"type": ["string", "number"]},
    published=core_schema.float_schema(),
    cells={"{0}": lambda number, *_: written(number)},
)
PERCENT = FieldType(
    "percentage",
    marked("whole number from 1 to 99"),
    ("70",),
    lambda value: int(_read_percent(value)),
    whole(_PERCENT.pattern, r"\s*"),
    BAD_PERCENTAGE.help,
    {"type": ["string", "integer"], "minimum": 1, "maximum": 99},
    published=core_schema.int_schema(),
)

NumberField = Annotated[float, NUMBER]
PercentField = Annotated[int, PERCENT]
