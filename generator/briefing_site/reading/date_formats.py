"""Dates as people often write them, converted to the format of briefs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
_PARTS = {
    **dict.fromkeys(("early", "beginning of", "start of", "anfang"), 0),
    **dict.fromkeys(("mid", "middle of", "mitte"), 1),
    **dict.fromkeys(("late", "end of", "ende"), 2),
}
"""Words for a third of a period, by its number."""
_PIVOT = 69
"""The first two-digit year that means the 20th century, as in `strptime` of POSIX."""

_LONGEST = 60
"""Characters of a text that can be a date."""
_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"'?(?P<year>\d\d)"
_NAME = r"(?P<name>[^\d\s,./'–—-]+)\.?"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th|er|\.)?"
_GAP = r"(?:[ ,/-]+(?:of |de )?)"
_FORMATS = tuple(
    re.compile(pattern)
    for pattern in (
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
        rf"(?P<day>\d\d?)[/.](?P<month>\d\d?)[/.]{_SHORT_YEAR}",  # 14.5.24
        rf"(?P<month>\d\d?)/(?P<day>\d\d?)/{_SHORT_YEAR}",  # 5/14/24
        rf"{_DAY}{_GAP}{_NAME}{_GAP}{_SHORT_YEAR}",  # 14 May 24
        _YEAR,
    )
)
_BETWEEN = "(?: to | until | and | bis | ?[–—] ?| [-/] |-)"
_INTERVAL = re.compile(
    r"(?:from |between |von )?(.+?)"
    r"(?: to | until | and | bis | ?[–—] ?| [-/] |(?<=\d{4})-(?=\d{4})|(?<=\D)-(?=\D))(.+)"
)
_DAYS_FIRST = re.compile(
    rf"{_DAY}{_BETWEEN}({_DAY.replace('day', 'last')}{_GAP}{_NAME}{_GAP}{_YEAR})"
)
_MONTH_FIRST = re.compile(
    rf"({_NAME}{_GAP}){_DAY}{_BETWEEN}({_DAY.replace('day', 'last')})({_GAP}{_YEAR})"
)


def possible_dates(text: str) -> tuple[str, ...]:
    """The dates that the text may mean: several if a day could be a month, none if the text is unclear."""
    words = " ".join(text.casefold().replace("\u2011", "-").split())
    first, _, others = words.partition(" ")
    words = (others if first.rstrip(",.") in _weekdays() else words).removesuffix(".")
    if len(words) > _LONGEST:
        return ()
    if about := re.fullmatch(
        r"(?:about|around|approximately|circa|ca?\.?|um|etwa) ?(.+)", words
    ):
        return _valid(f"{date}~" for date in _single(about[1]))
    if since := re.fullmatch(
        r"(?:since|seit) (.+)|(.+?)(?: to |-|–)(?:today|now|present)", words
    ):
        return _valid(f"{date}/.." for date in _single(since[1] or since[2]))
    if until := re.fullmatch(r"(?:until|till|before|bis|vor) (.+)", words):
        return _valid(f"../{date}" for date in _single(until[1]))
    if decade := re.fullmatch(r"(?:the )?(\d{3})0'?s", words):
        return (f"{decade[1]}X",)
    if part := re.fullmatch(rf"(?:the )?({'|'.join(_PARTS)})[ -](?:the )?(.+)", words):
        return _part(_PARTS[part[1]], part[2])
    if quarter := re.fullmatch(r"q([1-4])[ /-](\d{4})|(\d{4})[ /-]?q([1-4])", words):
        last = 3 * int(quarter[1] or quarter[4])
        year = quarter[2] or quarter[3]
        return (f"{year}-{last - 2:02}/{year}-{last:02}",)
    return _single(words) or _valid(_intervals(words))


def with_month_last(text: str) -> str:
    """The date that a text such as 2024-13-05 means if the month stands last; empty if there is none."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    return "".join(_valid([f"{found[1]}-{found[3]}-{found[2]}"])) if found else ""


def has_same_numbers(text: str, date: str) -> bool:
    """Whether the years and days of a date were written in the text, and not guessed."""
    written = {int(number) for number in re.findall(r"\d+", text)}
    moments = [each for each in date.split("/") if each and each != ".."]
    years_and_days = [
        part for each in moments for part in (each[:4], each[8:10]) if part.isdecimal()
    ]
    return all(int(number) in written for number in years_and_days)


def _part(third: int, period: str) -> tuple[str, ...]:
    """The third of a decade, a year or a month as an interval, or else the whole of it."""
    if decade := re.fullmatch(r"(\d{3})0'?s", period):
        first, last = ((0, 3), (4, 6), (7, 9))[third]
        return f"{decade[1]}{first}/{decade[1]}{last}", f"{decade[1]}X"
    match _single(period):
        case [year] if re.fullmatch(r"\d{4}", year):
            return f"{year}-{4 * third + 1:02}/{year}-{4 * third + 4:02}", year
        case [month] if re.fullmatch(r"\d{4}-\d\d", month) and month[5:] <= "12":
            end = ("10", "20", dates.parse(month).latest.isoformat()[8:])[third]
            return f"{month}-{10 * third + 1:02}/{month}-{end}", month
    return ()


def _intervals(words: str) -> Iterator[str]:
    """Intervals, in which the first date may lack what it has in common with the second."""
    if days := _DAYS_FIRST.fullmatch(words):
        pairs = [(f"{days['day']} {days['name']} {days['year']}", days[2])]
    elif days := _MONTH_FIRST.fullmatch(words):
        pairs = [(days[1] + days["day"] + days[6], days[1] + days[4] + days[6])]
    else:
        found = _INTERVAL.fullmatch(words)
        pairs = [(found[1], found[2])] if found else []
    for first, last in pairs:
        year = re.search(r"\b\d{4}$", last)
        starts = _single(first) or (_single(f"{first} {year[0]}") if year else ())
        for start in starts:
            for end in _single(last):
                yield f"{start}/{end}"


def month_without_the_day(text: str) -> str:
    """The month of a date such as 31 June 2024, which there is not; empty for any other text."""
    return next(
        iter(_valid(date[:7] for date in _written(" ".join(text.casefold().split())))),
        "",
    )


def _single(words: str) -> tuple[str, ...]:
    return _valid(_written(words))


def _written(words: str) -> Iterator[str]:
    """Dates as they were written, which may have days that there are not."""
    found = (
        match.groupdict()
        for format_ in _FORMATS
        if (match := format_.fullmatch(words.strip()))
    )
    return (iso for parts in found for iso in _iso(**parts))


def _iso(
    year: str, name: str = "", month: str = "", day: str | None = ""
) -> Iterator[str]:
    """The dates in the format of briefs."""
    if len(year) == 2:
        year = f"{19 if int(year) >= _PIVOT else 20}{year}"
    if not (name or month):
        yield year
        return
    for number in _numbers(name) if name else (int(month),):
        yield f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def _numbers(name: str) -> tuple[int, ...]:
    """The months or the season that the name stands for."""
    if name in _SEASONS:
        return (_SEASONS[name],)
    for languages in (LANGUAGES[:1], LANGUAGES):
        months = _months(languages)
        written = name if name in months else name.removesuffix("t")  # Sept
        if written in months:
            return months[written]
    return ()


@cache
def _months(languages: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the months by their names and abbreviations in the languages."""
    months: defaultdict[str, set[int]] = defaultdict(set)
    for language in languages:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    months[name.casefold().rstrip(".")].add(number)
    return {name: tuple(sorted(numbers)) for name, numbers in months.items()}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        name.casefold().rstrip(".")
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", language).values()
    )


def _valid(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if dates.parse_valid(text))
