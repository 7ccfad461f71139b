"""From the library to the objects that are published."""

from functools import partial

from generator.exports.data import models
from generator.exports.data.models import row
from generator.format.fields import DataContext, Row
from generator.format.record import Record
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
        cast = zip(brief.cast, brief.entry.actors, strict=True)
        return self.row(
            models.BriefData,
            brief.entry,
            brief,
            **self._brief_identity(slug),
            actors=[
                self.row(models.CastMemberData, entry, brief, name=each.name, kind=each.kind)
                for each, entry in cast
            ],
            relations=self._relations(slug),
            events=[self._library.once(_event, event, self._site) for event in brief.events],
            quotes=[self.quote(quote) for quote in brief.quotes],
            forecasts=[
                self.forecast(LinkedForecast(slug, number, each))
                for number, each in enumerate(brief.entry.forecasts, start=1)
            ],
            sources=self._sources(brief),
            see_also=brief.see_also,
            versions=[self.version(each) for each in self._library.versions.get(slug, ())],
        )

    def version(self, version: FrozenVersion) -> Row:
        """A version of a brief in short."""
        slug, date = version.brief, version.date
        return {
            "date": date,
            "doi": version.doi,
            "url": self.link(addresses.version(slug, date)),
            "data": self.link(addresses.version_data(slug, date)),
        }

    def brief_in_list(self, slug: str) -> Row:
        brief = self._library.briefs[slug]
        return self.row(models.BriefSummaryData, brief.entry, brief, **self._brief_identity(slug))

    def actor(self, id_: str) -> Row:
        """An actor with everything that it is in."""
        actor = self._library.actors[id_]
        return self.row(
            models.ActorData,
            actor.profile,
            actor,
            **self._actor_identity(id_),
            relations=[
                each
                for slug in dict.fromkeys(each.slug for each in actor.neighbours)
                for each in self._relations(slug)
                for end in ("from", "to")
                if each[end] == id_
            ],
            events=[self.event(event) for event in actor.events],
            quotes=[self.quote(quote) for quote in actor.quotes],
            sources=self._sources(actor),
        )

    def actor_in_list(self, id_: str) -> Row:
        actor = self._library.actors[id_]
        return self.row(models.ActorSummaryData, actor.profile, actor, **self._actor_identity(id_))

    def topic(self, topic: Topic) -> Row:
        """A topic with its briefs."""
        url = self.link(addresses.topic(topic.id))
        return self.row(models.TopicData, topic.entry, None, id=topic.id, briefs=topic.briefs, url=url)

    def event(self, event: MergedEvent) -> Row:
        """The main account of an event, with the actors of all."""
        main = self._library.once(_event, event.main, self._site)
        return {**main, "actors": event.actors} if len(event.accounts) > 1 else main

    def quote(self, quote: LinkedQuote) -> Row:
        return self._library.once(_quote, quote, self._site)

    def forecast(self, forecast: LinkedForecast) -> Row:
        brief = self._library.briefs[forecast.slug]
        return self.row(models.ForecastData, forecast.entry, brief, brief=brief.slug)

    def publication(self, source: MergedSource) -> Row:
        """A publication with the briefs and profiles that use it."""
        uses, profiles, library = source.uses, source.profiles, self._library

        def url(page: str, id_: str) -> str:
            return self.link(page, addresses.source_anchor(id_))

        return self.row(
            models.UsedPublicationData,
            source.entry,
            library.briefs[uses[0].slug] if uses else library.actors[profiles[0].actor],
            title=source.entry.name,
            used_in=[
                {"brief": each.slug, "source": each.id, "url": url(addresses.brief(each.slug), each.id)}
                for each in uses
            ],
            used_in_profiles=[
                {"actor": each.actor, "source": each.id, "url": url(addresses.actor(each.actor), each.id)}
                for each in profiles
            ],
        )

    def row(self, model: type[Record], entry: Record | None, holder: Cited | None, **computed: object) -> Row:
        """The object; `holder` has the sources that its texts cite."""
        language = self._site.language
        cite = partial(holder.cite, language=language) if holder else lambda _: ""
        context = DataContext(cite, self._library.summaries, partial(wording.date, language=language))
        return row(model, entry, context, computed)

    def link(self, path: str, anchor: str = "") -> str:
        return addresses.absolute(self._site, path, anchor)

    def _brief_identity(self, slug: str) -> Row:
        data = self.link(addresses.data(f"briefs/{slug}.json"))
        return {"id": slug, "url": self.link(addresses.brief(slug)), "data": data}

    def _actor_identity(self, id_: str) -> Row:
        actor = self._library.actors[id_]
        return {
            "id": id_,
            "name": actor.name,
            "kind": actor.kind,
            "roles": [{"brief": slug, "role": role} for slug, role in actor.roles],
            "url": self.link(addresses.actor(id_)),
            "data": self.link(addresses.data(f"actors/{id_}.json")),
        }

    def _sources(self, holder: Cited) -> list[Row]:
        return [
            self.row(
                models.SourceData, each.entry, holder, id=each.id, number=each.number, title=each.entry.name
            )
            for each in holder.sources
        ]

    def _relations(self, slug: str) -> list[Row]:
        return self._library.once(_related, self._library.briefs[slug], self._site)


def _event(library: Library, event: LinkedEvent, site: Site) -> Row:
    also_in = [{"brief": slug, "id": id_} for slug, id_ in event.also_in]
    return _anchored(library, event, site, models.EventData, also_in=also_in)


def _quote(library: Library, quote: LinkedQuote, site: Site) -> Row:
    return _anchored(library, quote, site, models.QuoteData)


def _anchored(
    library: Library,
    linked: LinkedEvent | LinkedQuote,
    site: Site,
    model: type[models.WithAnchor],
    **computed: object,
) -> Row:
    made, brief = Collector(library, site), library.briefs[linked.slug]
    url = made.link(addresses.brief(linked.slug), linked.id)
    return made.row(model, linked.entry, brief, brief=linked.slug, id=linked.id, url=url, **computed)


def _related(library: Library, brief: LinkedBrief, site: Site) -> list[Row]:
    made = Collector(library, site)
    return [made.row(models.RelationData, each, brief, brief=brief.slug) for each in brief.entry.relations]
