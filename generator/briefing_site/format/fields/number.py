"""The types of numbers and percentages."""

from decimal import Decimal
from typing import Annotated

from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from briefing_site.diagnostics import Code, Message
from briefing_site.format.fields.field_type import (
    CheckedType,
    whole_with_blanks,
)
from briefing_site.languages.phrase import marked

BAD_NUMBER = Message(
    Code(
        "bad-number",
        "The value is not a number, or not one that this field allows.",
        in_editor=True,
    ),
    "'{text}' is not a number",
    "write digits, and a point before a fraction: 1250.5; the unit belongs in 'unit'",
)
BAD_PERCENTAGE = Message(
    BAD_NUMBER.code,
    "'{text}' is not a whole number from 1 to 99",
    "write the percentage without a sign, such as 70 for 70 %",
)

_NUMBER = r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_PERCENT = "[1-9][0-9]?"


class NumberType(CheckedType):
    name = "number"
    description = marked("number")
    examples = ("42", "3.5")
    pattern = whole_with_blanks(_NUMBER)
    pattern_help = BAD_NUMBER.help
    error = "bad-number"
    message = BAD_NUMBER
    json_types = ["string", "number"]
    data_type = core_schema.float_schema()

    def read(self, value: object) -> float:
        return float(super().read(value))

    def to_text(self, value: float) -> str:
        """The number without an exponent, and without a fraction where there is none."""
        if value.is_integer():
            return str(int(value))
        return f"{Decimal(str(value)):f}"


class PercentType(CheckedType):
    name = "percentage"
    description = marked("whole number from 1 to 99")
    examples = ("70",)
    pattern = whole_with_blanks(_PERCENT)
    pattern_help = BAD_PERCENTAGE.help
    error = "bad-percentage"
    message = BAD_PERCENTAGE
    json_types = ["string", "integer"]
    data_type = core_schema.int_schema()

    def read(self, value: object) -> int:
        return int(super().read(value))

    def file_schema(self) -> JsonSchemaValue:
        return {
            **super().file_schema(),
            "minimum": 1,
            "maximum": 99,
        }


NUMBER = NumberType()
PERCENT = PercentType()

NumberField = Annotated[float, NUMBER]
PercentField = Annotated[int, PERCENT]
