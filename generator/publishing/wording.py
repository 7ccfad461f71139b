"""Dates, numbers and terms of the format in words, in English."""

import datetime
import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date

from generator.format.dates import EdtfDate, Moment
from generator.format.kinds import NUMBER, ActorKind, SourceType
from generator.format.source import Source

LOCALE = "en_GB"
WORDS_PER_MINUTE = 230
"""Average silent reading of non-fiction: Brysbaert (2019), doi:10.1016/j.jml.2019.104047, says 238."""

KINDS: dict[ActorKind, tuple[str, str]] = {
    "person": ("person", "People"),
    "organisation": ("organisation", "Organisations"),
    "state": ("state", "States"),
    "group": ("group", "Groups"),
}
"""The names of each kind of actor, singular and plural."""

SOURCE_KINDS: dict[SourceType, str] = {
    "primary": "Primary source",
    "official": "Official",
    "wire": "News agency",
    "press": "Press",
    "research": "Research",
    "state-media": "State media",
    "reference": "Reference work",
    "copy": "Copy",
}
"""What each kind of source is called."""

_ONLY_LANGUAGES = {
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "KHMER": "km",
    "LAO": "lo",
    "SINHALA": "si",
    "THAI": "th",
}
"""Scripts, as Unicode names them, in which one language is written today, but for minorities."""
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def date(when: EdtfDate) -> str:
    """A date at its own precision: `9 December 2010`, `November 2010`, `about 2001`."""
    if not when.is_interval:
        return moment(when.first) if when.first else ""
    if when.first is None:
        return f"until {moment(when.last)}" if when.last else ""
    if when.last is None:
        return f"since {moment(when.first)}" if when.text.endswith("..") else f"from {moment(when.first)}"
    return _interval(when.first, when.last)


def moment(when: Moment) -> str:
    """A moment at its own precision, with `about` and `uncertain` in words."""
    about = "about " if when.approximate else ""
    return f"{about}{_exact(when)}{' (uncertain)' if when.uncertain else ''}"


def _exact(when: Moment) -> str:
    day = when.earliest
    match when.precision:
        case "day":
            return _format(day, "d MMMM y")
        case "month":
            return _format(day, "MMMM y")
        case "season":
            return f"{_SEASONS[when.text[5:7]]} {day.year}"
        case "year":
            return str(day.year)
        case "decade":
            return f"{day.year}s"
        case _:  # a century
            return f"{day.year}–{when.latest.year}"


def _interval(first: Moment, last: Moment) -> str:
    """An interval; what both ends share is written once: `10–11 June 2010`."""
    plain = not any((first.approximate, first.uncertain, last.approximate, last.uncertain))
    if plain and first.precision == last.precision and first.earliest.year == last.earliest.year:
        if first.precision == "month":
            return f"{_format(first.earliest, 'MMMM')}–{_exact(last)}"
        if first.precision == "day" and first.earliest.month == last.earliest.month:
            return f"{first.earliest.day}–{_exact(last)}"
        if first.precision == "day":
            return f"{_format(first.earliest, 'd MMMM')} – {_exact(last)}"
    dash = "–" if first.precision == last.precision == "year" and plain else " – "
    return f"{moment(first)}{dash}{moment(last)}"


@cache
def _format(day: datetime.date, pattern: str) -> str:
    return format_date(day, pattern, locale=LOCALE)


def day(when: datetime.date) -> str:
    """A day: `9 December 2010`."""
    return _format(when, "d MMMM y")


def inexactness(when: EdtfDate) -> str:
    """The words for a date that is not an exact day or a range of exact days; otherwise empty."""
    words = date(when).replace(" (uncertain)", ", uncertain")  # it is put in brackets
    doubtful = is_doubtful(when)
    if not doubtful and all(each and each.precision == "day" for each in (when.first, when.last)):
        return ""
    if when.is_interval or doubtful:
        return words
    the = "the " if when.first is not None and when.first.precision == "decade" else ""
    return f"sometime in {the}{words}"


def is_doubtful(when: EdtfDate) -> bool:
    """Whether any of its moments is approximate or uncertain."""
    return any(moment.approximate or moment.uncertain for moment in (when.first, when.last) if moment)


def known_days(when: EdtfDate) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that it can mean; of an open interval, the known end."""
    ends = [moment for moment in (when.first, when.last) if moment]
    return ends[0].earliest, ends[-1].latest


def html_datetime(when: EdtfDate) -> str:
    """The value for the `datetime` of a `time` element; empty if HTML has no form for it."""
    exact = when.first if when.first == when.last else None
    if exact is None or exact.approximate or exact.uncertain:
        return ""
    return exact.text if exact.precision in {"day", "month", "year"} else ""


def count(number: int, one: str, many: str = "") -> str:
    """Such as `1 event` and `12 events`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number(value: float) -> str:
    """A number with commas between thousands: `1,250.5`."""
    whole, point, fraction = NUMBER.written(value).partition(".")
    return f"{int(whole):,}{point}{fraction}" if abs(value) >= 1 else f"{whole}{point}{fraction}"


def counts(*numbers: tuple[int, str]) -> list[str]:
    """Such as `1 brief` and `12 events`, without what there is none of."""
    return [count(number, one) for number, one in numbers if number]


def minutes(words: int) -> int:
    """The minutes it takes to read a number of words, at least one."""
    return max(1, round(words / WORDS_PER_MINUTE))


def alternatives(parts: list[str]) -> str:
    """Such as `a, b or c`."""
    return " or ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def language(text: str, code: str | None) -> str:
    """The code of the language of a text from a source in that language; empty if the text is English.

    A text in Latin letters that is from a source in another script is a translation or a transcription.
    """
    if not code or code.split("-")[0] == "en":
        return ""
    is_latin = all("LATIN" in unicodedata.name(each, "") for each in text if each.isalpha())
    return code if _is_in_latin(code) or not is_latin else ""


def _is_in_latin(code: str | None) -> bool:
    """Whether a language is written in Latin letters."""
    return bool(code) and "_Latn" in get_global("likely_subtags").get(str(code).split("-")[0], "")


def language_of_name(name: str, code: str | None = None) -> str:
    """The code of the language of a name; empty if it is English, or not certain.

    A name in the letters of a language other than English is in the language of its source, or in the only
    language that has these letters. A name in Latin letters may be in any.
    """
    scripts = {unicodedata.name(each, "?").split()[0] for each in name if each.isalpha()}
    if len(scripts) != 1 or "LATIN" in scripts:
        return ""
    only = _ONLY_LANGUAGES.get(scripts.pop(), "")
    return only or ("" if _is_in_latin(code) else language(name, code))


def languages(sources: Iterable[Source]) -> dict[str, str]:
    """The names of the languages of the sources, without that of the site."""
    codes = sorted({source.language for source in sources if source.language})
    foreign = [code for code in codes if code.split("-")[0] != "en"]
    return {code: Locale.parse(code, sep="-").get_display_name(LOCALE) or code for code in foreign}
