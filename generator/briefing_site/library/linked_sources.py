"""Sources: numbered in a brief or a profile, and merged in the list of all."""

from collections import defaultdict
from collections.abc import Iterable

from briefing_site.format import Brief, Profile, Source
from briefing_site.library.library import (
    Actor,
    LinkedBrief,
    LinkedEvent,
    LinkedQuote,
    MergedSource,
    NumberedSource,
    ProfileUse,
    SourceUse,
)


def numbered(
    entry: Brief | Profile,
    events: Iterable[LinkedEvent] = (),
    quotes: Iterable[LinkedQuote] = (),
) -> tuple[NumberedSource, ...]:
    """The sources in the order in which they are cited, with the events and quotes that they document."""
    events_of = defaultdict(list)
    for event in events:
        for id_ in set(event.entry.sources):
            events_of[id_].append(event)
    quotes_of = defaultdict(list)
    for quote in quotes:
        quotes_of[quote.entry.source].append(quote)
    sources = []
    for number, id_ in enumerate(entry.source_order, start=1):
        source = NumberedSource(
            number=number,
            id=id_,
            entry=entry.sources[id_],
            events=tuple(events_of[id_]),
            quotes=tuple(quotes_of[id_]),
        )
        sources.append(source)
    return tuple(sources)


def merge(
    briefs: Iterable[LinkedBrief], actors: Iterable[Actor]
) -> tuple[MergedSource, ...]:
    """All sources by title, merged if they have the same address, or else the same title and publisher."""
    entries: dict[tuple[str, ...], Source] = {}
    uses = defaultdict(list)
    profiles = defaultdict(list)
    for brief in sorted(briefs, key=lambda brief: brief.slug):
        for source in brief.sources:
            key = source.entry.publication
            entries.setdefault(key, source.entry)
            use = SourceUse(
                slug=brief.slug,
                number=source.number,
                id=source.id,
                events=len(source.events),
                checks=tuple(quote.check.name for quote in source.quotes),
            )
            uses[key].append(use)
    for actor in actors:
        for source in actor.sources:
            key = source.entry.publication
            entries.setdefault(key, source.entry)
            profiles[key].append(ProfileUse(actor.id, source.number, source.id))
    sources = []
    for key in sorted(entries, key=lambda key: (entries[key].name.casefold(), key)):
        entry = entries[key]
        sources.append(MergedSource(entry, tuple(uses[key]), tuple(profiles[key])))
    return tuple(sources)
