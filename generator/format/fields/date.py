"""Dates of any precision, and exact days."""

from dataclasses import replace
from typing import Annotated

from pydantic_core import PydanticCustomError

from generator.diagnostics import Code, Message
from generator.format import dates
from generator.format.dates import EdtfDate
from generator.format.fields.field_type import FieldType, ReadBy, described, required_text, whole
from generator.languages.phrase import marked

BAD_DATE = Message(
    Code("bad-date", "The value is not a valid date (EDTF, levels 0 and 1).", in_editor=True),
    "'{text}' is not a valid date: {reason}",
    "write a date such as 2010-12-09, 2010-12, 2010, 2010~ (about), 2010? (uncertain) or 2010-11/2010-12",
)
BAD_DAY = Message(
    BAD_DATE.code,
    "'{text}' is not a valid date: {reason}",
    "write the day as year-month-day, such as 2010-12-09",
)
NOT_A_DAY = Message(
    BAD_DATE.code,
    "'{text}' is not an exact day",
    "write the day as year-month-day, such as 2010-12-09",
)
BACKWARD_INTERVAL = Message(
    Code("date-order", "Two dates are in an impossible order."),
    "'{text}' ends before it begins",
    "write the earlier date first",
)


def _date(value: object) -> EdtfDate:
    text = required_text(value).strip()
    try:
        return dates.parse(text)
    except dates.DateOrderError as error:
        raise PydanticCustomError(
            "date-order", "not in order", {"message": BACKWARD_INTERVAL, "text": text}
        ) from error
    except ValueError as error:
        raise PydanticCustomError(
            "bad-date", "not a date", {"message": BAD_DATE, "text": text, "reason": error.args[0]}
        ) from error


def _day(value: object) -> EdtfDate:
    try:
        date = _date(value)
    except PydanticCustomError as error:
        if error.type != "bad-date":
            raise
        known = {**(error.context or {}), "message": BAD_DAY}
        raise PydanticCustomError("bad-day", "not a date", known) from error
    if not date.is_day:
        raise PydanticCustomError("not-a-day", "not an exact day", {"message": NOT_A_DAY, "text": date.text})
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
        BAD_DATE.help,
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
    described(DAY, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", NOT_A_DAY.help),
    DAY,
]
"""One exact day."""
