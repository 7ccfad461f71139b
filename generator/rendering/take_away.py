"""What a reader can do with a brief besides reading it."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.linking.library import Brief
from generator.rendering import addresses, markdown
from generator.rendering.addresses import Links
from generator.site import Site


@dataclass(frozen=True)
class Offer:
    """Something to take away or to do, and where that is, as Markdown links to it."""

    words: str
    destination: Markup


def of_brief(brief: Brief, site: Site, link: Links) -> tuple[Offer, ...]:
    """What the end of a brief's page offers; what needs a repository only where that is known."""
    slug, page = brief.slug, addresses.brief(brief.slug)
    files = {
        "PDF, A4": addresses.paper(slug, "a4"),
        "PDF, Letter": addresses.paper(slug, "letter"),
        "Data": addresses.data(f"briefs/{slug}.json"),
        "Calendar": addresses.calendar(page) if brief.events else "",
        "Feed": addresses.feed(addresses.HOME, "atom"),
        "TimelineJS": addresses.slides(slug) if brief.events else "",
        "Plain text": addresses.text(page),
    }
    file = f"briefs/{slug}.yml"
    where = addresses.absolute(site, page) if site.address else file
    actions = {
        "Edit": site.edit(file),
        "Report an error": site.report(
            f"Error in “{brief.entry.title}”", f"{where}\n\nWhat is wrong, and what documents it?\n\n"
        ),
    }
    return (
        Offer("Cite", Markup("#cite")),
        *(Offer(words, link.to(path)) for words, path in files.items() if path),
        *(Offer(words, markdown.destination(url)) for words, url in actions.items() if url),
    )
