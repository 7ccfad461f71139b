"""Places with what happened and was said there, and who is there."""

from collections import defaultdict

from briefing_site.format.gazetteer import GazetteerEntry
from briefing_site.library.library import Library, LinkedEvent, LinkedQuote, Place
from briefing_site.reading import Collection


def entries(collection: Collection) -> dict[str, GazetteerEntry]:
    """All places as they are listed, by id."""
    if collection.gazetteer is None or collection.gazetteer.record is None:
        return {}
    return dict(sorted(collection.gazetteer.record.root.items()))


def link_all(library: Library) -> dict[str, Place]:
    """The places of the library's gazetteer by id, also those that nothing refers to."""
    events: defaultdict[str, list[LinkedEvent]] = defaultdict(list)
    for event in library.events:
        for id_ in event.places:
            events[id_].append(event)
    quotes: defaultdict[str, list[LinkedQuote]] = defaultdict(list)
    for quote in library.quotes:
        for id_ in dict.fromkeys(quote.entry.places):
            quotes[id_].append(quote)
    actors: defaultdict[str, list[str]] = defaultdict(list)
    for actor in library.actors.values():
        for id_ in dict.fromkeys(actor.profile.places if actor.profile else ()):
            actors[id_].append(actor.id)
    places = {}
    for id_, entry in library.gazetteer.items():
        places[id_] = Place(
            id=id_,
            entry=entry,
            events=tuple(events[id_]),
            quotes=tuple(quotes[id_]),
            actors=tuple(actors[id_]),
            briefs=_briefs(events[id_], quotes[id_], library),
        )
    return places


def _briefs(
    events: list[LinkedEvent], quotes: list[LinkedQuote], library: Library
) -> tuple[str, ...]:
    """The briefs that the events and quotes are from, the newest first."""
    slugs = {quote.slug for quote in quotes}
    for event in events:
        slugs.update(account.slug for account in event.accounts)
    return tuple(brief.slug for brief in library.newest if brief.slug in slugs)
