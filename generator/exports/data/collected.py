"""From the library to the objects that are published."""

from collections import defaultdict

from generator.exports.data import published
from generator.exports.data.kinds import Context, Row
from generator.library.library import (
    Actor,
    Library,
    LinkedBrief,
    LinkedEvent,
    LinkedQuote,
    MergedEvent,
    MergedSource,
    Topic,
)
from generator.publishing import addresses
from generator.publishing.site import Site

Collected = dict[str, list[Row]]
"""Everything that is published as data, by the name of the list and in its order."""


def collect(library: Library, site: Site) -> Collected:
    """The objects of all that is in the library."""
    made = _Collector(library, site)
    return {
        "briefs": [made.brief(brief) for brief in library.newest],
        "actors": [made.actor(actor) for actor in library.actors.values()],
        "events": [made.merged(event) for event in library.events],
        "quotes": [made.quotes[quote.slug, quote.id] for quote in library.quotes],
        "sources": [made.publication(source) for source in library.sources],
        "topics": [made.topic(topic) for topic in library.topics.values()],
    }


class _Collector:
    """Makes each event, quote and relation once: they are in several places."""

    def __init__(self, library: Library, site: Site) -> None:
        self._site = site
        self._library = library
        self._contexts = {slug: Context(brief.cite, library.briefs) for slug, brief in library.briefs.items()}
        self._outside = Context(lambda _: "", library.briefs)
        briefs = library.briefs.values()
        self._events = {(each.slug, each.id): self._event(each) for brief in briefs for each in brief.events}
        self.quotes = {(each.slug, each.id): self._quote(each) for brief in briefs for each in brief.quotes}
        self._relations = {brief.slug: self._related(brief) for brief in library.newest}
        self._neighbours: defaultdict[str, list[Row]] = defaultdict(list)
        for relations in self._relations.values():
            for relation in relations:
                self._neighbours[relation["from"]].append(relation)
                self._neighbours[relation["to"]].append(relation)

    def brief(self, brief: LinkedBrief) -> Row:
        slug, context = brief.slug, self._contexts[brief.slug]
        cast = zip(brief.cast, brief.entry.actors, strict=True)
        computed = {
            "id": slug,
            "url": self._link(addresses.brief(slug)),
            "data": self._link(addresses.data(f"briefs/{slug}.json")),
            "actors": [
                published.CAST_MEMBER.row(
                    entry, context, {"id": each.id, "name": each.name, "kind": each.kind}
                )
                for each, entry in cast
            ],
            "relations": self._relations[slug],
            "events": [self._events[slug, event.id] for event in brief.events],
            "quotes": [self.quotes[slug, quote.id] for quote in brief.quotes],
            "sources": [
                published.NUMBERED_SOURCE.row(each.entry, context, {"id": each.id, "number": each.number})
                for each in brief.sources
            ],
            "see_also": brief.see_also,
        }
        return published.WHOLE_BRIEF.row(brief.entry, context, computed)

    def actor(self, actor: Actor) -> Row:
        computed = {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "roles": [{"brief": slug, "role": role} for slug, role in actor.roles],
            "url": self._link(addresses.actor(actor.id)),
            "data": self._link(addresses.data(f"actors/{actor.id}.json")),
            "relations": self._neighbours[actor.id],
            "events": [self.merged(event) for event in actor.events],
            "quotes": [self.quotes[quote.slug, quote.id] for quote in actor.quotes],
        }
        return published.WHOLE_ACTOR.row(actor.profile, self._outside, computed)

    def topic(self, topic: Topic) -> Row:
        computed = {"id": topic.id, "briefs": topic.briefs, "url": self._link(addresses.topic(topic.id))}
        return published.TOPIC.row(topic.entry, self._outside, computed)

    def merged(self, event: MergedEvent) -> Row:
        """The main telling, with the actors of all."""
        main = self._events[event.main.slug, event.main.id]
        return {**main, "actors": event.actors} if len(event.tellings) > 1 else main

    def publication(self, source: MergedSource) -> Row:
        uses = [(slug, self._library.briefs[slug].sources[number - 1].id) for slug, number in source.uses]
        computed = {
            "used_in": [
                {"brief": slug, "source": id_, "url": self._place(slug, addresses.source_anchor(id_))}
                for slug, id_ in uses
            ]
        }
        return published.PUBLICATION.row(source.entry, self._contexts[uses[0][0]], computed)

    def _event(self, event: LinkedEvent) -> Row:
        computed = {
            **self._identity(event),
            "also_in": [{"brief": slug, "id": id_} for slug, id_ in event.also_in],
        }
        return published.DATED_EVENT.row(event.entry, self._contexts[event.slug], computed)

    def _quote(self, quote: LinkedQuote) -> Row:
        return published.QUOTE.row(quote.entry, self._contexts[quote.slug], self._identity(quote))

    def _identity(self, entry: LinkedEvent | LinkedQuote) -> Row:
        return {"brief": entry.slug, "id": entry.id, "url": self._place(entry.slug, entry.id)}

    def _related(self, brief: LinkedBrief) -> list[Row]:
        context = self._contexts[brief.slug]
        return [
            published.RELATION.row(entry, context, {"brief": brief.slug}) for entry in brief.entry.relations
        ]

    def _place(self, slug: str, anchor: str) -> str:
        return self._link(addresses.brief(slug), anchor)

    def _link(self, path: str, anchor: str = "") -> str:
        return addresses.absolute(self._site, path, anchor)
