"""Numbers, and whole percentages."""

import math
import re
from typing import Annotated

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Code, Message
from generator.format.fields.field_type import FieldType, described, required_text, whole
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

_NUMBER = r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_PERCENT = r"[1-9][0-9]?"


def _number(value: object) -> float:
    text = required_text(value).strip()
    if not re.fullmatch(_NUMBER, text):
        raise PydanticCustomError("bad-number", "not a number", {"message": BAD_NUMBER, "text": text})
    return float(text)


def _percent(value: object) -> int:
    text = required_text(value).strip()
    if not re.fullmatch(_PERCENT, text):
        raise PydanticCustomError(
            "bad-percentage", "not a percentage", {"message": BAD_PERCENTAGE, "text": text}
        )
    return int(text)


def written(number: float) -> str:
    """The number as people write it: without an exponent, and without a fraction where there is none."""
    if number.is_integer():
        return str(int(number))
    digits = 15 - max(0, math.floor(math.log10(abs(number))) + 1)
    return f"{number:.{max(digits, 1)}f}".rstrip("0")


NUMBER = FieldType("number", marked("number"), written=written, examples=("42", "3.5"))
PERCENT = FieldType("percentage", marked("whole number from 1 to 99"), examples=("70",))

NumberField = Annotated[
    float,
    PlainValidator(_number),
    described(NUMBER, whole(_NUMBER, r"\s*"), BAD_NUMBER.help, type=["string", "number"]),
    NUMBER,
]
"""A number, with a point before its fraction."""

PercentField = Annotated[
    int,
    PlainValidator(_percent),
    described(
        PERCENT,
        whole(_PERCENT, r"\s*"),
        BAD_PERCENTAGE.help,
        type=["string", "integer"],
        minimum=1,
        maximum=99,
    ),
    PERCENT,
]
"""A probability in percent: neither impossible nor certain."""
