"""What readers may have of a page besides the page itself: feeds, calendars, data, and files to download."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from generator.format.settings import Export
from generator.format.version import FrozenVersion
from generator.library.library import Actor, LinkedBrief
from generator.site import Links, Site, addresses, wording

Groups = dict[str, dict[str, str]]
"""The addresses of links, as HTML takes them, by the headings of their groups and their labels.

Those that there are not are empty, and not shown.
"""
ATOM = "application/atom+xml"
DATA = {"csv": "text/csv", "json": "application/json"}
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
    return (Alternate("text/calendar", addresses.calendar(page), title),) if is_there else ()


def subscriptions(site: Site, page: str, title: str, events: Sized) -> tuple[Alternate, ...]:
    return (*feeds(site, page, title), *calendar(site, page, title, events))


def data(site: Site, title: str, *names: str) -> tuple[Alternate, ...]:
    """The files with the data of a page, by the names of those."""
    offered = names if site.offers("data") else ()
    return tuple(Alternate(DATA[each.rpartition(".")[2]], addresses.data(each), title) for each in offered)


@dataclass(frozen=True)
class ContainedFile:
    """A small file that a page contains, so that a site of many briefs has fewer files: its link holds it."""

    name: str
    media_type: str
    content: bytes

    @property
    def address(self) -> Markup:
        """An address that is the file itself: https://www.rfc-editor.org/rfc/rfc2397."""
        return Markup(f"data:{self.media_type};charset=utf-8,{quote(self.content, safe='')}")  # noqa: S704 -- quoted


def brief_links(
    brief: LinkedBrief, site: Site, link: Links, versions: Iterable[FrozenVersion] = ()
) -> Groups:
    """Those that require a known repository are there only if there is one."""
    _ = site.language.gettext
    slug, page = brief.slug, addresses.brief(brief.slug)
    file = f"briefs/{slug}.yml"
    where = addresses.absolute(site, page) if site.address else file
    question = _("What is wrong, and which source shows it?")
    subject = _("Error in “%(title)s”", title=brief.entry.title)

    def offered(export: Export, path: str) -> str:
        return link.file(path) if site.offers(export) else ""

    return {
        _("Cite a version"): _versions(reversed(tuple(versions)), site, link),
        _("Download"): {
            "PDF": offered("papers", addresses.paper(slug)),
            _("Plain text"): link.file(addresses.text(page)),
        },
        _("Follow"): {
            _("What’s new"): link.address(addresses.NEW),
            _("Feed of this brief"): offered("feeds", addresses.feed(page, "xml")),
            _("Feed of all briefs"): offered("feeds", addresses.feed(addresses.HOME, "xml")),
        },
        _("Data"): {"JSON": offered("data", addresses.data(f"briefs/{slug}.json"))},
        _("Correct"): {
            _("Edit in the form"): str(link.change(slug)),
            _("Edit the file"): site.edit(file),
            _("Report an error"): site.report(subject, f"{where}\n\n{question}\n\n"),
        },
    }


def version_links(
    version: FrozenVersion, current: str, others: Iterable[FrozenVersion], site: Site
) -> Groups:
    """`current` is the id of its brief, empty if that is gone."""
    _ = site.language.gettext
    slug, date = version.brief, version.date
    page = addresses.version(slug, date)
    link = Links(page)
    return {
        _("DOI"): {version.doi or "": version.doi_address},
        _("Download"): {_("Plain text"): link.file(addresses.text(page))},
        _("Versions"): {
            _("Current version"): link.address(addresses.brief(current)) if current else "",
            **_versions(others, site, link),
        },
        _("Data"): {"JSON": link.file(addresses.version_data(slug, date)) if site.offers("data") else ""},
    }


def _versions(versions: Iterable[FrozenVersion], site: Site, link: Links) -> dict[str, str]:
    return {
        wording.date(each.day, site.language): link.address(addresses.version(each.brief, each.date))
        for each in versions
    }
