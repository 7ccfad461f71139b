"""From the library to the objects that are published."""

from functools import partial
from typing import Any

from generator.exports.data import published
from generator.exports.data.kinds import Context, Row
from generator.format.version import FrozenVersion
from generator.library.library import (
    Cited,
    Library,
    LinkedBrief,
    LinkedEvent,
    LinkedForecast,
    LinkedQuote,
    MergedEvent,
    MergedSource,
    Topic,
)
from generator.site import addresses
from generator.site.site import Site


class Collector:
    """Makes the objects. Each event, quote and relation is made once: they are in several places."""

    def __init__(self, library: Library, site: Site) -> None:
        self._library = library
        self._site = site
        self._outside = Context(lambda _: "", library.summaries, site.language)  # topics cite no sources

    def brief(self, slug: str) -> Row:
        """A brief with everything in it."""
        brief = self._library.briefs[slug]
        context = _context(self._library, brief, self._site)
        cast = zip(brief.cast, brief.entry.actors, strict=True)
        computed = {
            **self.brief_in_list(slug),
            "actors": [
                published.CAST_MEMBER.row(
                    entry, context, {"id": each.id, "name": each.name, "kind": each.kind}
                )
                for each, entry in cast
            ],
            "relations": self._relations(slug),
            "events": [self._event(event) for event in brief.events],
            "quotes": [self.quote(quote) for quote in brief.quotes],
            "forecasts": [
                self.forecast(LinkedForecast(slug, number, each))
                for number, each in enumerate(brief.entry.forecasts, start=1)
            ],
            "sources": _sources(brief, context),
            "see_also": brief.see_also,
            "versions": [self.version(each) for each in self._library.versions.get(slug, ())],
        }
        return published.WHOLE_BRIEF.row(brief.entry, context, computed)

    def version(self, version: FrozenVersion) -> Row:
        """A version of a brief in short."""
        slug, date = version.brief, version.date
        computed = {
            "date": date,
            "doi": version.doi,
            "url": self._link(addresses.version(slug, date)),
            "data": self._link(addresses.version_data(slug, date)),
        }
        return published.VERSION.row(None, self._outside, computed)

    def brief_in_list(self, slug: str) -> Row:
        """A brief in short."""
        brief = self._library.briefs[slug]
        computed = {
            "id": slug,
            "url": self._link(addresses.brief(slug)),
            "data": self._link(addresses.data(f"briefs/{slug}.json")),
        }
        return published.BRIEF_IN_LIST.row(brief.entry, _context(self._library, brief, self._site), computed)

    def actor(self, id_: str) -> Row:
        """An actor with everything that it is in."""
        actor = self._library.actors[id_]
        computed = {
            **self.actor_in_list(id_),
            "relations": [
                row
                for slug in dict.fromkeys(each.slug for each in actor.neighbours)
                for row in self._relations(slug)
                for end in ("from", "to")
                if row[end] == id_
            ],
            "events": [self.event(event) for event in actor.events],
            "quotes": [self.quote(quote) for quote in actor.quotes],
            "sources": _sources(actor, _context(self._library, actor, self._site)),
        }
        return published.WHOLE_ACTOR.row(actor.profile, _context(self._library, actor, self._site), computed)

    def actor_in_list(self, id_: str) -> Row:
        """An actor in short."""
        actor = self._library.actors[id_]
        computed = {
            "id": id_,
            "name": actor.name,
            "kind": actor.kind,
            "roles": [{"brief": slug, "role": role} for slug, role in actor.roles],
            "url": self._link(addresses.actor(id_)),
            "data": self._link(addresses.data(f"actors/{id_}.json")),
        }
        return published.ACTOR_IN_LIST.row(
            actor.profile, _context(self._library, actor, self._site), computed
        )

    def topic(self, topic: Topic) -> Row:
        """A topic with its briefs."""
        computed = {"id": topic.id, "briefs": topic.briefs, "url": self._link(addresses.topic(topic.id))}
        return published.TOPIC.row(topic.entry, self._outside, computed)

    def event(self, event: MergedEvent) -> Row:
        """The main telling of an event, with the actors of all."""
        main = self._event(event.main)
        return {**main, "actors": event.actors} if len(event.accounts) > 1 else main

    def quote(self, quote: LinkedQuote) -> Row:
        """A quote."""
        return self._library.once(_quote, quote, self._site)

    def forecast(self, forecast: LinkedForecast) -> Row:
        """A forecast."""
        brief = self._library.briefs[forecast.slug]
        return published.FORECAST.row(
            forecast.entry, _context(self._library, brief, self._site), {"brief": brief.slug}
        )

    def publication(self, source: MergedSource) -> Row:
        """A publication with the briefs and profiles that use it."""
        computed: Row = {
            "title": source.entry.name,
            "used_in": [
                {
                    "brief": use.slug,
                    "source": use.id,
                    "url": self._link(addresses.brief(use.slug), addresses.source_anchor(use.id)),
                }
                for use in source.uses
            ],
            "used_in_profiles": [
                {
                    "actor": use.actor,
                    "source": use.id,
                    "url": self._link(addresses.actor(use.actor), addresses.source_anchor(use.id)),
                }
                for use in source.profiles
            ],
        }
        first = (
            self._library.briefs[source.uses[0].slug]
            if source.uses
            else self._library.actors[source.profiles[0].actor]
        )
        return published.PUBLICATION.row(source.entry, _context(self._library, first, self._site), computed)

    def _event(self, event: LinkedEvent) -> Row:
        return self._library.once(_event, event, self._site)

    def _relations(self, slug: str) -> list[Row]:
        return self._library.once(_related, self._library.briefs[slug], self._site)

    def _link(self, path: str, anchor: str = "") -> str:
        return addresses.absolute(self._site, path, anchor)


def _context(library: Library, holder: Cited, site: Site) -> Context:
    return Context(partial(holder.cite, language=site.language), library.summaries, site.language)


def _sources(holder: Cited, context: Context) -> list[Row]:
    return [
        published.NUMBERED_SOURCE.row(
            each.entry, context, {"id": each.id, "number": each.number, "title": each.entry.name}
        )
        for each in holder.sources
    ]


def _event(library: Library, event: LinkedEvent, site: Site) -> Row:
    computed = {
        **_identity(event, site),
        "also_in": [{"brief": slug, "id": id_} for slug, id_ in event.also_in],
    }
    return published.DATED_EVENT.row(
        event.entry, _context(library, library.briefs[event.slug], site), computed
    )


def _quote(library: Library, quote: LinkedQuote, site: Site) -> Row:
    context = _context(library, library.briefs[quote.slug], site)
    return published.QUOTE.row(quote.entry, context, _identity(quote, site))


def _related(library: Library, brief: LinkedBrief, site: Site) -> list[Row]:
    context = _context(library, brief, site)
    return [published.RELATION.row(entry, context, {"brief": brief.slug}) for entry in brief.entry.relations]


def _identity(entry: LinkedEvent | LinkedQuote, site: Site) -> dict[str, Any]:
    url = addresses.absolute(site, addresses.brief(entry.slug), entry.id)
    return {"brief": entry.slug, "id": entry.id, "url": url}
