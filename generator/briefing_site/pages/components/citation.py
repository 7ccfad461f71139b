"""How a brief is cited in three styles: APA 7, Chicago 18 (author-date) and MLA 9.

https://apastyle.apa.org/style-grammar-guidelines/references, https://www.chicagomanualofstyle.org/ and
https://style.mla.org/ are the manuals. In other languages, dates and titles are as is usual there.
There are four facts to set: `citeproc-py` would take a style file of a thousand lines for each style, and
`titlecase` capitalises "with", which these manuals do not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from babel.dates import format_date
from markupsafe import Markup

from briefing_site.format import EdtfDate, FrozenVersion
from briefing_site.format.person_names import split_name
from briefing_site.languages.language import DEFAULT
from briefing_site.library.library import Library, LinkedBrief
from briefing_site.pages.components.html import html
from briefing_site.site import Language, Site, addresses, wording

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
    r"(?P<first>\A\W*|[:.?!—]\W+)?(?P<word>[^\W_](?:[^\W_]|['’.](?=[^\W_]))*)(?P<last>(?=\W*\Z|[”’]?[:?!]))?"
)


@dataclass(frozen=True)
class CitedWork:
    """What citations say of a brief, or of a version of one."""

    id: str
    title: str
    authors: tuple[str, ...]
    site: str
    """The name of the site, which stands for the author where none is named."""
    date: EdtfDate
    url: str
    """That of its page; empty if it is not known."""
    address: str
    """Where citations lead: to a version by its DOI, if it has one."""
    language: Language = DEFAULT
    keywords: tuple[str, ...] = ()
    doi: str = ""
    version: str = ""
    published: EdtfDate | None = None

    @classmethod
    def from_brief(cls, brief: LinkedBrief, library: Library, site: Site) -> Self:
        """A brief. Its date is that of its last change: that is what is cited."""
        url = (
            addresses.absolute(site, addresses.brief(brief.slug))
            if site.address
            else ""
        )
        return cls(
            brief.slug,
            brief.entry.title,
            tuple(each.name for each in brief.entry.authors),
            site.name,
            brief.changed,
            url,
            url,
            site.language,
            tuple(library.topics[topic].title for topic in brief.entry.topics),
            published=brief.published,
        )

    @classmethod
    def from_version(cls, version: FrozenVersion, site: Site) -> Self:
        """A version of a brief, which is called as it was then."""
        path = addresses.version(version.brief, version.date)
        url = addresses.absolute(site, path) if site.address else ""
        return cls(
            f"{version.brief}-{version.date}",
            version.title,
            tuple(each.name for each in version.authors),
            version.site,
            version.day,
            url,
            version.doi_address or url,
            Language(version.language),
            version.topics,
            version.doi or "",
            version.date,
            version.day,
        )


def styled(work: CitedWork) -> tuple[tuple[str, Markup], ...]:
    """The styles with their names; they differ in how many authors they name, and how."""
    names = [split_name(each) for each in work.authors]
    initialed = [_initialed(*each) for each in names]
    last = f". . . {''.join(initialed[-1:])}"
    first = [f"{family}, {given}" if given else family for given, family in names[:1]]
    inverted = [*first, *(f"{given} {family}".strip() for given, family in names[1:])]
    and_ = (
        ", and "
        if work.language.is_english
        else " " + work.language.gettext("and") + " "
    )
    authors = {
        "APA": _series(initialed, ", & ", 20, 19, last),
        "Chicago": _series(inverted, and_, 6, 3),
        "MLA": _series(inverted, and_, 2, 1),
    }
    day, title = work.date.earliest, title_case(work.title, work.language)
    # marks within a title in quotation marks become single ones
    inner = title.translate({ord("“"): "‘", ord("”"): "’"})
    words = inner.rstrip("’") if work.title.endswith("”") else inner
    date, within_year = (
        wording.day(day, work.language),
        wording.within_year(day, work.language),
    )
    if work.language.is_english:
        date = f"{day.day} {_MLA_MONTHS[day.month - 1]} {day.year}"
        within_year = format_date(day, "MMMM d", locale="en")
    values: dict[str, object] = {
        "work": work,
        "day": day,
        "title": title,
        "quoted": work.language.gettext(
            "“%(text)s”", text=f"{words}{_stop(words)}{inner[len(words) :]}"
        ),
        "date": date,
        "within_year": within_year,
        "stop": _stop,
    }
    return tuple(
        (
            style,
            html("parts/citation.html", DEFAULT, style=style, authors=named, **values),
        )
        for style, named in authors.items()
    )


def _initialed(given: str, family: str) -> str:
    words = (filter(None, word.split("-")) for word in given.split())
    initials = " ".join("-".join(f"{part[0]}." for part in parts) for parts in words)
    return f"{family}, {initials}" if given else family


def _series(
    names: Sequence[str], last: str, most: int, shown: int, others: str = "et al."
) -> str:
    """All names, with another separator before the last; of more than `most`, the first, and `others`."""
    if len(names) > most:
        return ", ".join((*names[:shown], others))
    return last.join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def meta_tags(
    work: CitedWork, page: str, paper: str, site: Site
) -> Iterator[tuple[str, str]]:
    """What reference managers read in the head of a page: a report, with the paths of its page and its PDF.

    The names are those of Highwire Press: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing.
    Without an institution, Zotero would take the page for an article in a journal. `paper` may be empty.
    """
    yield "citation_title", work.title
    yield from (("citation_author", each) for each in work.authors)
    if (
        " " not in work.site and not work.authors
    ):  # Zotero would take the last word for a family name
        yield "citation_author", work.site
    # of another day than the first is the text that is cited; https://arxiv.org/ says both, too
    days = {
        work.date: "citation_online_date",
        work.published: "citation_publication_date",
    }
    yield from (
        (name, day.earliest.isoformat().replace("-", "/"))
        for day, name in days.items()
        if day
    )
    yield "citation_technical_report_institution", work.site
    yield "citation_language", work.language.code
    yield from (("citation_keywords", each) for each in work.keywords)
    if work.doi:
        yield "citation_doi", work.doi
    if site.address:
        yield "citation_abstract_html_url", addresses.absolute(site, page)
        if paper and site.offers("papers"):
            yield "citation_pdf_url", addresses.absolute(site, paper)


def title_case(text: str, language: Language = DEFAULT) -> str:
    """An English title in headline style; a word with a capital anywhere stays as it is."""
    if not language.is_english:
        return text

    def cased(match: re.Match[str]) -> str:
        before, word, last = match.group("first", "word", "last")
        is_small = word in _LOWER_CASE and before is None and last is None
        return (before or "") + (
            word.capitalize() if word.islower() and not is_small else word
        )

    return _WORD.sub(cased, text)


def _stop(text: str) -> str:
    """The full stop after a text, unless it ends with a punctuation mark."""
    return "" if text.rstrip("”’").endswith((".", "?", "!")) else "."
