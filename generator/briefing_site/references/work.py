"""What can be cited: a brief as it is now, or a frozen version of one."""

from dataclasses import dataclass
from typing import Self

from briefing_site.format import EdtfDate, FrozenVersion
from briefing_site.languages.language import DEFAULT
from briefing_site.library.library import Library, LinkedBrief
from briefing_site.site import Language, Site, addresses


@dataclass(frozen=True)
class CitedWork:
    """What citations say about a brief or a frozen version."""

    id: str
    title: str
    authors: tuple[str, ...]
    site: str
    """The name of the site, which stands for the author where none is named."""
    date: EdtfDate
    url: str
    """The web address of its page; empty if that of the site is not known."""
    address: str
    """Where citations lead: to a version by its DOI, if it has one."""
    language: Language = DEFAULT
    keywords: tuple[str, ...] = ()
    doi: str = ""
    version: str = ""
    published: EdtfDate | None = None

    @classmethod
    def from_brief(cls, brief: LinkedBrief, library: Library, site: Site) -> Self:
        """A brief, dated by its last change, because that text is what is cited."""
        url = _page_address(site, addresses.brief(brief.slug))
        topics = [library.title(addresses.topic(topic)) for topic in brief.entry.topics]
        return cls(
            id=brief.slug,
            title=brief.entry.title,
            authors=tuple(author.name for author in brief.entry.authors),
            site=site.name,
            date=brief.changed,
            url=url,
            address=url,
            language=site.language,
            keywords=tuple(topics),
            published=brief.published,
        )

    @classmethod
    def from_version(cls, version: FrozenVersion, site: Site) -> Self:
        """A frozen version, with the names that the brief and the site had then."""
        url = _page_address(site, addresses.version(version.brief, version.date))
        return cls(
            id=f"{version.brief}-{version.date}",
            title=version.title,
            authors=tuple(author.name for author in version.authors),
            site=version.site,
            date=version.day,
            url=url,
            address=version.doi_address or url,
            language=Language(version.language),
            keywords=version.topics,
            doi=version.doi or "",
            version=version.date,
            published=version.day,
        )


def _page_address(site: Site, path: str) -> str:
    if not site.address:
        return ""
    return addresses.absolute(site, path)
