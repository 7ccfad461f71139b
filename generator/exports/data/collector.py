"""From the library to the objects that are published."""

from functools import partial

from generator.exports.data import models
from generator.exports.data.models import row
from generator.format.fields import DataContext, Row
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
from generator.site import addresses, wording
from generator.site.site import Site


class Collector:
    """Makes the objects. Each event, quote and relation is made once: they are in several places."""

    def __init__(self, library: Library, site: Site) -> None:
        self._library = library
        self._site = site

    def brief(self, slug: str) -> Row:
        """A brief with everything in it."""
        brief = self._library.briefs[slug]
        context = _context(self._library, brief, self._site)
        computed = {
            **self._brief_identity(slug),
            "actors": [
                row(
                    models.CastMemberData,
                    entry,
                    context,
                    {"id": each.id, "name": each.name, "kind": each.kind},
                )
                for each, entry in zip(brief.cast, brief.entry.actors, strict=True)
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
        return row(models.BriefData, brief.entry, context, computed)

    def version(self, version: FrozenVersion) -> Row:
        """A version of a brief in short."""
        slug, date = version.brief, version.date
        return {
            "date": date,
            "doi": version.doi,
            "url": self._link(addresses.version(slug, date)),
            "data": self._link(addresses.version_data(slug, date)),
        }

    def brief_in_list(self, slug: str) -> Row:
        """A brief in short."""
        brief = self._library.briefs[slug]
        context = _context(self._library, brief, self._site)
        return row(models.BriefSummaryData, brief.entry, context, self._brief_identity(slug))

    def actor(self, id_: str) -> Row:
        """An actor with everything that it is in."""
        actor = self._library.actors[id_]
        context = _context(self._library, actor, self._site)
        computed = {
            **self._actor_identity(id_),
            "relations": [
                each
                for slug in dict.fromkeys(each.slug for each in actor.neighbours)
                for each in self._relations(slug)
                for end in ("from", "to")
                if each[end] == id_
            ],
            "events": [self.event(event) for event in actor.events],
            "quotes": [self.quote(quote) for quote in actor.quotes],
            "sources": _sources(actor, context),
        }
        return row(models.ActorData, actor.profile, context, computed)

    def actor_in_list(self, id_: str) -> Row:
        """An actor in short."""
        actor = self._library.actors[id_]
        context = _context(self._library, actor, self._site)
        return row(models.ActorSummaryData, actor.profile, context, self._actor_identity(id_))

    def topic(self, topic: Topic) -> Row:
        """A topic with its briefs."""
        context = _context(self._library, None, self._site)
        computed = {"id": topic.id, "briefs": topic.briefs, "url": self._link(addresses.topic(topic.id))}
        return row(models.TopicData, topic.entry, context, computed)

    def event(self, event: MergedEvent) -> Row:
        """The main account of an event, with the actors of all."""
        main = self._event(event.main)
        return {**main, "actors": event.actors} if len(event.accounts) > 1 else main

    def quote(self, quote: LinkedQuote) -> Row:
        """A quote."""
        return self._library.once(_quote, quote, self._site)

    def forecast(self, forecast: LinkedForecast) -> Row:
        """A forecast."""
        brief = self._library.briefs[forecast.slug]
        context = _context(self._library, brief, self._site)
        return row(models.ForecastData, forecast.entry, context, {"brief": brief.slug})

    def publication(self, source: MergedSource) -> Row:
        """A publication with the briefs and profiles that use it."""
        uses, profiles = source.uses, source.profiles
        computed: Row = {
            "title": source.entry.name,
            "used_in": [
                {
                    "brief": each.slug,
                    "source": each.id,
                    "url": self._source(addresses.brief(each.slug), each.id),
                }
                for each in uses
            ],
            "used_in_profiles": [
                {
                    "actor": each.actor,
                    "source": each.id,
                    "url": self._source(addresses.actor(each.actor), each.id),
                }
                for each in profiles
            ],
        }
        first = self._library.briefs[uses[0].slug] if uses else self._library.actors[profiles[0].actor]
        context = _context(self._library, first, self._site)
        return row(models.UsedPublicationData, source.entry, context, computed)

    def _brief_identity(self, slug: str) -> Row:
        return {
            "id": slug,
            "url": self._link(addresses.brief(slug)),
            "data": self._link(addresses.data(f"briefs/{slug}.json")),
        }

    def _actor_identity(self, id_: str) -> Row:
        actor = self._library.actors[id_]
        return {
            "id": id_,
            "name": actor.name,
            "kind": actor.kind,
            "roles": [{"brief": slug, "role": role} for slug, role in actor.roles],
            "url": self._link(addresses.actor(id_)),
            "data": self._link(addresses.data(f"actors/{id_}.json")),
        }

    def _event(self, event: LinkedEvent) -> Row:
        return self._library.once(_event, event, self._site)

    def _relations(self, slug: str) -> list[Row]:
        return self._library.once(_related, self._library.briefs[slug], self._site)

    def _source(self, page: str, id_: str) -> str:
        return self._link(page, addresses.source_anchor(id_))

    def _link(self, path: str, anchor: str = "") -> str:
        return addresses.absolute(self._site, path, anchor)


def _context(library: Library, holder: Cited | None, site: Site) -> DataContext:
    """Where the records of a brief or an actor are; topics cite nothing."""
    cite = partial(holder.cite, language=site.language) if holder else lambda _: ""
    return DataContext(cite, library.summaries, partial(wording.date, language=site.language))


def _sources(holder: Cited, context: DataContext) -> list[Row]:
    return [
        row(
            models.SourceData,
            each.entry,
            context,
            {"id": each.id, "number": each.number, "title": each.entry.name},
        )
        for each in holder.sources
    ]


def _event(library: Library, event: LinkedEvent, site: Site) -> Row:
    context = _context(library, library.briefs[event.slug], site)
    also_in = [{"brief": slug, "id": id_} for slug, id_ in event.also_in]
    return row(models.EventData, event.entry, context, {**_identity(event, site), "also_in": also_in})


def _quote(library: Library, quote: LinkedQuote, site: Site) -> Row:
    context = _context(library, library.briefs[quote.slug], site)
    return row(models.QuoteData, quote.entry, context, _identity(quote, site))


def _related(library: Library, brief: LinkedBrief, site: Site) -> list[Row]:
    context = _context(library, brief, site)
    return [row(models.RelationData, each, context, {"brief": brief.slug}) for each in brief.entry.relations]


def _identity(entry: LinkedEvent | LinkedQuote, site: Site) -> Row:
    url = addresses.absolute(site, addresses.brief(entry.slug), entry.id)
    return {"brief": entry.slug, "id": entry.id, "url": url}
