"""What a reader can do with a brief besides reading it."""

from dataclasses import dataclass

from generator.library.library import LinkedBrief
from generator.publishing import addresses
from generator.publishing.addresses import Links
from generator.publishing.site import Site


@dataclass(frozen=True)
class Offer:
    """Something to take away or to do, and where that is, as HTML links to it."""

    words: str
    address: str


@dataclass(frozen=True)
class Group:
    """Offers of a kind."""

    name: str
    offers: tuple[Offer, ...]


def of_brief(brief: LinkedBrief, site: Site, link: Links) -> tuple[Group, ...]:
    """What the end of a brief's page offers; what needs events or a known repository only where there are."""
    slug, page = brief.slug, addresses.brief(brief.slug)
    file = f"briefs/{slug}.yml"
    where = addresses.absolute(site, page) if site.address else file
    mistake = f"{where}\n\nWhat is wrong, and what documents it?\n\n"
    groups = {
        "Keep": {
            "PDF, A4": link.file(addresses.paper(slug, "a4")),
            "PDF, US Letter": link.file(addresses.paper(slug, "letter")),
            "Plain text": link.file(addresses.text(page)),
        },
        "Follow": {
            "Feed of all briefs": link.file(addresses.feed(addresses.HOME, "atom")),
            "Calendar of the events": link.file(addresses.calendar(page)) if brief.events else "",
        },
        "Data": {
            "JSON": link.file(addresses.data(f"briefs/{slug}.json")),
            "TimelineJS": link.file(addresses.slides(slug)) if brief.events else "",
        },
        "Correct": {
            "Change it in the form": str(link.change(slug)),
            "Edit its file": site.edit(file),
            "Report an error": site.report(f"Error in “{brief.entry.title}”", mistake),
        },
    }
    made = (
        Group(name, tuple(Offer(words, address) for words, address in offers.items() if address))
        for name, offers in groups.items()
    )
    return tuple(group for group in made if group.offers)
