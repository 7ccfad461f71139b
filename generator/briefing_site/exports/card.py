"""Preview images for links to the site, its briefs, topics and actors: 1200 by 630 pixels."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing_site.exports import typesetting
from briefing_site.library.library import Actor, BriefSummary, Library, Topic
from briefing_site.site import Output, Site, Task, addresses, quote_checks, wording
from briefing_site.site.quote_checks import CheckName

_LONGEST_SUMMARY = 280
"""Characters: four lines."""


@dataclass(frozen=True)
class Card:
    """What is written on a card."""

    path: str
    title: str
    labels: tuple[str, ...]
    """What it is, or the topics of a brief."""
    facts: tuple[str, ...]
    summary: str = ""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    cards = [_site_card(library, site)]
    for summary in library.summaries.values():
        cards.append(_brief_card(summary, library, site))
    for id_, events in library.events_by_topic.items():
        cards.append(_topic_card(library.topics[id_], len(events), site))
    for actor in library.actors.values():
        if actor.profile:
            cards.append(_actor_card(actor, site))
    for text in cards:
        yield Task(text.path, card, (text,), is_slow=True)


def card(_library: Library, site: Site, text: Card) -> Iterator[Output]:
    data = {
        "labels": text.labels,
        "title": text.title,
        "summary": text.summary,
        "facts": text.facts,
        **typesetting.identity(site),
    }
    yield Output(text.path, typesetting.document("card.typ", data, "png"))


def _site_card(library: Library, site: Site) -> Card:
    facts = wording.counts(
        (len(library.summaries), "brief"),
        (len(library.events), "event"),
        (len(library.sources), "source"),
        language=site.language,
    )
    facts += _checks(list(library.summaries.values()), site)
    return Card(
        path=addresses.SITE_CARD,
        title=site.description or site.name,
        labels=(),
        facts=tuple(facts),
    )


def _brief_card(brief: BriefSummary, library: Library, site: Site) -> Card:
    facts = []
    for text, date in wording.dates(brief.as_of, brief.updated):
        words = wording.date(date, site.language)
        facts.append(site.language.gettext(text, date=words))
    facts += wording.counts(
        (brief.events, "event"), (brief.sources, "source"), language=site.language
    )
    facts += _checks([brief], site)
    return Card(
        path=addresses.card(addresses.brief(brief.slug)),
        title=brief.title,
        labels=tuple(library.topics[topic].title for topic in brief.topics),
        facts=tuple(facts),
    )


def _topic_card(topic: Topic, events: int, site: Site) -> Card:
    facts = wording.counts(
        (len(topic.briefs), "brief"), (events, "event"), language=site.language
    )
    return Card(
        path=addresses.card(addresses.topic(topic.id)),
        title=topic.title,
        labels=(site.language.gettext("Topic"),),
        facts=tuple(facts),
        summary=wording.shortened(topic.summary, _LONGEST_SUMMARY),
    )


def _actor_card(actor: Actor, site: Site) -> Card:
    kind, _ = site.actor_kind(actor.kind)
    facts = wording.counts(
        (len(actor.roles), "brief"),
        (len(actor.events), "event"),
        (len(actor.quotes), "quote"),
        language=site.language,
    )
    summary = ""
    if actor.profile and actor.profile.summary:
        summary = wording.shortened(actor.profile.summary.words, _LONGEST_SUMMARY)
    return Card(
        path=addresses.card(addresses.actor(actor.id)),
        title=actor.name,
        labels=(kind,),
        facts=tuple(facts),
        summary=summary,
    )


def _checks(briefs: list[BriefSummary], site: Site) -> list[str]:
    """How many quotes of the briefs were found in their sources, and how many were not."""
    names: list[CheckName] = []
    for brief in briefs:
        names += brief.checks
    counts = quote_checks.counts(names, site.language, whole=True)
    return [words for _, words in counts]
