"""Dates of any precision, and exact days."""

import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from pydantic_core import core_schema

from generator.diagnostics import Code, Message
from generator.format import dates
from generator.format.dates import EdtfDate
from generator.format.fields.field_type import (
    DataContext,
    FieldType,
    described,
    invalid,
    required_text,
    whole,
)
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
    BAD_DATE.code, "'{text}' is not an exact day", "write the day as year-month-day, such as 2010-12-09"
)
BACKWARD_INTERVAL = Message(
    Code("date-order", "Two dates are in an impossible order."),
    "'{text}' ends before it begins",
    "write the earlier date first",
)


class When(BaseModel):
    """A date that says how exact it is."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    edtf: str
    """The date in the Extended Date/Time Format, such as 2010-11, 2010~ or 2010-11/2010-12."""
    words: str
    """The date in English."""
    earliest: datetime.date | None
    """The first day that it can mean; null where the beginning is open."""
    latest: datetime.date | None
    """The last day that it can mean; null where the end is open."""
    precision: Literal["day", "month", "season", "year", "decade", "century", "interval"]
    """How exactly the date is known; an interval goes from one date to another."""
    approximate: bool
    """Whether it is an estimate ("about")."""
    uncertain: bool
    """Whether the source is in doubt."""


def _date(value: object, kind: str = "bad-date", message: Message = BAD_DATE) -> EdtfDate:
    text = required_text(value).strip()
    try:
        return dates.parse(text)
    except dates.DateOrderError as error:
        raise invalid("date-order", BACKWARD_INTERVAL, text=text) from error
    except ValueError as error:
        raise invalid(kind, message, text=text, reason=error.args[0]) from error


def _day(value: object) -> EdtfDate:
    date = _date(value, "bad-day", BAD_DAY)
    if not date.is_day:
        raise invalid("not-a-day", NOT_A_DAY, text=date.text)
    return date


class _Day(FieldType):
    def written(self, value: EdtfDate) -> str:
        return value.text

    def data(self, value: EdtfDate, context: DataContext) -> Any:  # noqa: ANN401, ARG002 -- JSON
        return value.text


class _Date(_Day):
    of_date: ClassVar = ("earliest", "latest")

    def data(self, value: EdtfDate, context: DataContext) -> Any:  # noqa: ANN401 -- JSON
        ends = [moment for moment in (value.first, value.last) if moment]
        return When(
            edtf=value.text,
            words=context.date_in_words(value),
            earliest=value.earliest if value.first else None,
            latest=value.latest if value.last else None,
            precision="interval" if value.is_interval else ends[0].precision,
            approximate=any(moment.approximate for moment in ends),
            uncertain=any(moment.uncertain for moment in ends),
        ).model_dump(mode="json")


DATE = _Date(
    "edtf",
    marked("date of any precision"),
    ("2010-12-09", "2010-11", "2010", "2010~", "2010-11/2010-12"),
    _date,
    whole(dates.PATTERN, r"\s*"),
    BAD_DATE.help,
    {"type": ["string", "integer"], "minimum": 1, "maximum": 9999},  # YAML reads a year as a number
    published=described(When),
    scaffold=lambda known: (known.day,),
    columns={"{0}": "edtf"},
    cells={"{0}": lambda date, *_: date["edtf"], "{0}_in_words": lambda date, *_: date["words"]},
)
DAY = _Day(
    "date",
    marked("date (year, month and day)"),
    ("2010-12-09",),
    _day,
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    NOT_A_DAY.help,
    published=core_schema.date_schema(),
    scaffold=lambda known: (known.day,),
)

DateField = Annotated[EdtfDate, DATE]
DayField = Annotated[EdtfDate, DAY]
