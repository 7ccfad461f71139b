"""What readers may have of a page besides the page itself: feeds, calendars, data, and files to download."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from briefing_site.library.library import Actor, LinkedBrief
from briefing_site.references import csl
from briefing_site.references.formats import FORMATS
from briefing_site.references.work import CitedWork
from briefing_site.site import Links, Site, addresses
from briefing_site.site.addresses import ReferenceFormat

ATOM = "application/atom+xml"
DATA = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/json",
}
"""The media types of data, by the endings of their files."""
LONGEST_CALENDAR = 500
"""Events in a calendar, the latest: about 300 KB. Google Calendar takes no more than a megabyte."""


@dataclass(frozen=True)
class Alternate:
    """Another format of the content of a page, with its path below the root of the site."""

    type: str
    path: str
    title: str


def is_followed(actor: Actor) -> bool:
    """Whether an actor has a feed and a calendar: it is in several briefs, so there may be more to come."""
    return len(actor.roles) > 1


def feeds(site: Site, page: str, title: str) -> tuple[Alternate, ...]:
    if not site.offers("feeds"):
        return ()
    return (
        Alternate(ATOM, addresses.feed(page, "atom"), title),
        Alternate("application/feed+json", addresses.feed(page, "json"), title),
    )


def calendar(site: Site, page: str, title: str, events: Sized) -> tuple[Alternate, ...]:
    """The calendar of the events of a page; none if there are no events."""
    is_there = events and site.offers("calendars")
    return (
        (Alternate("text/calendar", addresses.calendar(page), title),)
        if is_there
        else ()
    )


def subscriptions(
    site: Site, page: str, title: str, events: Sized
) -> tuple[Alternate, ...]:
    return (*feeds(site, page, title), *calendar(site, page, title, events))


def data(site: Site, title: str, *names: str) -> tuple[Alternate, ...]:
    """The files with the data of a page, by the names of those."""
    offered = names if site.offers("data") else ()
    return tuple(
        Alternate(DATA[each.rpartition(".")[2]], addresses.data(each), title)
        for each in offered
    )


@dataclass(frozen=True)
class ContainedFile:
    """A small file that a page contains, so that a site of many briefs has fewer files: its link holds it."""

    name: str
    media_type: str
    content: bytes

    @property
    def address(self) -> Markup:
        """An address that is the file itself: https://www.rfc-editor.org/rfc/rfc2397."""
        return Markup(  # noqa: S704 -- quoted
            f"data:{self.media_type};charset=utf-8,{quote(self.content, safe='')}"
        )


def references(work: CitedWork) -> dict[str, ContainedFile]:
    """The reference for a brief or a version in each format, by the name of the format."""
    item = csl.work_item(work)
    files = {}
    for format_ in FORMATS:
        name = f"{work.id}.{format_.ending}"
        content = format_.write([item]).encode()
        files[format_.name] = ContainedFile(name, format_.media_type, content)
    return files


def reference_files(
    path: Callable[[ReferenceFormat], str], link: Links
) -> dict[str, str]:
    """The addresses of files of references, by the names of their formats."""
    return {format_.name: link.to(path(format_.ending)) for format_ in FORMATS}


def report(brief: LinkedBrief, site: Site) -> str:
    """The address to report an error in a brief; empty if no repository is known."""
    page, file = addresses.brief(brief.slug), f"briefs/{brief.slug}.yml"
    where = addresses.absolute(site, page) if site.address else file
    question = site.language.gettext("What is wrong, and which source shows it?")
    subject = site.language.gettext("Error in “%(title)s”", title=brief.entry.title)
    return site.report(subject, f"{where}\n\n{question}\n\n")
