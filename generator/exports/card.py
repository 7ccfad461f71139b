"""Preview images of the site and its briefs for link previews: 1200 by 630 pixels."""

from collections.abc import Iterator

from generator.exports import typesetting
from generator.library.library import Library, LinkedBrief
from generator.publishing import addresses, wording
from generator.publishing.output import Output
from generator.publishing.site import Site


def files(library: Library, site: Site) -> Iterator[Output]:
    """One for the site, and one for each brief."""
    numbers = [
        wording.count(len(library.briefs), "brief"),
        wording.count(len(library.events), "event"),
        wording.count(len(library.quotes), "quote"),
        wording.count(len(library.sources), "source"),
    ]
    data = {"site": site.name, "topics": [], "title": site.description or site.name, "facts": numbers}
    yield Output(addresses.SITE_CARD, typesetting.document("card.typ", data, "png"))
    for brief in library.briefs.values():
        data = _data(brief, library, site)
        yield Output(addresses.card(brief.slug), typesetting.document("card.typ", data, "png"))


def _data(brief: LinkedBrief, library: Library, site: Site) -> typesetting.Data:
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
