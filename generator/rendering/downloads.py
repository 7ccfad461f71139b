"""Links at the end of a brief: download it, follow it, use its data, correct it."""

from dataclasses import dataclass

from generator.library.library import LinkedBrief
from generator.publishing import addresses
from generator.publishing.addresses import Links
from generator.publishing.site import Site


@dataclass(frozen=True)
class DownloadLink:
    """A link, with its address as HTML takes it."""

    label: str
    address: str


@dataclass(frozen=True)
class DownloadGroup:
    """Links of one kind, with a heading."""

    name: str
    links: tuple[DownloadLink, ...]


def of_brief(brief: LinkedBrief, site: Site, link: Links) -> tuple[DownloadGroup, ...]:
    """The links of a brief; those that require events or a known repository only where there are any."""
    slug, page = brief.slug, addresses.brief(brief.slug)
    file = f"briefs/{slug}.yml"
    where = addresses.absolute(site, page) if site.address else file
    report = f"{where}\n\nWhat is wrong, and which source shows it?\n\n"
    groups = {
        "Download": {
            "PDF (A4)": link.file(addresses.paper(slug, "a4")),
            "PDF (US Letter)": link.file(addresses.paper(slug, "letter")),
            "Plain text": link.file(addresses.text(page)),
        },
        "Follow": {
            "Feed of all briefs": link.file(addresses.feed(addresses.HOME, "atom")),
            "Calendar of events": link.file(addresses.calendar(page)) if brief.events else "",
        },
        "Data": {
            "JSON": link.file(addresses.data(f"briefs/{slug}.json")),
            "TimelineJS": link.file(addresses.slides(slug)) if brief.events else "",
        },
        "Correct": {
            "Edit in the form": str(link.change(slug)),
            "Edit the file": site.edit(file),
            "Report an error": site.report(f"Error in “{brief.entry.title}”", report),
        },
    }
    linked = (
        DownloadGroup(name, tuple(DownloadLink(*each) for each in links.items() if each[1]))
        for name, links in groups.items()
    )
    return tuple(group for group in linked if group.links)
