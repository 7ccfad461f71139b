"""How a brief is cited in three styles: APA 7, Chicago 18 (author-date) and MLA 9.

https://apastyle.apa.org/style-grammar-guidelines/references, https://www.chicagomanualofstyle.org/ and
https://style.mla.org/ are the manuals. In other languages, dates and titles are as is usual there.
There are four facts to set: `citeproc-py` would take a style file of a thousand lines for each style, and
`titlecase` capitalises "with", which these manuals do not.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.dates import format_date, format_skeleton
from markupsafe import Markup

from generator.format.version import FrozenVersion
from generator.library.library import Library, LinkedBrief
from generator.pages.components import authors
from generator.site import addresses, wording
from generator.site.language import DEFAULT, Language
from generator.site.site import Site

_MLA_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")

_LOWER_CASE = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "onto", "or",
    "over", "per", "the", "to", "upon", "via", "vs", "with",
})  # fmt: skip
"""Articles, conjunctions, and prepositions of up to four letters."""
_WORD = re.compile(
    r"(?P<first>\A\W*|[:.?!—]\W+)?(?P<word>[^\W_](?:[^\W_]|['’.](?=[^\W_]))*)(?P<last>(?=\W*\Z|[”’]?[:?!]))?"
)


@dataclass(frozen=True)
class CitedWork:
    """What citations say of a brief, or of a version of one."""

    title: str
    authors: tuple[str, ...]
    site: str
    """The name of the site, which stands for the author where none is named."""
    day: datetime.date
    address: str
    """Empty if it is not known."""
    language: Language
    keywords: tuple[str, ...] = ()
    doi: str = ""


def of_brief(brief: LinkedBrief, library: Library, site: Site) -> CitedWork:
    """A brief. Its date is that of its last change: that is what is cited."""
    topics = (library.topic_titles[topic] for topic in brief.entry.topics)
    return CitedWork(
        brief.entry.title,
        tuple(each.name for each in brief.entry.authors),
        site.name,
        brief.changed.earliest,
        addresses.absolute(site, addresses.brief(brief.slug)) if site.address else "",
        site.language,
        tuple(topics),
    )


def of_version(version: FrozenVersion, site: Site) -> CitedWork:
    """A version of a brief, which is called as it was then."""
    path = addresses.version(version.brief, version.date)
    return CitedWork(
        version.title,
        tuple(each.name for each in version.authors),
        version.site,
        version.day.earliest,
        version.doi_address or (addresses.absolute(site, path) if site.address else ""),
        Language(version.language),
        version.topics,
        version.doi or "",
    )


def styled(work: CitedWork) -> tuple[tuple[str, Markup], ...]:
    """How to cite a work in each of the styles, with their names."""
    names = [authors.split(each) for each in work.authors]
    container = work.site if names else ""
    language = work.language

    def given(author: str) -> tuple[str, str, datetime.date, str, str]:
        return author or work.site, work.title, work.day, work.address, container

    return (
        ("APA", apa(*given(_apa_names(names)), language=language)),
        ("Chicago", chicago(*given(_chicago_names(names, language)), language=language)),
        ("MLA", mla(*given(_mla_names(names, language)), language=language)),
    )


Name = tuple[str, str]
"""The given name, which may be empty, and the family name."""


def _apa_names(names: Sequence[Name]) -> str:
    """Family names with initials, an ampersand before the last; of over 20, the first 19 and the last."""
    made = [f"{family}, {_initials(given)}" if given else family for given, family in names]
    if len(made) > 20:
        return f"{', '.join(made[:19])}, . . . {made[-1]}"
    return ", & ".join(filter(None, (", ".join(made[:-1]), *made[-1:])))


def _initials(given: str) -> str:
    parts = (part for word in given.split() for part in [word.split("-")])
    return " ".join("-".join(f"{each[0]}." for each in part if each) for part in parts)


def _chicago_names(names: Sequence[Name], language: Language) -> str:
    """The first name inverted; of more than six, the first three."""
    made = _inverted_first(names)
    if len(made) > 6:
        return f"{', '.join(made[:3])}, et al."
    return _and(language).join(filter(None, (", ".join(made[:-1]), *made[-1:])))


def _mla_names(names: Sequence[Name], language: Language) -> str:
    """The first name inverted; of more than two, only that."""
    made = _inverted_first(names)
    return f"{made[0]}, et al." if len(made) > 2 else _and(language).join(made)


def _and(language: Language) -> str:
    if language.is_english:
        return ", and "
    word = language.gettext("and")
    return f" {word} "


def _inverted_first(names: Sequence[Name]) -> list[str]:
    first = [f"{family}, {given}" if given else family for given, family in names[:1]]
    return [*first, *(f"{given} {family}".strip() for given, family in names[1:])]


def meta_tags(work: CitedWork, page: str, paper: str, site: Site) -> Iterator[tuple[str, str]]:
    """What reference managers read in the head of a page: a report, with the paths of its page and its PDF.

    The names are those of Highwire Press: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing.
    Without an institution, Zotero would take the page for an article in a journal.
    """
    yield "citation_title", work.title
    yield from (("citation_author", each) for each in work.authors)
    if " " not in work.site and not work.authors:  # Zotero would take the last word for a family name
        yield "citation_author", work.site
    yield "citation_publication_date", work.day.isoformat().replace("-", "/")
    yield "citation_technical_report_institution", work.site
    yield "citation_language", work.language.code
    yield from (("citation_keywords", each) for each in work.keywords)
    if work.doi:
        yield "citation_doi", work.doi
    if site.address:
        yield "citation_abstract_html_url", addresses.absolute(site, page)
        if site.offers("papers"):
            yield "citation_pdf_url", addresses.absolute(site, paper)


def apa(
    author: str,
    title: str,
    day: datetime.date,
    address: str,
    container: str = "",
    *,
    language: Language = DEFAULT,
) -> Markup:
    """A page of a website: its title in italics, as it is written.

    The website is the author, or else the `container`.
    """
    text = Markup("{} ({}, {}). <em>{}</em>{}").format(
        _closed(author), day.year, _within_year(day, language), title, _stop(title)
    )
    text = Markup("{} {}").format(text, _closed(container)) if container else text
    return Markup("{} {}").format(text, address) if address else text


def chicago(
    author: str,
    title: str,
    day: datetime.date,
    address: str,
    container: str = "",
    *,
    language: Language = DEFAULT,
) -> Markup:
    """The year behind the author, the title in quotation marks; marks within it become single ones."""
    inner = title_case(title, language).translate({ord("“"): "‘", ord("”"): "’"})
    words = inner.rstrip("’") if title.endswith("”") else inner
    within = Markup(" {}").format(_closed(container)) if container else Markup()
    text = Markup("{} {}. {}{} {}").format(
        _closed(author),
        day.year,
        language.gettext("“%(text)s”", text=f"{words}{_stop(words)}{inner[len(words) :]}"),
        within,
        _within_year(day, language),
    )
    return Markup("{}. {}").format(text, address) if address else text


def mla(
    author: str,
    title: str,
    day: datetime.date,
    address: str,
    container: str = "",
    *,
    language: Language = DEFAULT,
) -> Markup:
    """A self-contained work: its title in italics, with abbreviated months."""
    within = Markup(" {},").format(container) if container else Markup()
    date = wording.day(day, language)
    if language.is_english:
        date = f"{day.day} {_MLA_MONTHS[day.month - 1]} {day.year}"
    text = Markup("{} <em>{}</em>{}{} {}").format(
        _closed(author), title_case(title, language), _stop(title), within, date
    )
    return Markup("{}, {}").format(text, address) if address else text


def title_case(text: str, language: Language = DEFAULT) -> str:
    """An English title in headline style; a word with a capital anywhere stays as it is."""
    if not language.is_english:
        return text

    def cased(match: re.Match[str]) -> str:
        before, word, last = match.group("first", "word", "last")
        is_small = word in _LOWER_CASE and before is None and last is None
        return (before or "") + (word.capitalize() if word.islower() and not is_small else word)

    return _WORD.sub(cased, text)


def _within_year(day: datetime.date, language: Language) -> str:
    """The day without its year: `June 1`, as these styles write it in English."""
    if language.is_english:
        return format_date(day, "MMMM d", locale="en")
    return format_skeleton("MMMMd", day, locale=language.locale)


def _closed(text: str) -> str:
    return text + _stop(text)


def _stop(text: str) -> str:
    """The full stop after a text, unless it ends with a punctuation mark."""
    return "" if text.rstrip("”’").endswith((".", "?", "!")) else "."
