"""Dates as people often write them, converted to the format of briefs."""

import calendar
import re
from collections.abc import Iterable

from babel.dates import get_month_names

from generator.format import dates

_MONTHS = {
    name.casefold().rstrip("."): number
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale="en").items()
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_LONGEST = 60
"""Characters of a text that can be a date."""
_YEAR = r"(?P<year>\d{4})"
_NAME = rf"(?P<name>{'|'.join(sorted(_MONTHS | _SEASONS, key=len, reverse=True))})t?\.?"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th|\.)?"
_FORMATS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}(?: of)? {_NAME},? {_YEAR}",  # 14 May 2024
        rf"{_NAME} {_DAY},? {_YEAR}",  # May 14, 2024
        rf"(?:in )?{_NAME}(?: of)?,? {_YEAR}",  # May 2024
        rf"{_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:[t ]\d.*)?",  # 2024/5/14, with or without a time
        rf"{_YEAR}[-/.](?P<month>\d\d?)",  # 2024/5
        rf"(?P<day>\d\d?)[-/.](?P<month>\d\d?)[-/.]{_YEAR}",  # 14.05.2024
        rf"(?P<month>\d\d?)[-/.](?P<day>\d\d?)[-/.]{_YEAR}",  # 05/14/2024
        rf"(?P<month>\d\d?)[-/.]{_YEAR}",  # 05-2024
        _YEAR,
    )
)
_INTERVAL = re.compile(r"(?:from |between )?(.+?)(?: to | until | and |–|—| [-/] |(?<=\d{4})-(?=\d{4}))(.+)")


def possible_dates(text: str) -> tuple[str, ...]:
    """The dates that the text may mean: several if a day could be a month, none if the text is unclear."""
    words = " ".join(text.casefold().split())
    if len(words) > _LONGEST:
        return ()
    if about := re.fullmatch(r"(?:about|around|approximately|circa|ca?\.?) ?(.+)", words):
        return _valid(f"{date}~" for date in _single(about[1]))
    if since := re.fullmatch(r"since (.+)|(.+?)(?: to |-|–)(?:today|now|present)", words):
        return _valid(f"{date}/.." for date in _single(since[1] or since[2]))
    if until := re.fullmatch(r"(?:until|till|before) (.+)", words):
        return _valid(f"../{date}" for date in _single(until[1]))
    if decade := re.fullmatch(r"(?:the )?(\d{3})0'?s", words):
        return (f"{decade[1]}X",)
    if (single := _single(words)) or not (interval := _INTERVAL.fullmatch(words)):
        return single
    return _valid(f"{first}/{last}" for first in _single(interval[1]) for last in _single(interval[2]))


def _single(words: str) -> tuple[str, ...]:
    found = (match.groupdict() for format_ in _FORMATS if (match := format_.fullmatch(words.strip())))
    return _valid(_iso(**parts) for parts in found)


def _iso(year: str, name: str = "", month: str = "", day: str = "") -> str:
    """The date in the format of briefs; a day past the end of its month becomes the last one."""
    if not (name or month):
        return year
    number = _MONTHS.get(name) or _SEASONS.get(name) or int(month)
    last = calendar.monthrange(int(year) or 1, number)[1] if 1 <= number <= 12 else 0
    exact = f"-{min(int(day), last):02}" if day and int(day) <= 31 else "-?" if day else ""
    return f"{year}-{number:02}{exact}"


def _valid(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that are valid dates, each once."""
    return tuple(text for text in dict.fromkeys(texts) if _is_date(text))


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError:
        return False
    return True
