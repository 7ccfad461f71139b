"""Preview images of the site, its briefs, topics and actors for link previews: 1200 by 630 pixels."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from briefing_site.exports import typesetting
from briefing_site.library.library import BriefSummary, Library
from briefing_site.site import Output, Site, Task, addresses, quote_checks, wording

_LONGEST_SUMMARY = 280
"""Characters: four lines."""


class Card(NamedTuple):
    path: str
    title: str
    labels: tuple[str, ...]
    """What it is, or the topics of a brief."""
    facts: tuple[str, ...]
    summary: str = ""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for each in _cards(library, site):
        yield Task(each.path, card, (each,), is_slow=True)


def card(_library: Library, site: Site, text: Card) -> Iterator[Output]:
    said = {
        "labels": text.labels,
        "title": text.title,
        "summary": text.summary,
        "facts": text.facts,
    }
    yield Output(
        text.path,
        typesetting.document("card.typ", said | typesetting.identity(site), "png"),
    )


def _cards(library: Library, site: Site) -> Iterator[Card]:
    def counts(*numbers: tuple[int, str]) -> tuple[str, ...]:
        return tuple(wording.counts(*numbers, language=site.language))

    def checks(*briefs: BriefSummary) -> tuple[str, ...]:
        names = (name for each in briefs for name in each.checks)
        return tuple(
            words for _, words in quote_checks.counts(names, site.language, whole=True)
        )

    whole = counts(
        (len(library.summaries), "brief"),
        (len(library.events), "event"),
        (len(library.sources), "source"),
    )
    quotes = checks(*library.summaries.values())
    yield Card(
        addresses.SITE_CARD, site.description or site.name, (), (*whole, *quotes)
    )
    for slug, brief in library.summaries.items():
        topics = tuple(library.topics[topic].title for topic in brief.topics)
        numbers = counts((brief.events, "event"), (brief.sources, "source"))
        dates = (
            site.language.gettext(text, date=wording.date(day, site.language))
            for text, day in wording.dates(brief.as_of, brief.updated)
        )
        facts = (*dates, *numbers, *checks(brief))
        yield Card(addresses.card(addresses.brief(slug)), brief.title, topics, facts)
    short = partial(wording.shortened, longest=_LONGEST_SUMMARY)
    for id_, events in library.events_by_topic.items():
        topic, labels = library.topics[id_], (site.language.gettext("Topic"),)
        facts = counts((len(topic.briefs), "brief"), (len(events), "event"))
        yield Card(
            addresses.card(addresses.topic(id_)),
            topic.title,
            labels,
            facts,
            short(topic.summary),
        )
    for actor in library.actors.values():
        if actor.profile:
            kind, _ = site.actor_kind(actor.kind)
            facts = counts(
                (len(actor.roles), "brief"),
                (len(actor.events), "event"),
                (len(actor.quotes), "quote"),
            )
            summary = (
                short(actor.profile.summary.words) if actor.profile.summary else ""
            )
            yield Card(
                addresses.card(addresses.actor(actor.id)),
                actor.name,
                (kind,),
                facts,
                summary,
            )
