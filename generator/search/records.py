"""The records of the library: one for each brief, event, quote, actor and topic."""

from collections.abc import Iterator

from generator.format.places import BRIEF, EVENT, PROFILE, QUOTE
from generator.format.traversal import words
from generator.library.library import Actor, Library, LinkedBrief, LinkedQuote, MergedEvent, Topic
from generator.publishing import addresses, wording
from generator.search.record import SearchRecord

_FOUND_BY_THEMSELVES = frozenset(
    {*BRIEF.title, *BRIEF.timeline, *BRIEF.quotes, *BRIEF.actors, *BRIEF.relations, *BRIEF.sources}
)
"""Fields of a brief that its record does not repeat: its title, and what has records of its own."""
_SAID_OTHERWISE = frozenset({*PROFILE.name, *PROFILE.aliases})


def records(library: Library) -> Iterator[SearchRecord]:
    """All records; an event in several briefs is one record."""
    yield from map(_brief, library.briefs.values())
    yield from (_event(event, library) for event in library.events)
    yield from (_quote(quote, library) for quote in library.quotes)
    yield from (_actor(actor, library) for actor in library.actors.values())
    yield from map(_topic, library.topics.values())


def _brief(brief: LinkedBrief) -> SearchRecord:
    entry = brief.entry
    page = addresses.brief(brief.slug)
    return SearchRecord(
        "brief",
        page,
        addresses.address(page),
        entry.title,
        text=tuple(words(entry, but=_FOUND_BY_THEMSELVES)),
        aside=tuple(", ".join(words(source.entry)) for source in brief.sources),
        topics=_sorted(entry.topics),
        actors=_sorted(member.id for member in brief.cast),
        year=entry.date.year,
        date=wording.date(entry.date),
        state="" if entry.status == "published" else entry.status,
    )


def _event(event: MergedEvent, library: Library) -> SearchRecord:
    main = event.main
    page = addresses.brief(main.slug)
    tellings = [(library.briefs[telling.slug].entry, telling.entry) for telling in event.tellings]
    return SearchRecord(
        "event",
        page,
        f"{addresses.address(page)}#{main.id}",
        main.entry.title,
        text=tuple(words(main.entry, but=EVENT.title)),
        topics=_sorted(topic for brief, _ in tellings for topic in brief.topics),
        actors=_sorted(actor for _, entry in tellings for actor in entry.actors),
        year=event.date.year,
        date=wording.date(event.date),
        context=library.briefs[main.slug].entry.title,
        state="" if main.entry.status == "confirmed" else main.entry.status,
    )


def _quote(quote: LinkedQuote, library: Library) -> SearchRecord:
    brief = library.briefs[quote.slug]
    page = addresses.brief(quote.slug)
    return SearchRecord(
        "quote",
        page,
        f"{addresses.address(page)}#{quote.id}",
        brief.member(quote.entry.speaker).name,
        text=(f"“{quote.entry.text}”", *words(quote.entry, but=QUOTE.text)),
        topics=_sorted(brief.entry.topics),
        actors=(quote.entry.speaker,),
        year=quote.date.year,
        date=wording.date(quote.date),
        context=brief.entry.title,
    )


def _actor(actor: Actor, library: Library) -> SearchRecord:
    profile = actor.profile
    kind, _ = wording.KINDS[actor.kind]
    text = words(profile, but=_SAID_OTHERWISE) if profile else ()
    names = [f"Also known as {', '.join(profile.aliases)}."] if profile and profile.aliases else []
    return SearchRecord(
        "actor",
        addresses.ACTORS,
        addresses.address(addresses.actor(actor.id)),
        actor.name,
        text=(*names, *text),
        aside=tuple(role for _, role in actor.roles),
        topics=_sorted(topic for slug, _ in actor.roles for topic in library.briefs[slug].entry.topics),
        actors=(actor.id,),
        context=kind,
    )


def _topic(topic: Topic) -> SearchRecord:
    return SearchRecord(
        "topic",
        addresses.TOPICS,
        addresses.address(addresses.topic(topic.id)),
        topic.title,
        text=(topic.summary,),
        aside=topic.entry.aliases,
        topics=(topic.id,),
    )


def _sorted(ids: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
