"""The types of dates: of any precision, and exact days."""

import datetime
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from briefing_site.diagnostics import Code, Message
from briefing_site.format import dates
from briefing_site.format.dates import EdtfDate
from briefing_site.format.fields.field_type import (
    DataContext,
    FieldType,
    NewBrief,
    invalid,
    model_schema,
    required_text,
    whole,
    whole_with_blanks,
)
from briefing_site.languages.phrase import marked

BAD_DATE = Message(
    Code(
        "bad-date",
        "The value is not a valid date (EDTF, levels 0 and 1).",
        in_editor=True,
    ),
    "'{text}' is not a valid date: {reason}",
    "write a date such as 2010-12-09, 2010-12, 2010, 2010~ (about), 2010? (uncertain), 2010-11/2010-12 "
    "or 2010/.. (since)",
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
    precision: Literal[
        "day", "month", "season", "year", "decade", "century", "interval"
    ]
    """How exactly the date is known; an interval goes from one date to another."""
    approximate: bool
    """Whether it is an estimate ("about")."""
    uncertain: bool
    """Whether the source is in doubt."""


class DateType(FieldType):
    """A date of any precision."""

    name = "edtf"
    description = marked("date of any precision")
    examples = ("2010-12-09", "2010-11", "2010", "2010~", "2010-11/2010-12")
    pattern = whole_with_blanks(dates.PATTERN)
    pattern_help = BAD_DATE.help
    json_types = ["string", "integer"]
    data_type = model_schema(When)

    def read(self, value: object) -> EdtfDate:
        return _read_date(value, "bad-date", BAD_DATE)

    def to_text(self, value: EdtfDate) -> str:
        return value.text

    def to_data(self, value: EdtfDate, context: DataContext) -> dict[str, object]:
        moments = [moment for moment in (value.first, value.last) if moment]
        when = When(
            edtf=value.text,
            words=context.date_in_words(value),
            earliest=None,
            latest=None,
            precision=moments[0].precision,
            approximate=any(moment.approximate for moment in moments),
            uncertain=any(moment.uncertain for moment in moments),
        )
        if value.first:
            when.earliest = value.earliest
        if value.last:
            when.latest = value.latest
        if value.is_interval:
            when.precision = "interval"
        return when.model_dump(mode="json")

    def in_new_brief(self, brief: NewBrief) -> Sequence[str]:
        return (brief.day,)

    def file_schema(self) -> JsonSchemaValue:
        return {
            **super().file_schema(),
            "minimum": 1,
            "maximum": 9999,
        }


class DayType(FieldType):
    """An exact day."""

    name = "date"
    description = marked("date (year, month and day)")
    examples = ("2010-12-09",)
    pattern = whole("[0-9]{4}-[0-9]{2}-[0-9]{2}")
    pattern_help = NOT_A_DAY.help
    data_type = core_schema.date_schema()

    def read(self, value: object) -> EdtfDate:
        date = _read_date(value, "bad-day", BAD_DAY)
        if not date.is_day:
            raise invalid("not-a-day", NOT_A_DAY, text=date.text)
        return date

    def to_text(self, value: EdtfDate) -> str:
        return value.text

    def to_data(self, value: EdtfDate, context: DataContext) -> str:
        return value.text

    def in_new_brief(self, brief: NewBrief) -> Sequence[str]:
        return (brief.day,)


def _read_date(value: object, error: str, message: Message) -> EdtfDate:
    text = required_text(value).strip()
    try:
        return dates.parse(text)
    except dates.DateOrderError as reason:
        raise invalid("date-order", BACKWARD_INTERVAL, text=text) from reason
    except ValueError as reason:
        raise invalid(error, message, text=text, reason=reason.args[0]) from reason


DATE = DateType()
DAY = DayType()

DateField = Annotated[EdtfDate, DATE]
DayField = Annotated[EdtfDate, DAY]
