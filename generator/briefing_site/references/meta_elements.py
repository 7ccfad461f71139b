"""The `meta` elements of a page that reference managers and Google Scholar read.

The names are those of Highwire Press:
https://scholar.google.com/intl/en/scholar/inclusion.html#indexing.
"""

from collections.abc import Iterator

from briefing_site.format import EdtfDate
from briefing_site.references.work import CitedWork
from briefing_site.site import Site, addresses


def meta_elements(
    work: CitedWork, page: str, paper: str, site: Site
) -> Iterator[tuple[str, str]]:
    """The name and the content of each element, which describe the work as a report.

    `page` and `paper` are the paths of its page and of its PDF, which may be empty.
    """
    yield "citation_title", work.title
    for author in work.authors:
        yield "citation_author", author
    # Zotero takes the last of several words for a family name
    if not work.authors and " " not in work.site:
        yield "citation_author", work.site
    if work.date != work.published:
        yield "citation_online_date", _date(work.date)
    if work.published:
        yield "citation_publication_date", _date(work.published)
    # without an institution, Zotero would take the page for an article in a journal
    yield "citation_technical_report_institution", work.site
    yield "citation_language", work.language.code
    for keyword in work.keywords:
        yield "citation_keywords", keyword
    if work.doi:
        yield "citation_doi", work.doi
    if site.address:
        yield "citation_abstract_html_url", addresses.absolute(site, page)
        if paper and site.offers("papers"):
            yield "citation_pdf_url", addresses.absolute(site, paper)


def _date(date: EdtfDate) -> str:
    return date.earliest.isoformat().replace("-", "/")
