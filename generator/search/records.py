"""The records of the library: one for each brief, event, quote, actor and topic."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.format.places import BRIEF, EVENT, PROFILE, QUOTE
from generator.format.traversal import words
from generator.library.library import Actor, Library, LinkedBrief, LinkedQuote, MergedEvent, Topic
from generator.search.record import SearchRecord
from generator.site import addresses, wording
from generator.site.language import Language
from generator.site.site import DEFAULT, Site

_FOUND_BY_THEMSELVES = frozenset(
    {*BRIEF.title, *BRIEF.timeline, *BRIEF.quotes, *BRIEF.actors, *BRIEF.relations, *BRIEF.sources}
)
"""Fields of a brief that its record does not repeat: its title, and what has records of its own."""
_SAID_OTHERWISE = frozenset({*PROFILE.name, *PROFILE.aliases, *PROFILE.affiliations})


def records(library: Library, site: Site = DEFAULT) -> Iterator[SearchRecord]:
    """All records; an event in several briefs is one record."""
    names = _Names(
        {actor.id: (actor.name, *_aliases(actor)) for actor in library.actors.values()},
        {topic.id: (topic.title, *topic.entry.aliases) for topic in library.topics.values()},
    )
    language = site.language
    yield from (_brief(brief, names, language) for brief in library.briefs.values())
    yield from (_event(event, library, names, language) for event in library.events)
    yield from (_quote(quote, library, names, language) for quote in library.quotes)
    yield from (_actor(actor, library, site) for actor in library.actors.values())
    yield from map(_topic, library.topics.values())


@dataclass(frozen=True)
class _Names:
    """All names of each actor and topic."""

    actors: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, tuple[str, ...]]

    def of(self, actors: Iterable[str], topics: Iterable[str]) -> tuple[str, ...]:
        named = chain((self.actors[actor] for actor in actors), (self.topics[topic] for topic in topics))
        return tuple(chain.from_iterable(named))


def _brief(brief: LinkedBrief, names: _Names, language: Language) -> SearchRecord:
    entry = brief.entry
    cast = _sorted(member.id for member in brief.cast)
    page = addresses.brief(brief.slug)
    return SearchRecord(
        "brief",
        page,
        addresses.address(page),
        entry.title,
        text=tuple(words(entry, but=_FOUND_BY_THEMSELVES)),
        names=(_in_words(brief.slug),),
        about=names.of(cast, entry.topics),
        aside=tuple(", ".join(words(source.entry)) for source in brief.sources),
        topics=_sorted(entry.topics),
        actors=cast,
        year=entry.date.year,
        date=wording.date(entry.date, language),
        state="" if entry.status == "published" else wording.term(entry.status, language),
    )


def _event(event: MergedEvent, library: Library, names: _Names, language: Language) -> SearchRecord:
    main, *others = event.accounts
    page = addresses.brief(main.slug)
    topics = _sorted(
        topic for telling in event.accounts for topic in library.briefs[telling.slug].entry.topics
    )
    return SearchRecord(
        "event",
        page,
        f"{addresses.address(page)}#{main.id}",
        main.entry.title,
        text=tuple(words(main.entry, but=EVENT.title)),
        names=(_in_words(main.id),),
        about=names.of(event.actors, topics),
        aside=tuple(text for telling in others for text in words(telling.entry)),
        topics=topics,
        actors=event.actors,
        year=event.date.year,
        date=wording.date(event.date, language),
        context=library.briefs[main.slug].entry.title,
        state="" if event.status == "confirmed" else wording.term(event.status, language),
    )


def _quote(quote: LinkedQuote, library: Library, names: _Names, language: Language) -> SearchRecord:
    brief = library.briefs[quote.slug]
    page = addresses.brief(quote.slug)
    speakers = (quote.entry.speaker,) if quote.entry.speaker else ()
    return SearchRecord(
        "quote",
        page,
        f"{addresses.address(page)}#{quote.id}",
        brief.speaker(quote.entry),
        text=(language.gettext("“%(text)s”", text=quote.entry.text), *words(quote.entry, but=QUOTE.text)),
        names=(_in_words(quote.id),),
        about=names.of(speakers, brief.entry.topics),
        topics=_sorted(brief.entry.topics),
        actors=speakers,
        year=quote.date.year,
        date=wording.date(quote.date, language),
        context=brief.entry.title,
    )


def _actor(actor: Actor, library: Library, site: Site) -> SearchRecord:
    profile, language = actor.profile, site.language
    text = words(profile, but=_SAID_OTHERWISE) if profile else ()
    aliases = _aliases(actor)
    known = [language.gettext("Also known as %(names)s.", names=", ".join(aliases))] if aliases else []
    affiliations = profile.affiliations if profile else ()
    return SearchRecord(
        "actor",
        addresses.ACTORS,
        addresses.address(addresses.actor(actor.id)),
        actor.name,
        text=(*text, *known),
        names=(*aliases, _in_words(actor.id)),
        aside=(*(role for _, role in actor.roles), *chain.from_iterable(map(words, affiliations))),
        topics=_sorted(topic for slug, _ in actor.roles for topic in library.briefs[slug].entry.topics),
        actors=(actor.id,),
        context=site.actor_kind(actor.kind)[0],
    )


def _topic(topic: Topic) -> SearchRecord:
    return SearchRecord(
        "topic",
        addresses.TOPICS,
        addresses.address(addresses.topic(topic.id)),
        topic.title,
        text=(topic.summary,),
        names=(*topic.entry.aliases, _in_words(topic.id)),
        topics=(topic.id,),
    )


def _aliases(actor: Actor) -> tuple[str, ...]:
    return actor.profile.aliases if actor.profile else ()


def _in_words(identifier: str) -> str:
    """An id is one more name, and often an abbreviation."""
    return identifier.replace("-", " ")


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
