"""Makes the objects of the data, whose models are in `models`, from the library."""

from typing import Any

from briefing_site.exports.data import models
from briefing_site.exports.data.models import published
from briefing_site.format import EdtfDate, FrozenVersion, Member, Record
from briefing_site.format.fields.field_type import DataContext
from briefing_site.format.prose import Citation
from briefing_site.history.forecasts import RecordedForecast
from briefing_site.library.library import (
    Cited,
    GoneForecast,
    Library,
    LinkedEvent,
    LinkedForecast,
    LinkedJudgement,
    LinkedQuote,
    MergedSource,
    Place,
)
from briefing_site.site import Site, addresses, wording

Row = dict[str, Any]
"""An object of the data, as JSON has it."""


class Collector:
    """Makes the objects of the data of a site, such as briefs and events, each in the form of its model."""

    def __init__(self, library: Library, site: Site) -> None:
        self._library = library
        self._site = site

    def publish(
        self,
        model: type[Record],
        record: Record | None,
        holder: Cited | None,
        computed: Row | None = None,
    ) -> Row:
        """An object with all fields of a model: from `computed` if it is there, or else from the record.

        Without a record, such as for an actor without a profile, other fields are `None`, or empty lists. The
        texts of the record cite sources of `holder`, a brief or a profile.
        """
        row = {}
        for member in published(model):
            if computed and member.key in computed:
                row[member.key] = computed[member.key]
                continue
            value = None
            if record is not None:
                value = getattr(record, member.name)
            row[member.key] = self._value(member, value, holder)
        return row

    def _value(self, member: Member, value: Any, holder: Cited | None) -> Any:  # noqa: ANN401 -- JSON
        """The value of a field, or a list of its values, without those of which nothing is published."""
        if not member.steps:
            return self._single_value(member, value, holder)
        values = []
        for entry in value or ():
            published_value = self._single_value(member, entry, holder)
            if published_value is not None:
                values.append(published_value)
        return values

    def _single_value(
        self,
        member: Member,
        value: Any,  # noqa: ANN401 -- of any type
        holder: Cited | None,
    ) -> Any:  # noqa: ANN401 -- JSON
        if value is None:
            return None
        if member.field_type:
            return member.field_type.to_data(value, self._context(holder))
        return self.publish(type(value), value, holder)

    def _context(self, holder: Cited | None) -> DataContext:
        language = self._site.language

        def cite(citation: Citation) -> str:
            if holder is None:
                return ""
            return holder.cite(citation, language)

        def date_in_words(date: EdtfDate) -> str:
            return wording.date(date, language)

        return DataContext(cite, self._library.summaries, date_in_words)

    def brief(self, slug: str) -> Row:
        brief = self._library.briefs[slug]
        actors = []
        for member, entry in zip(brief.cast, brief.entry.actors, strict=True):
            name_and_kind = {"name": member.name, "kind": member.kind}
            actors.append(
                self.publish(models.CastMemberData, entry, brief, name_and_kind)
            )
        versions = self._library.versions.get(slug, ())
        computed: Row = {
            **self._brief_identity(slug),
            "actors": actors,
            "relations": [
                self._relation(relation, slug) for relation in brief.entry.relations
            ],
            "events": [self._account(event) for event in brief.events],
            "quotes": [self.quote(quote) for quote in brief.quotes],
            "forecasts": [self.forecast(forecast) for forecast in brief.forecasts],
            "sources": self._sources(brief),
            "see_also": brief.see_also,
            "versions": [self.version(version) for version in versions],
        }
        return self.publish(models.BriefData, brief.entry, brief, computed)

    def brief_in_list(self, slug: str) -> Row:
        brief = self._library.briefs[slug]
        identity = self._brief_identity(slug)
        return self.publish(models.BriefSummaryData, brief.entry, brief, identity)

    def _brief_identity(self, slug: str) -> Row:
        return {
            "id": slug,
            "url": self.link(addresses.brief(slug)),
            "data": self.link(addresses.data(f"briefs/{slug}.json")),
        }

    def version(self, version: FrozenVersion) -> Row:
        slug = version.brief
        date = version.date
        return {
            "date": date,
            "doi": version.doi,
            "url": self.link(addresses.version(slug, date)),
            "data": self.link(addresses.version_data(slug, date)),
        }

    def profile(self, id_: str) -> Row:
        """An actor without what briefs say of it: relations, events and quotes."""
        actor = self._library.actors[id_]
        computed: Row = {
            **self._actor_identity(id_),
            "sources": self._sources(actor),
            "relations": [],
            "events": [],
            "quotes": [],
        }
        return self.publish(models.ActorData, actor.profile, actor, computed)

    def actor(self, id_: str) -> Row:
        actor = self._library.actors[id_]
        row = self.profile(id_)
        for neighbour in actor.neighbours:
            relation = self._relation(neighbour.entry, neighbour.slug)
            row["relations"].append(relation)
        for event in actor.events:
            row["events"].append(self.event(event))
        for quote in actor.quotes:
            row["quotes"].append(self.quote(quote))
        return row

    def actor_in_list(self, id_: str) -> Row:
        actor = self._library.actors[id_]
        identity = self._actor_identity(id_)
        return self.publish(models.ActorSummaryData, actor.profile, actor, identity)

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

    def topic(self, id_: str) -> Row:
        topic = self._library.topics[id_]
        url = self.link(addresses.topic(id_))
        computed: Row = {"id": id_, "briefs": topic.briefs, "url": url}
        return self.publish(models.TopicData, topic.entry, None, computed)

    def place(self, place: Place) -> Row:
        url = self.link(addresses.place(place.id))
        computed: Row = {"id": place.id, "briefs": place.briefs, "url": url}
        return self.publish(models.PlaceData, place.entry, None, computed)

    def event(self, event: LinkedEvent) -> Row:
        """An event as its main account has it, but with the actors, places and the status of all."""
        row = self._account(event)
        if len(event.accounts) > 1:
            row["actors"] = event.actors
            row["places"] = event.places
            row["status"] = event.status
        return row

    def _account(self, event: LinkedEvent) -> Row:
        """An event as one brief reports it."""
        computed: Row = {
            **self._entry_identity(event.slug, event.id),
            "also_in": [
                {"brief": other.slug, "id": other.id} for other in event.others
            ],
        }
        references = self._library.references[event.slug]
        return self.publish(models.EventData, event.entry, references, computed)

    def quote(self, quote: LinkedQuote) -> Row:
        verification = quote.verification
        compared_on = None
        if verification and verification.origin:
            compared_on = _day(verification.date)
        computed: Row = {
            **self._entry_identity(quote.slug, quote.id),
            "comparison": quote.check.name,
            "compared_on": compared_on,
            "recorded": _day(quote.recorded),
        }
        references = self._library.references[quote.slug]
        return self.publish(models.QuoteData, quote.entry, references, computed)

    def _entry_identity(self, slug: str, id_: str) -> Row:
        return {
            "brief": slug,
            "id": id_,
            "url": self.link(addresses.brief(slug), id_),
        }

    def _relation(self, relation: Record, slug: str) -> Row:
        references = self._library.references[slug]
        computed = {"brief": slug}
        return self.publish(models.RelationData, relation, references, computed)

    def forecast(self, forecast: LinkedForecast) -> Row:
        recorded = forecast.recorded
        score = None
        if forecast.standing == "scored":
            score = round(forecast.score, 6)
        computed: Row = {
            "brief": forecast.slug,
            "recorded": _day(recorded.since),
            "standing": forecast.standing,
            "score": score,
            "probabilities": _probabilities(recorded),
        }
        references = self._library.references[forecast.slug]
        return self.publish(models.ForecastData, forecast.entry, references, computed)

    def removed_forecast(self, forecast: GoneForecast) -> Row:
        return {
            "brief": forecast.slug,
            "statement": forecast.words,
            "made_on": _day(forecast.made_on),
            "resolves_by": _day(forecast.resolves_by),
            "recorded": _day(forecast.recorded.since),
            "removed": _day(forecast.recorded.until),
            "probabilities": _probabilities(forecast.recorded),
        }

    def judgement(self, judgement: LinkedJudgement) -> Row:
        slug = judgement.slug
        summary = self._library.summaries[slug]
        anchor = addresses.anchor("judgement", judgement.number)
        computed: Row = {
            "brief": slug,
            "number": judgement.number,
            "url": self.link(addresses.brief(slug), anchor),
            "topics": summary.topics,
            "as_of": summary.as_of.text,
            "review_by": _day(summary.review_by),
        }
        references = self._library.references[slug]
        return self.publish(models.JudgementData, judgement.entry, references, computed)

    def publication(self, source: MergedSource) -> Row:
        """A publication with the briefs and profiles that use it, at least one of which there is."""
        used_in = []
        for use in source.uses:
            page = addresses.brief(use.slug)
            url = self.link(page, addresses.anchor("source", use.id))
            used_in.append({"brief": use.slug, "source": use.id, "url": url})
        used_in_profiles = []
        for profile in source.profiles:
            page = addresses.actor(profile.actor)
            url = self.link(page, addresses.anchor("source", profile.id))
            used_in_profiles.append(
                {"actor": profile.actor, "source": profile.id, "url": url}
            )
        holder: Cited
        if source.uses:
            holder = self._library.references[source.uses[0].slug]
        else:
            holder = self._library.actors[source.profiles[0].actor]
        computed: Row = {
            "title": source.entry.name,
            "used_in": used_in,
            "used_in_profiles": used_in_profiles,
        }
        return self.publish(models.UsedPublicationData, source.entry, holder, computed)

    def _sources(self, holder: Cited) -> list[Row]:
        rows = []
        for source in holder.sources:
            computed: Row = {
                "id": source.id,
                "number": source.number,
                "title": source.entry.name,
            }
            rows.append(self.publish(models.SourceData, source.entry, holder, computed))
        return rows

    def link(self, path: str, anchor: str = "") -> str:
        return addresses.absolute(self._site, path, anchor)


def _probabilities(recorded: RecordedForecast) -> list[Row]:
    probabilities: list[Row] = []
    for day, percent in recorded.probabilities:
        probabilities.append({"date": day.text, "probability": percent})
    return probabilities


def _day(date: EdtfDate | None) -> str | None:
    if date is None:
        return None
    return date.text
