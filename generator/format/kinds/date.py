"""Dates of any precision, and exact days."""

from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.diagnostics import Message
from generator.format import dates
from generator.format.dates import EdtfDate
from generator.format.kinds.kind import Kind, required_text, whole


def _date(value: object) -> EdtfDate:
    text = required_text(value).strip()
    try:
        return dates.parse(text)
    except dates.DateOrderError as error:
        raise PydanticCustomError(
            "date-order", "the interval ends before it begins", {"text": text}
        ) from error
    except ValueError as error:
        raise PydanticCustomError("bad-date", "not a date", {"text": text, "reason": str(error)}) from error


def _day(value: object) -> EdtfDate:
    try:
        date = _date(value)
    except PydanticCustomError as error:
        kind = "bad-day" if error.type == "bad-date" else error.type
        raise PydanticCustomError(kind, "not a date", error.context) from error
    if not date.is_day:
        raise PydanticCustomError("not-a-day", "not an exact day", {"text": date.text})
    return date


def _written(date: EdtfDate) -> str:
    return date.text


DATE = Kind(
    "edtf",
    "date of any precision",
    written=_written,
    examples=("2010-12-09", "2010-11", "2010", "2010~", "2010-11/2010-12"),
)
DAY = Kind("date", "date (year, month and day)", written=_written, examples=("2010-12-09",))

DateField = Annotated[
    EdtfDate,
    PlainValidator(_date),
    WithJsonSchema(
        {
            "type": ["string", "integer"],  # YAML reads a year as a number
            "format": DATE.name,
            "pattern": whole(dates.PATTERN, r"\s*"),
            "patternErrorMessage": Message.BAD_DATE.help,
            "minimum": 1,
            "maximum": 9999,
            "examples": list(DATE.examples),
        }
    ),
    DATE,
]
"""A date of any precision."""

DayField = Annotated[
    EdtfDate,
    PlainValidator(_day),
    WithJsonSchema(
        {
            "type": "string",
            "format": DAY.name,
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "patternErrorMessage": Message.NOT_A_DAY.help,
            "examples": list(DAY.examples),
        }
    ),
    DAY,
]
"""One exact day."""
