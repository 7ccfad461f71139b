"""Preview images of the site and its briefs for link previews: 1200 by 630 pixels."""

from collections.abc import Iterator

from generator.exports import typesetting
from generator.library.library import Library, LinkedBrief
from generator.publishing import addresses, wording
from generator.publishing.output import Output
from generator.publishing.site import Site


def files(library: Library, site: Site) -> Iterator[Output]:
    """One for the site, and one for each brief."""
    facts = [wording.count(len(library.briefs), "brief"), *_counted(library)]
    yield _card(addresses.SITE_CARD, site, site.description or site.name, [], facts)
    for brief in library.briefs.values():
        topics = [library.topics[topic].title for topic in brief.entry.topics]
        facts = [wording.date(brief.entry.updated or brief.entry.date), *_counted(brief)]
        yield _card(addresses.card(brief.slug), site, brief.entry.title, topics, facts)


def _counted(of: Library | LinkedBrief) -> list[str]:
    return [
        wording.count(len(of.events), "event"),
        wording.count(len(of.quotes), "quote"),
        wording.count(len(of.sources), "source"),
    ]


def _card(path: str, site: Site, title: str, topics: list[str], facts: list[str]) -> Output:
    data = {"site": site.name, "topics": topics, "title": title, "facts": facts}
    return Output(path, typesetting.document("card.typ", data, "png"))
