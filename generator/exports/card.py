"""Preview images of the site, its briefs, topics and actors for link previews: 1200 by 630 pixels."""

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from generator.exports import typesetting
from generator.library.library import BriefSummary, Library
from generator.site import addresses, wording
from generator.site.language import Language, marked
from generator.site.output import Output, Task
from generator.site.site import Site

_TOPIC = marked("Topic")
_LONGEST_SUMMARY = 280
"""Characters: four lines."""


class CardText(NamedTuple):
    """What the card of a topic or an actor says, and all that its task depends on."""

    path: str
    title: str
    kind: str
    summary: str
    numbers: tuple[tuple[int, str], ...]
    """How many there are, and of what."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """One for the site, and one for each brief, topic, and actor with a profile."""
    yield Task(addresses.SITE_CARD, card_of_site, is_slow=True)
    for slug in library.briefs:
        yield Task(addresses.card(addresses.brief(slug)), card_of_brief, (slug,), is_slow=True)
    for text in (*_topics(library, site), *_actors(library, site)):
        yield Task(text.path, card_of_numbers, (text,), is_slow=True)


def _topics(library: Library, site: Site) -> Iterator[CardText]:
    name = site.language.gettext(_TOPIC)
    for id_, events in library.events_by_topic.items():
        topic = library.topics[id_]
        numbers = (len(topic.briefs), "brief"), (len(events), "event")
        yield CardText(
            addresses.card(addresses.topic(id_)), topic.title, name, _short(topic.summary), numbers
        )


def _actors(library: Library, site: Site) -> Iterator[CardText]:
    for actor in library.actors.values():
        if actor.profile:
            kind, _ = site.actor_kind(actor.kind)
            summary = _short(actor.profile.summary.words) if actor.profile.summary else ""
            numbers = (len(actor.roles), "brief"), (len(actor.events), "event"), (len(actor.quotes), "quote")
            path = addresses.card(addresses.actor(actor.id))
            yield CardText(path, actor.name, kind, summary, numbers)


def _short(summary: str) -> str:
    return textwrap.shorten(summary, _LONGEST_SUMMARY, placeholder=" …")


def card_of_numbers(_library: Library, site: Site, text: CardText) -> Iterator[Output]:
    """The card of a topic or an actor: what it is, and how much there is about it."""
    labels = [text.kind]
    facts = wording.counts(*text.numbers, language=site.language)
    yield _card(text.path, site, text.title, labels, facts, summary=text.summary)


def card_of_site(library: Library, site: Site) -> Iterator[Output]:
    numbers = (len(library.events), len(library.quotes), len(library.sources))
    facts = [
        *wording.counts((len(library.summaries), "brief"), language=site.language),
        *_counted(*numbers, site.language),
    ]
    yield _card(addresses.SITE_CARD, site, site.description or site.name, [], facts)


def card_of_brief(library: Library, site: Site, slug: str) -> Iterator[Output]:
    brief = library.summaries[slug]
    topics = [library.topic_titles[topic] for topic in brief.topics]
    facts = [
        *_dates(brief, site.language),
        *_counted(brief.events, brief.quotes, brief.sources, site.language),
    ]
    yield _card(addresses.card(addresses.brief(slug)), site, brief.title, topics, facts)


def _dates(brief: BriefSummary, language: Language) -> list[str]:
    facts = [language.gettext("Dated %(date)s", date=wording.date(brief.date, language))]
    if brief.as_of:
        facts.append(language.gettext("as of %(date)s", date=wording.date(brief.as_of, language)))
    if brief.updated:
        facts.append(language.gettext("updated %(date)s", date=wording.date(brief.updated, language)))
    return facts


def _counted(events: int, quotes: int, sources: int, language: Language) -> list[str]:
    return wording.counts((events, "event"), (quotes, "quote"), (sources, "source"), language=language)


def _card(
    path: str, site: Site, title: str, labels: list[str], facts: list[str], *, summary: str = ""
) -> Output:
    text = {"labels": labels, "title": title, "summary": summary, "facts": facts}
    data = text | typesetting.identity(site)
    return Output(path, typesetting.document("card.typ", data, "png"))
