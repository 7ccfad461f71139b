"""How a brief is cited in three styles: APA 7, Chicago 18 (author-date) and MLA 9.

https://apastyle.apa.org/style-grammar-guidelines/references,
https://www.chicagomanualofstyle.org/ and https://style.mla.org/ are the manuals. In
other languages, dates and titles are as is usual there.

A citation has four facts. `citeproc-py` would take a style file of a thousand lines for
each style, and `titlecase` capitalises "with", which these manuals do not.
"""

import re
from collections.abc import Sequence

from babel.dates import format_date
from markupsafe import Markup

from briefing_site.format.person_names import split_name
from briefing_site.languages.language import DEFAULT
from briefing_site.references.work import CitedWork
from briefing_site.site import Language, wording

_MLA_MONTHS = (
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)

_LOWER_CASE = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "onto", "or",
    "over", "per", "the", "to", "upon", "via", "vs", "with",
})  # fmt: skip
"""Articles, conjunctions, and prepositions of up to four letters."""
_WORD = re.compile(
    r"(?P<first>\A\W*|[:.?!—]\W+)?"  # the start of the title or of a subtitle
    r"(?P<word>[^\W_](?:[^\W_]|['’.](?=[^\W_]))*)"
    r"(?P<last>(?=\W*\Z|[”’]?[:?!]))?"
)
_EMPHASIS = Markup("<em>{}</em>")


def styled(work: CitedWork) -> tuple[tuple[str, Markup], ...]:
    """The name of each style and the citation in it, as HTML."""
    return (("APA", apa(work)), ("Chicago", _chicago(work)), ("MLA", _mla(work)))


def apa(work: CitedWork) -> Markup:
    """A page of a website: its title is in italics, in the case in which it was written."""
    day = work.date.earliest
    authors = _apa_authors(work.authors)
    parts = [
        _sentence(authors or work.site),
        f"({day.year}, {_month_and_day(work)}).",
        _EMPHASIS.format(work.title) + _full_stop(work.title),
    ]
    if authors:
        parts.append(_sentence(work.site))
    if work.address:
        parts.append(work.address)
    return Markup(" ").join(parts)


def _chicago(work: CitedWork) -> Markup:
    """The year follows the author, and the title is in quotation marks."""
    day = work.date.earliest
    authors = _series(_inverted(work.authors), _and(work.language), most=6, shown=3)
    parts = [_sentence(authors or work.site), f"{day.year}.", _quoted_title(work)]
    if authors:
        parts.append(_sentence(work.site))
    if work.address:
        parts.append(f"{_month_and_day(work)}. {work.address}")
    else:
        parts.append(_month_and_day(work))
    return Markup(" ").join(parts)


def _mla(work: CitedWork) -> Markup:
    """A self-contained work: its title is in italics, and months are abbreviated."""
    day = work.date.earliest
    authors = _series(_inverted(work.authors), _and(work.language), most=2, shown=1)
    title = title_case(work.title, work.language)
    date = wording.day(day, work.language)
    if work.language.is_english:
        date = f"{day.day} {_MLA_MONTHS[day.month - 1]} {day.year}"
    parts = [
        _sentence(authors or work.site),
        _EMPHASIS.format(title) + _full_stop(title),
    ]
    if authors:
        parts.append(f"{work.site},")
    if work.address:
        parts.append(f"{date}, {work.address}")
    else:
        parts.append(date)
    return Markup(" ").join(parts)


def _month_and_day(work: CitedWork) -> str:
    day = work.date.earliest
    if work.language.is_english:
        return format_date(day, "MMMM d", locale="en")
    return wording.within_year(day, work.language)


def _quoted_title(work: CitedWork) -> str:
    """The title with its full stop, in quotation marks; marks within it become single."""
    title = title_case(work.title, work.language)
    title = title.replace("“", "‘").replace("”", "’")
    words = title
    if work.title.endswith("”"):
        words = title.rstrip("’")
    closing = title[len(words) :]
    text = f"{words}{_full_stop(words)}{closing}"
    return work.language.gettext("“%(text)s”", text=text)


def _apa_authors(authors: Sequence[str]) -> str:
    """Family names with initials; of more than 20, the first 19 and the last."""
    names = []
    for author in authors:
        given, family = split_name(author)
        if given:
            names.append(f"{family}, {_initials(given)}")
        else:
            names.append(family)
    if len(names) > 20:
        return ", ".join([*names[:19], f". . . {names[-1]}"])
    return _series(names, ", & ", most=20, shown=19)


def _initials(given: str) -> str:
    """The initials of given names, such as `A. B.-C.` of Anna Bea-Cleo."""
    words = []
    for word in given.split():
        parts = [f"{part[0]}." for part in word.split("-") if part]
        words.append("-".join(parts))
    return " ".join(words)


def _inverted(authors: Sequence[str]) -> list[str]:
    """The names, the first of which has the family name first."""
    names: list[str] = []
    for author in authors:
        given, family = split_name(author)
        if names or not given:
            names.append(f"{given} {family}".strip())
        else:
            names.append(f"{family}, {given}")
    return names


def _and(language: Language) -> str:
    if language.is_english:
        return ", and "
    return f" {language.gettext('and')} "


def _series(names: Sequence[str], last: str, *, most: int, shown: int) -> str:
    """All names, with `last` before the last; of more than `most`, the first `shown` and others."""
    if len(names) > most:
        return ", ".join([*names[:shown], "et al."])
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + last + names[-1]


def title_case(text: str, language: Language = DEFAULT) -> str:
    """An English title in headline style; a word with a capital anywhere stays as it is."""
    if not language.is_english:
        return text
    return _WORD.sub(_capitalised, text)


def _capitalised(match: re.Match[str]) -> str:
    before, word, last = match.group("first", "word", "last")
    opening = before or ""
    is_inside = before is None and last is None
    if not word.islower() or (is_inside and word in _LOWER_CASE):
        return f"{opening}{word}"
    return f"{opening}{word.capitalize()}"


def _sentence(text: str) -> str:
    return f"{text}{_full_stop(text)}"


def _full_stop(text: str) -> str:
    """A full stop to follow the text; none if it ends with a punctuation mark."""
    if text.rstrip("”’").endswith((".", "?", "!")):
        return ""
    return "."
