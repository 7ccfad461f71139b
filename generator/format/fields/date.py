"""Dates of any precision, and exact days."""

from dataclasses import replace
from typing import Annotated

from pydantic_core import PydanticCustomError

from generator.diagnostics import Message
from generator.format import dates
from generator.format.dates import EdtfDate
from generator.format.fields.field_type import FieldType, ReadBy, described, required_text, whole
from generator.languages.phrase import marked


def _date(value: object) -> EdtfDate:
    text = required_text(value).strip()
    try:
        return dates.parse(text)
    except dates.DateOrderError as error:
        raise PydanticCustomError(
            "date-order", "the interval ends before it begins", {"text": text}
        ) from error
    except ValueError as error:
        raise PydanticCustomError(
            "bad-date", "not a date", {"text": text, "reason": error.args[0]}
        ) from error


def _day(value: object) -> EdtfDate:
    try:
        date = _date(value)
    except PydanticCustomError as error:
        kind = "bad-day" if error.type == "bad-date" else error.type
        raise PydanticCustomError(kind, "not a date", error.context) from error
    if not date.is_day:
        raise PydanticCustomError("not-a-day", "not an exact day", {"text": date.text})
    return date


DATE = FieldType(
    "edtf",
    marked("date of any precision"),
    written=lambda date: date.text,
    examples=("2010-12-09", "2010-11", "2010", "2010~", "2010-11/2010-12"),
)
DAY = replace(DATE, name="date", description=marked("date (year, month and day)"), examples=("2010-12-09",))

DateField = Annotated[
    EdtfDate,
    ReadBy(_date),
    described(
        DATE,
        whole(dates.PATTERN, r"\s*"),
        Message.BAD_DATE.help,
        type=["string", "integer"],  # YAML reads a year as a number
        minimum=1,
        maximum=9999,
    ),
    DATE,
]
"""A date of any precision."""

DayField = Annotated[
    EdtfDate,
    ReadBy(_day),
    described(DAY, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Message.NOT_A_DAY.help),
    DAY,
]
"""One exact day."""
