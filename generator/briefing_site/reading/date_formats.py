"""Dates as people often write them, converted to the format of briefs."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from babel.dates import get_day_names, get_month_names

from briefing_site.format import dates

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "uk",
    "ru",
    "kk",
    "uz",
    "tr",
    "fa",
    "ar",
)
"""Languages whose names of months are known; all would take two seconds. The first one prevails."""

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""By the numbers that EDTF has for them in place of months."""
_LONGEST = 60
"""Characters of a text that can be a date."""
_YEAR = r"(?P<year>\d{4})"
_NAME = r"(?P<name>[^\d\s,./'–—-]+)\.?"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th|er|\.)?"
_LAST_DAY = r"(?P<last>\d\d?)(?:st|nd|rd|th|er|\.)?"
_GAP = r"(?:[ ,/-]+(?:of |de )?)"
_BETWEEN = "(?: to | until | and | bis | ?[–—] ?| [-/] |-)"

_SINGLE_DATES = (
    rf"{_DAY}{_GAP}{_NAME}{_GAP}{_YEAR}",  # 14 May 2024, 14-May-2024
    rf"{_NAME}{_GAP}{_DAY}{_GAP}{_YEAR}",  # May 14, 2024
    rf"{_YEAR}{_GAP}{_NAME}{_GAP}{_DAY}",  # 2024 May 14
    rf"(?:in |im )?{_NAME}{_GAP}{_YEAR}",  # May 2024
    rf"{_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:[t ]\d.*)?",  # 2024/5/14, with or without a time
    r"(?P<year>\d{4})年(?P<month>\d\d?)月(?:(?P<day>\d\d?)日)?",  # as in Chinese and Japanese
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)",  # 20240514
    rf"{_YEAR}[-/.](?P<month>\d\d?)",  # 2024/5
    rf"(?P<day>\d\d?)[-/.](?P<month>\d\d?)[-/.]{_YEAR}",  # 14.05.2024
    rf"(?P<month>\d\d?)[-/](?P<day>\d\d?)[-/]{_YEAR}",  # 05/14/2024; with dots, the day is always first
    rf"(?P<month>\d\d?)[-/.]{_YEAR}",  # 05-2024
    _YEAR,
)
_ABOUT = r"(?:about|around|approximately|circa|ca?\.?|um|etwa) ?(.+)"
_DECADE = r"(?:the )?(\d{3})0'?s"
_INTERVAL = (
    r"(?:from |between |von )?(.+?)"
    r"(?: to | until | and | bis | ?[–—] ?| [-/] |(?<=\d{4})-(?=\d{4})|(?<=\D)-(?=\D))(.+)"
)
_DAYS_FIRST = rf"{_DAY}{_BETWEEN}{_LAST_DAY}(?P<month>{_GAP}{_NAME}{_GAP}{_YEAR})"
_MONTH_FIRST = rf"(?P<month>{_NAME}{_GAP}){_DAY}{_BETWEEN}{_LAST_DAY}{_GAP}{_YEAR}"


def possible_dates(text: str) -> tuple[str, ...]:
    """The dates that the text may mean: several if a day could be a month, none if the text is unclear."""
    words = " ".join(text.casefold().replace("\u2011", "-").split())
    first, _, others = words.partition(" ")
    if first.rstrip(",.") in _weekdays():
        words = others
    words = words.removesuffix(".")
    if len(words) > _LONGEST:
        return ()
    for rule in RULES:
        possible = _valid(rule(words))
        if possible:
            return possible
    return ()


def about(words: str) -> Iterator[str]:
    """A date that is not certain has a tilde.

    Before:

        about 2024
        ca. May 2024

    After:

        2024~
        2024-05~
    """
    match = re.fullmatch(_ABOUT, words)
    if match:
        for date in single_dates(match[1]):
            yield f"{date}~"


def decade(words: str) -> Iterator[str]:
    """A decade has an X for the last digit.

    Before:

        the 2020s

    After:

        202X
    """
    match = re.fullmatch(_DECADE, words)
    if match:
        yield f"{match[1]}X"


def single_dates(words: str) -> Iterator[str]:
    """A date is year, month and day, as in 2024-05-14.

    Before:

        14 May 2024
        May 14, 2024
        9. Dezember 2010
        14.05.2024
        2024/5/14
        3/6/2024

    After:

        2024-05-14
        2024-05-14
        2010-12-09
        2024-05-14
        2024-05-14
        2024-06-03 or 2024-03-06
    """
    for pattern in _SINGLE_DATES:
        match = re.fullmatch(pattern, words.strip())
        if match:
            yield from _iso(match.groupdict())


def interval(words: str) -> Iterator[str]:
    """A slash is between the first and the last date of a span of time.

    Before:

        2024-05 to 2024-06
        3-5 May 2024
        30 April - 2 May 2024

    After:

        2024-05/2024-06
        2024-05-03/2024-05-05
        2024-04-30/2024-05-02
    """
    dates_in_words = _first_and_last(words)
    if dates_in_words is None:
        return
    first, last = dates_in_words
    starts = _valid(single_dates(first))
    year = re.search(r"\b\d{4}$", last)
    if year and not starts:
        starts = _valid(single_dates(f"{first} {year[0]}"))
    for start in starts:
        for end in _valid(single_dates(last)):
            yield f"{start}/{end}"


RULES: tuple[Callable[[str], Iterator[str]], ...] = (
    about,
    decade,
    single_dates,
    interval,
)
"""The ways to write a date, each of which returns the dates that a text in lower case may mean."""


def _first_and_last(words: str) -> tuple[str, str] | None:
    """The first and the last date of a span of time, as they are written."""
    match = re.fullmatch(_DAYS_FIRST, words)
    if match:
        return match["day"] + match["month"], match["last"] + match["month"]
    match = re.fullmatch(_MONTH_FIRST, words)
    if match:
        first = f"{match['month']}{match['day']} {match['year']}"
        return first, f"{match['month']}{match['last']} {match['year']}"
    match = re.fullmatch(_INTERVAL, words)
    if match:
        return match[1], match[2]
    return None


def _iso(parts: Mapping[str, str | None]) -> Iterator[str]:
    """The dates in the format of briefs that the parts of a date mean: year, name or month, and day."""
    year = parts["year"] or ""
    name = parts.get("name")
    month = parts.get("month")
    day = parts.get("day")
    numbers: tuple[int, ...] = ()
    if name:
        numbers = _month_numbers(name)
    elif month:
        numbers = (int(month),)
    else:
        yield year
    for number in numbers:
        date = f"{year}-{number:02}"
        if day:
            date += f"-{int(day):02}"
        yield date


def _month_numbers(name: str) -> tuple[int, ...]:
    """The months or the season that the name stands for."""
    if name in _SEASONS:
        return (_SEASONS[name],)
    for languages in (LANGUAGES[:1], LANGUAGES):
        months = _months(languages)
        if name in months:
            return months[name]
        if name == "sept":
            return (9,)
    return ()


@cache
def _months(languages: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the months by their names and abbreviations in the languages."""
    months: dict[str, tuple[int, ...]] = {}
    for language in languages:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    key = name.casefold().rstrip(".")
                    months[key] = tuple(sorted({*months.get(key, ()), number}))
    return months


@cache
def _weekdays() -> frozenset[str]:
    """The names and abbreviations of the days of the week in all languages."""
    names = set()
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for name in get_day_names(width, "format", language).values():
                names.add(name.casefold().rstrip("."))
    return frozenset(names)


def _valid(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that are dates, each once."""
    return tuple(text for text in dict.fromkeys(texts) if dates.parse_valid(text))
