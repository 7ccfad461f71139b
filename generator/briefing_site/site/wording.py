"""Dates, numbers and terms of the format in words, in the language of the site."""

import datetime
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton

from briefing_site.format import EdtfDate, Source
from briefing_site.format.dates import Moment
from briefing_site.format.fields import NUMBER, ActorKind, PlaceKind, SourceType
from briefing_site.format.settings import ActorKindNames
from briefing_site.languages.language import DEFAULT, Language
from briefing_site.languages.phrase import marked

_KINDS: dict[ActorKind | str, tuple[str, str]] = {
    "person": (marked("person"), marked("People")),
    "organisation": (marked("organisation"), marked("Organisations")),
    "state": (marked("state"), marked("States")),
    "group": (marked("group"), marked("Groups")),
}
"""The names of each kind of actor, singular and plural, to be translated."""

SOURCE_KINDS: dict[SourceType, str] = {
    "primary": marked("Primary source"),
    "official": marked("Official"),
    "wire": marked("News agency"),
    "press": marked("Press"),
    "research": marked("Research"),
    "state-media": marked("State media"),
    "reference": marked("Reference work"),
    "copy": marked("Copy"),
}
"""What each kind of source is called, to be translated."""

PLACE_KINDS: dict[PlaceKind, str] = {
    "city": marked("City, town or village"),
    "country": marked("Country"),
    "region": marked("Region"),
    "building": marked("Building"),
    "base": marked("Base"),
    "border-crossing": marked("Border crossing"),
    "water": marked("Water"),
    "pipeline": marked("Pipeline"),
    "railway": marked("Railway"),
    "road": marked("Road"),
    "route": marked("Route"),
}
"""What each kind of place is called, to be translated."""

_CONFIDENCE = (
    marked("high confidence"),
    marked("moderate confidence"),
    marked("low confidence"),
)
"""What is translated besides the titles and values of fields."""

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
NOUNS = frozenset({
    "actor", "author", "brief", "change note", "correction", "event", "figure", "forecast", "indicator",
    "key judgement", "more actor", "more question", "more quote", "more source", "open forecast",
    "open question", "place", "quote", "relation", "resolved forecast", "reviewer", "source", "term", "topic",
    "verification record", "version",
})  # fmt: skip
"""What `count` translates; `make messages` finds each with a number."""

_format_date = cache(format_date)
_format_skeleton = cache(format_skeleton)

_SEASONS = {
    "21": marked("spring %(year)s"),
    "22": marked("summer %(year)s"),
    "23": marked("autumn %(year)s"),
    "24": marked("winter %(year)s"),
}


def actor_kind(
    kind: str, names: ActorKindNames | None, language: Language
) -> tuple[str, str]:
    """What a kind of actors is called within a sentence, and several as a heading."""
    label = kind.replace("-", " ")
    plural = ""
    if kind in _KINDS:
        label = language.gettext(_KINDS[kind][0])
        plural = language.gettext(_KINDS[kind][1])
    if names and names.label:
        label = names.label
    if names and names.plural:
        plural = names.plural
    return label, plural or _capitalised(label)


def source_kind(kind: SourceType, language: Language) -> str:
    return language.gettext(SOURCE_KINDS[kind])


def place_kind(kind: PlaceKind, language: Language) -> str:
    return language.gettext(PLACE_KINDS[kind])


_STANDINGS = {
    "pending": marked("scored after that day"),
    "overdue": marked("its outcome is overdue"),
    "late": marked("not scored: recorded more than a day after it was made"),
    "known": marked("not scored: recorded after its outcome was known"),
    "unrecorded": marked("not scored: git does not say when it was recorded"),
}


def standing(code: str, language: Language) -> str:
    """Why a forecast is not scored, after its days; empty if it is, or if there is nothing to score yet."""
    if code not in _STANDINGS:
        return ""
    return language.gettext(_STANDINGS[code])


def label(word: str, language: Language) -> str:
    """A value of a field with a list of values on its own, or the name of a field: `Disputed`."""
    title = word.capitalize()
    if language.has(word) and not language.has(title):
        return _capitalised(language.gettext(word))
    return _capitalised(language.gettext(title))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def date(when: EdtfDate, language: Language = DEFAULT) -> str:
    """A date at its own precision: `9 December 2010`, `November 2010`, `about 2001`."""
    if when.first is None:
        if when.last is None:
            return ""
        return language.gettext("until %(date)s", date=moment(when.last, language))
    if not when.is_interval:
        return moment(when.first, language)
    if when.last is not None:
        return _interval(when.first, when.last, language)
    words = moment(when.first, language)
    if when.text.endswith(".."):
        return language.gettext("since %(date)s", date=words)
    return language.gettext("from %(date)s", date=words)


def dates(as_of: EdtfDate, updated: EdtfDate | None) -> list[tuple[str, EdtfDate]]:
    """The dates of a brief, each with the text that says which it is, to be translated and given the date."""
    dated = ((marked("As of %(date)s"), as_of), (marked("updated %(date)s"), updated))
    return [(text, day) for text, day in dated if day]


def moment(when: Moment, language: Language = DEFAULT) -> str:
    words = _exact(when, language)
    if when.approximate:
        words = language.gettext("about %(date)s", date=words)
    if when.uncertain:
        words = language.gettext("%(date)s (uncertain)", date=words)
    return words


def _exact(when: Moment, language: Language) -> str:
    first = when.earliest
    match when.precision:
        case "day":
            return day(first, language)
        case "month":
            return _format_skeleton("yMMMM", first, locale=language.locale)
        case "season":
            return language.gettext(_SEASONS[when.text[5:7]], year=first.year)
        case "year":
            return str(first.year)
        case "decade":
            return language.gettext("%(year)ss", year=first.year)
        case _:  # a century
            return f"{first.year}–{when.latest.year}"


def _interval(first: Moment, last: Moment, language: Language) -> str:
    """An interval; what both ends share is written once: `10–11 June 2010`."""
    end = moment(last, language)
    separate = f"{moment(first, language)} – {end}"
    if first.precision != last.precision or _is_doubtful(first) or _is_doubtful(last):
        return separate
    if first.precision == "year":
        return f"{moment(first, language)}–{end}"
    # the day, the month or the year
    begins_with = str(language.locale.date_formats["long"])[0]
    if first.earliest.year != last.earliest.year or begins_with == "y":
        return separate
    if first.precision == "month":
        month = _format_date(first.earliest, "MMMM", locale=language.locale)
        return f"{month}–{end}"
    if first.precision != "day":
        return separate
    if first.earliest.month == last.earliest.month and begins_with == "d":
        number = first.earliest.day
        return language.pgettext(
            "days of a month", "%(first)s–%(date)s", first=number, date=end
        )
    return f"{within_year(first.earliest, language)} – {end}"


def day(when: datetime.date, language: Language = DEFAULT) -> str:
    return _format_date(when, "long", locale=language.locale)


def within_year(when: datetime.date, language: Language) -> str:
    return _format_skeleton("MMMMd", when, locale=language.locale)


def inexactness(when: EdtfDate, language: Language = DEFAULT) -> str:
    """The words for a date that is not an exact day or a range of exact days; otherwise empty."""
    doubtful = is_doubtful(when)
    is_of_days = all(end and end.precision == "day" for end in (when.first, when.last))
    if is_of_days and not doubtful:
        return ""
    words = date(when, language)
    if when.is_interval or doubtful:
        # it is put in brackets
        mark = language.gettext("%(date)s (uncertain)", date="")
        return words.replace(mark, language.gettext(", uncertain"))
    if when.first is not None and when.first.precision == "decade":
        return language.gettext("sometime in the %(date)s", date=words)
    return language.gettext("sometime in %(date)s", date=words)


def is_doubtful(when: EdtfDate) -> bool:
    return _is_doubtful(when.first) or _is_doubtful(when.last)


def _is_doubtful(end: Moment | None) -> bool:
    return end is not None and (end.approximate or end.uncertain)


def known_days(when: EdtfDate) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that it can mean; of an open interval, the known end."""
    ends = [moment for moment in (when.first, when.last) if moment]
    return ends[0].earliest, ends[-1].latest


def html_datetime(when: EdtfDate) -> str:
    """The value for the `datetime` of a `time` element; empty if HTML has no form for it."""
    exact = when.first
    if exact is None or exact != when.last or is_doubtful(when):
        return ""
    if exact.precision not in {"day", "month", "year"}:
        return ""
    return exact.text


def shortened(text: str, longest: int) -> str:
    """The text on one line of at most so many characters, cut between words where it has spaces."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    words = start.rpartition(" ")[0]
    if len(words) > longest // 2:
        return f"{words} …"
    return (
        f"{start}…"  # Chinese has no spaces, and a long word may leave little before it
    )


def count(number: int, one: str, language: Language = DEFAULT) -> str:
    """Such as `1 event` and `12 events`."""
    return language.ngettext(f"%(count)s {one}", f"%(count)s {one}s", number)


def number(value: float, language: Language = DEFAULT) -> str:
    """A number with marks between thousands: `1,250.5`."""
    whole, _, fraction = NUMBER.to_text(value).partition(".")
    if abs(value) >= 1:  # not of the -0 in -0.5
        whole = language.whole(int(whole))
    if not fraction:
        return whole
    return f"{whole}{language.decimal_mark}{fraction}"


def counts(*numbers: tuple[int, str], language: Language = DEFAULT) -> list[str]:
    """Such as `1 brief` and `12 events`, without what there is none of."""
    return [count(number, one, language=language) for number, one in numbers if number]


def alternatives(parts: Sequence[str], language: Language = DEFAULT) -> str:
    """Such as `a, b or c`."""
    return _joined(parts, language.gettext("%(first)s or %(last)s"))


def enumeration(parts: Sequence[str], language: Language = DEFAULT) -> str:
    """Such as `a, b and c`."""
    return _joined(parts, language.gettext("%(first)s and %(last)s"))


def _joined(parts: Sequence[str], template: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return template % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def foreign(text: str, code: str | None, language: Language = DEFAULT) -> str:
    """The code of the language of a text from a source in that language; empty if that is the site's own.

    A text in Latin letters that is from a source in another script is a translation or a transcription.
    """
    if not code or code.split("-")[0] == language.short:
        return ""
    if _scripts(text) <= {"LATIN"} and not _is_in_latin(code):
        return ""
    return code


def _scripts(text: str) -> set[str]:
    """The scripts of the letters of a text: the first words of their names in Unicode."""
    if text.isascii():
        return {"LATIN"}
    scripts = set()
    for letter in filter(str.isalpha, text):
        name = unicodedata.name(letter, "?")
        if "LATIN" in name:
            scripts.add("LATIN")
        else:
            scripts.add(name.split()[0])
    return scripts


def _is_in_latin(code: str | None) -> bool:
    if not code:
        return False
    subtags = get_global("likely_subtags").get(code.split("-")[0], "")
    return "_Latn" in subtags


def language_of_name(
    name: str, code: str | None = None, language: Language = DEFAULT
) -> str:
    """The code of the language of a name; empty if it is the site's own, or not certain.

    A name in the letters of a language other than that is in the language of its source, or in the only
    language that has these letters. A name in Latin letters may be in any.
    """
    scripts = _scripts(name)
    if len(scripts) != 1 or "LATIN" in scripts:
        return ""
    (script,) = scripts
    only_language = _ONLY_LANGUAGES.get(script)
    if only_language == language.short:
        return ""
    if only_language:
        return only_language
    if _is_in_latin(code):
        return ""
    return foreign(name, code, language)


def languages(
    sources: Iterable[Source], language: Language = DEFAULT
) -> dict[str, str]:
    codes = sorted({source.language for source in sources if source.language})
    return {
        code: language_name(code, language)
        for code in codes
        if code.split("-")[0] != language.short
    }


def language_name(code: str, language: Language = DEFAULT) -> str:
    return Locale.parse(code, sep="-").get_display_name(language.locale) or code
