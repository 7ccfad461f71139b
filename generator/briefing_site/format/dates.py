"""Dates of any precision: EDTF, the Extended Date/Time Format, levels 0 and 1.

Specification: https://www.loc.gov/standards/datetime/ (Library of Congress, in ISO 8601-2:2019).
The library `edtf` understands them too, but takes 20 milliseconds or more for each date, and a file may have
a thousand. A test compares the dates of this module with those of the library.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefing_site.languages.phrase import marked

Precision = Literal["day", "month", "season", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One date: a day, or a period such as a month or a year that contains the day."""

    text: str
    earliest: datetime.date
    latest: datetime.date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date, or an interval between two; `None` is an end that is open or unknown."""

    text: str
    first: Moment | None
    last: Moment | None

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def is_day(self) -> bool:
        return not self.is_interval and self.text == self.earliest.isoformat()

    @property
    def earliest(self) -> datetime.date:
        """The first day that the date can mean; `date.min` if its beginning is open or unknown."""
        return self.first.earliest if self.first else datetime.date.min

    @property
    def latest(self) -> datetime.date:
        """The last day that the date can mean; `date.max` if its end is open or unknown."""
        return self.last.latest if self.last else datetime.date.max

    @property
    def year(self) -> int:
        """The year under which lists have the date: the year of its beginning, or else of its end."""
        if self.first is None and self.last is not None:
            return self.last.earliest.year
        return self.earliest.year

    @property
    def order(self) -> tuple[datetime.date, datetime.date, str]:
        """The key to sort by: what begins earlier comes first, then what ends earlier."""
        return self.earliest, self.latest, self.text

    def overlaps(self, other: "EdtfDate") -> bool:
        return self.earliest <= other.latest and other.earliest <= self.latest


_YEARS = "[0-9](?:[0-9]{2}X|[0-9]XX|XXX)"
"""Years whose last digits are not known, such as 199X."""
_MONTH = "(?:0[1-9]|1[0-2])"
_WITHIN_YEAR = "|".join(
    (
        f"{_MONTH}(?:-(?:XX|0[1-9]|1[0-9]|2[0-9]))?",
        f"(?!02){_MONTH}-30",
        "(?:0[13578]|1[02])-31",
        "XX(?:-XX)?",
    )
)
"""A month, or a month and a day; XX stands for one that is not known."""
_SEASON = "2[1-4]"
_MOMENT = (
    "(?!0[0X]{3})"  # years are counted from 0001
    f"(?:[0-9]{{4}}(?:-(?:{_WITHIN_YEAR}))?[?~%]?|{_YEARS}[?~%]?|[0-9]{{4}}-{_SEASON})"
)
PATTERN = rf"{_MOMENT}(?:/(?:{_MOMENT}|\.\.)?)?|(?:\.\.)?/{_MOMENT}"
"""A regular expression for dates and intervals, in Python and JavaScript.

It does not know which years have a 29 February, or which of two dates is earlier.
"""

_PARTS = re.compile(
    f"([0-9]{{4}}|{_YEARS})(?:-([0-9]{{2}}|XX)(?:-([0-9]{{2}}|XX))?)?([?~%])?"
)
"""The year, month, day and sign of a date.

Unlike `PATTERN`, it matches dates that do not exist, such as 2010-13, so that an error can say what is wrong.
"""
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12)}
"""The first and the last month of each season, on the northern hemisphere.

Winter is December only, as in the library `edtf`: January and February are not in the year that is written.
"""
_PRECISION_OF_YEARS: tuple[Precision, ...] = ("year", "decade", "century")
"""The precision of a year without a month, by how many of its digits are X. Three X count as two."""
_MAX_LENGTH = 40
"""Characters. The longest dates have 23; a text of a megabyte need not be compared with the pattern."""
_BAD_FORMAT = marked("dates are written as YYYY-MM-DD")


class DateOrderError(ValueError):
    """An interval ends before it begins. `fields.date` has the message that contributors read."""


@lru_cache(maxsize=4096)
def parse(text: str) -> EdtfDate:
    """Parse a date or an interval.

    Raises `ValueError` with the reason, to be shown to contributors, and `DateOrderError`.
    """
    if len(text) > _MAX_LENGTH:
        raise ValueError(marked("it is too long"))
    start, slash, end = text.partition("/")
    if not slash:
        moment = _moment(text)
        return EdtfDate(text, moment, moment)
    first = _end_of_interval(start)
    last = _end_of_interval(end)
    if first is None and last is None:
        raise ValueError(marked("a period must have at least one date"))
    if first and last and last.latest < first.earliest:
        raise DateOrderError("the interval ends before it begins")
    return EdtfDate(text, first, last)


def parse_valid(text: str) -> EdtfDate | None:
    """The date; `None` if the text is not a valid one."""
    try:
        return parse(text)
    except ValueError:
        return None


def _end_of_interval(text: str) -> Moment | None:
    """The date at one of the two ends of an interval; `None` if this end is open or unknown."""
    if text in {"", ".."}:
        return None
    return _moment(text)


def _moment(text: str) -> Moment:
    """Parse a date that is not an interval. Raises `ValueError` with the reason if it is not valid."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise ValueError(_BAD_FORMAT)
    year, month, day, sign = parts.groups()
    first_year = int(year.replace("X", "0"))
    last_year = int(year.replace("X", "9"))
    if first_year == 0:
        raise ValueError(marked("years start at 0001"))
    is_season = month in _SEASONS and day is None
    if month and "X" in year:
        raise ValueError(_BAD_FORMAT)
    if month == "XX" and day not in {None, "XX"}:
        raise ValueError(_BAD_FORMAT)
    if is_season and sign:
        raise ValueError(_BAD_FORMAT)
    precision: Precision
    if is_season:
        first_month, last_month = _SEASONS[month]
        precision = "season"
    elif month in {None, "XX"}:
        first_month = 1
        last_month = 12
        precision = _PRECISION_OF_YEARS[min(year.count("X"), 2)]
    elif 1 <= int(month) <= 12:
        first_month = int(month)
        last_month = first_month
        precision = "month"
    else:
        raise ValueError(marked("there is no month {month}", month=month))
    earliest = datetime.date(first_year, first_month, 1)
    last_day = calendar.monthrange(last_year, last_month)[1]
    latest = datetime.date(last_year, last_month, last_day)
    if day not in {None, "XX"}:
        earliest = _day(latest, day)
        latest = earliest
        precision = "day"
    approximate = sign in {"~", "%"}
    uncertain = sign in {"?", "%"}
    return Moment(text, earliest, latest, precision, approximate, uncertain)


def _day(last_day: datetime.date, day: str) -> datetime.date:
    """The day of this number in the month that ends with `last_day`.

    Raises `ValueError` with the reason if the month has no such day.
    """
    if 1 <= int(day) <= last_day.day:
        return last_day.replace(day=int(day))
    raise ValueError(
        marked(
            "{month} has no day {day}; its last day is {length}",
            month=last_day.isoformat()[:7],
            day=day,
            length=last_day.day,
        )
    )
