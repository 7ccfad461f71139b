"""The pictures that stand for a brief and for the site where they are shared: 1200 by 630 pixels."""

from collections.abc import Iterator

from generator.exports import typesetting
from generator.linking.library import Brief, Library
from generator.rendering import addresses, wording
from generator.rendering.file import File
from generator.site import Site


def files(library: Library, site: Site) -> Iterator[File]:
    """One of the site, and one a brief."""
    numbers = [
        wording.count(len(library.briefs), "brief"),
        wording.count(len(library.events), "event"),
        wording.count(len(library.quotes), "quote"),
        wording.count(len(library.sources), "source"),
    ]
    data = {"site": site.name, "topics": [], "title": site.description or site.name, "facts": numbers}
    yield File(addresses.SITE_CARD, typesetting.png("card.typ", data))
    for brief in library.briefs.values():
        yield File(addresses.card(brief.slug), typesetting.png("card.typ", _data(brief, library, site)))


def _data(brief: Brief, library: Library, site: Site) -> typesetting.Data:
    return {
        "site": site.name,
        "topics": [library.topics[topic].title for topic in brief.entry.topics],
        "title": brief.entry.title,
        "facts": [
            wording.date(brief.entry.updated or brief.entry.date),
            wording.count(len(brief.events), "event"),
            wording.count(len(brief.quotes), "quote"),
            wording.count(len(brief.sources), "source"),
        ],
    }
