"""The objects of the data: a class each, of which both their values and their JSON Schemas are made.

A class extends the record of the format that it publishes with what the data say beyond it. The types of
fields say how values are published, so a new field of the format needs nothing here. `Collector` makes the
objects from the library.
"""

import inspect
import re
from functools import cache, partial
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from briefing_site.format import (
    Brief,
    FieldType,
    FrozenVersion,
    Member,
    Profile,
    Record,
    Source,
    fields,
)
from briefing_site.format.brief import (
    CastMember,
    Event,
    Forecast,
    KeyJudgement,
    Quote,
    Relation,
)
from briefing_site.format.fields.field_type import DataContext
from briefing_site.format.topics import TopicEntry
from briefing_site.format.traversal import members
from briefing_site.library.library import (
    Cited,
    Library,
    LinkedEvent,
    LinkedForecast,
    LinkedJudgement,
    LinkedQuote,
    MergedSource,
    Standing,
)
from briefing_site.site import Site, addresses, wording
from briefing_site.site.quote_checks import CheckName

LEFT_OUT = {
    "same_as": "events have `also_in`, which leads both ways",
    "formerly": "only addresses of pages lead on; data are at the new ones",
}
"""Fields of the format that are not published, each with the reason."""

_SAYS_ID = re.compile(r"\b[Ii]ds?\b")

Row = dict[str, Any]
"""An object of the data, as JSON has it."""


class CountType(FieldType):
    """Something counted: no field of the format is of this type."""

    def data_schema(self, python_type: CoreSchema) -> CoreSchema:  # noqa: ARG002
        return core_schema.int_schema()


COUNT = CountType()
Count = Annotated[int, COUNT]


class Data(Record):
    # no docstring, as those of the format describe what extends it

    first: ClassVar[tuple[str, ...]] = ()
    """The keys of the fields that come before the others."""
    is_summary: ClassVar[bool] = False
    """Whether it has only these."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:  # noqa: ANN401 -- pydantic's
        """Have the name without `Data` in the schemas."""
        cls.__name__ = cls.__qualname__ = cls.__name__.removesuffix("Data")


@cache
def published(model: type[BaseModel]) -> tuple[Member, ...]:
    """The fields of an object, in the order of the data."""
    found = {each.key: each for each in members(model) if each.key not in LEFT_OUT}
    for key, member in found.items():
        if "?" in member.steps:
            raise TypeError(
                f"say in exports/data/objects.py how the mapping '{key}' is published"
            )
    first = [found.pop(key) for key in model.first] if issubclass(model, Data) else []
    return (
        *first,
        *(() if issubclass(model, Data) and model.is_summary else found.values()),
    )


def description(member: Member) -> str:
    """What a field is, and what its type adds to that."""
    known = member.field.description or ""
    note = (
        member.field_type.data_note
        if member.field_type and not _SAYS_ID.search(known)
        else ""
    )
    return " ".join(f"{known} {note}".split())


def _row(
    model: type[Record],
    entry: Record | None,
    context: DataContext,
    computed: Row | None = None,
) -> Row:
    known = computed or {}
    return {
        each.key: known[each.key]
        if each.key in known
        else _value(each, getattr(entry, each.name) if entry else None, context)
        for each in published(model)
    }


def _value(member: Member, value: Any, context: DataContext) -> Any:  # noqa: ANN401 -- JSON
    def one(each: Any) -> Any:  # noqa: ANN401 -- JSON
        if member.field_type:
            return member.field_type.to_data(each, context)
        return _row(member.record or Record, each, context)

    if member.steps:
        return [made for each in value or () if (made := one(each)) is not None]
    return None if value is None else one(value)


class DataSchema(GenerateJsonSchema):
    """Describes objects as they are published: every field is always there."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model, made = schema["cls"], super().model_schema(schema)
        if not issubclass(model, Record):
            return made
        properties = {}
        for each in published(model):
            of_file = {"default", "examples", "maxItems", "minItems", "title"}
            found = {
                key: value
                for key, value in made["properties"][each.key].items()
                if key not in of_file
            }
            if "$ref" not in found:
                found["title"] = each.key.replace("_", " ").title()
            properties[each.key] = {**found, "description": description(each)}
        return {
            "title": model.__name__,
            "description": inspect.getdoc(model),
            "type": "object",
            "properties": properties,
            "required": list(properties),
        }


class InBrief(Data):
    brief: fields.BriefRef
    """The id of the brief."""


class WithAnchor(InBrief):
    id: fields.SourceId
    """Its id within the brief."""
    url: fields.AddressField
    """Its permanent link."""


class ProbabilityData(Data):
    """How probable something was said to be, from a day on."""

    date: fields.DayField
    """The first day."""
    probability: fields.PercentField
    """In percent."""


class ForecastData(InBrief, Forecast):
    first = ("brief",)

    recorded: fields.DayField | None = None
    """The day on which git first has it in a published brief, with its statement, days and criteria."""
    standing: Annotated[Standing, fields.CHOICE]
    """Whether it is scored. If not, it is open, has an outcome before its day (pending) or none after it
    (overdue), or was recorded late, or when its outcome was known, or git does not know when (unrecorded)."""
    score: fields.NumberField | None = None
    """Its mean daily Brier score, if it is scored: 0 is perfect, 1 is always wrong."""
    probabilities: tuple[ProbabilityData, ...]
    """The probabilities that git has of it, the oldest first."""


class Named(Data):
    name: fields.Line
    """What it is called."""
    kind: fields.ActorKindField
    """What it is."""


class CastMemberData(Named, CastMember):
    id: fields.ActorRef
    """The id of the actor."""


class RelationData(InBrief, Relation):
    first = ("brief", "from", "label")


class EventData(WithAnchor, Event):
    first = ("brief", "id", "url")

    also_in: tuple[fields.EventRef, ...]
    """The same event as other briefs tell it."""


class QuoteData(WithAnchor, Quote):
    first = ("brief", "id", "url", "date", "speaker")

    comparison: Annotated[CheckName, fields.CHOICE]
    """What came of comparing it with its source, and with what. Only what begins with `checked` was read by a
    program on the page of the source, or in an archived copy; nobody else has the author's copy."""
    compared_on: fields.DayField | None = None
    """The day of the comparison, as its record says; none if it was not compared."""
    recorded: fields.DayField | None = None
    """The day since which git has that record, if that is known."""


class TitledSource(Data, Source):
    title: fields.Line
    """Its title; where it has none, its description in brackets."""


class SourceData(TitledSource):
    id: fields.SourceId
    """Its id within the brief."""
    number: Count
    """The number that texts of the brief cite it by."""


class SourceUseData(InBrief):
    """A brief that uses a publication."""

    source: fields.SourceRef
    """The id of the source in it."""
    url: fields.AddressField
    """Where it is listed."""


class ProfileSourceUseData(Data):
    """A profile that uses a publication."""

    actor: fields.ActorRef
    """The id of the actor."""
    source: fields.SourceId
    """The id of the source in its profile."""
    url: fields.AddressField
    """Where it is listed."""


class UsedPublicationData(TitledSource):
    """A publication, once, however many briefs and profiles use it."""

    used_in: tuple[SourceUseData, ...]
    """The briefs that use it."""
    used_in_profiles: tuple[ProfileSourceUseData, ...]
    """The profiles of actors that use it."""


class WithPage(Data):
    url: fields.AddressField
    """Its page."""


class VersionData(WithPage):
    """A brief as it was published on a day, which stays as it is."""

    first = ("date", "doi", "url", "data")

    date: fields.DayField
    """The day."""
    doi: fields.Line | None = None
    """Its DOI."""
    data: fields.AddressField
    """All of it as JSON."""


class BriefData(WithPage, Brief):
    first = (
        "id",
        "title",
        "summary",
        "date",
        "updated",
        "status",
        "topics",
        "url",
        "data",
    )

    id: fields.SourceId
    """The id: the last part of its address."""
    data: fields.AddressField
    """All of it as JSON."""
    actors: tuple[CastMemberData, ...]
    """Who takes part."""
    relations: tuple[RelationData, ...]
    """What the actors are to one another."""
    timeline: tuple[EventData, ...] = Field(alias="events")
    """What happened, by date."""
    quotes: tuple[QuoteData, ...]
    """What was said, by date."""
    forecasts: tuple[ForecastData, ...]
    """What will happen, and how probable it is."""
    sources: tuple[SourceData, ...]  # type: ignore[assignment]  # a list, in the order of numbers
    """Where everything is documented, by number."""
    see_also: tuple[fields.BriefRef, ...]
    """Ids of briefs that explain this one, or that this one explains."""
    versions: tuple[VersionData, ...]
    """Its versions, the oldest first."""


class JudgementData(InBrief, KeyJudgement):
    """A key judgement, with what its brief says of it."""

    first = ("brief", "number", "url", "confidence", "likelihood")

    number: Count
    """Its place in the brief, counted from 1."""
    url: fields.AddressField
    """Where it is on the page of the brief."""
    topics: tuple[fields.TopicRef, ...]
    """The topics of the brief."""
    as_of: fields.DayField
    """The day whose situation it describes."""
    review_by: fields.DayField | None = None
    """The day by which somebody should review it."""


class BriefSummaryData(BriefData):
    """A brief in a list."""

    is_summary = True


class RoleData(InBrief):
    """The part of an actor in a brief."""

    role: fields.Line
    """What the actor is or does there."""


class ActorData(Named, WithPage, Profile):
    """An actor, and its part in all briefs."""

    first = ("id", "name", "kind", "aliases", "summary", "roles", "url", "data")

    id: fields.SourceId
    """The same id is the same actor in every brief."""
    roles: tuple[RoleData, ...]
    """The briefs that it is in."""
    data: fields.AddressField
    """All about it as JSON."""
    sources: tuple[SourceData, ...]  # type: ignore[assignment]  # a list, in the order of numbers
    """The sources of its profile, by number."""
    relations: tuple[RelationData, ...]
    """What it is to others, and others are to it."""
    events: tuple[EventData, ...]
    """What it took part in, by date."""
    quotes: tuple[QuoteData, ...]
    """What it said, by date."""


class ActorSummaryData(ActorData):
    """An actor in a list."""

    is_summary = True


class TopicData(Data, TopicEntry):
    first = ("id",)

    id: fields.SourceId
    """Its id."""
    briefs: tuple[fields.BriefRef, ...]
    """Ids of its briefs, the newest first."""
    url: fields.AddressField
    """Its page."""


class Collector:
    """Makes the objects. Each event and quote is made once: they are in several places."""

    def __init__(self, library: Library, site: Site) -> None:
        self._library = library
        self._site = site

    def brief(self, slug: str) -> Row:
        brief = self._library.briefs[slug]
        cast = zip(brief.cast, brief.entry.actors, strict=True)
        return self.row(
            BriefData,
            brief.entry,
            brief,
            **self._brief_identity(slug),
            actors=[
                self.row(CastMemberData, entry, brief, name=each.name, kind=each.kind)
                for each, entry in cast
            ],
            relations=[
                self.row(RelationData, each, brief, brief=slug)
                for each in brief.entry.relations
            ],
            events=[
                self._library.once(_event, event, self._site) for event in brief.events
            ],
            quotes=[self.quote(quote) for quote in brief.quotes],
            forecasts=[self.forecast(each) for each in brief.forecasts],
            sources=self._sources(brief),
            see_also=brief.see_also,
            versions=[
                self.version(each) for each in self._library.versions.get(slug, ())
            ],
        )

    def version(self, version: FrozenVersion) -> Row:
        slug, date = version.brief, version.date
        return {
            "date": date,
            "doi": version.doi,
            "url": self.link(addresses.version(slug, date)),
            "data": self.link(addresses.version_data(slug, date)),
        }

    def brief_in_list(self, slug: str) -> Row:
        brief = self._library.briefs[slug]
        return self.row(
            BriefSummaryData, brief.entry, brief, **self._brief_identity(slug)
        )

    def actor(self, id_: str) -> Row:
        actor = self._library.actors[id_]
        return self.actor_alone(
            id_,
            relations=[
                self.row(
                    RelationData,
                    each.entry,
                    self._library.briefs[each.slug],
                    brief=each.slug,
                )
                for each in actor.neighbours
            ],
            events=[self.event(event) for event in actor.events],
            quotes=[self.quote(quote) for quote in actor.quotes],
        )

    def actor_alone(self, id_: str, **others: object) -> Row:
        """An actor without relations, events and quotes, unless these are given."""
        actor, none = (
            self._library.actors[id_],
            {"relations": (), "events": (), "quotes": ()},
        )
        identity = self._actor_identity(id_)
        return self.row(
            ActorData,
            actor.profile,
            actor,
            **identity,
            sources=self._sources(actor),
            **(none | others),
        )

    def actor_in_list(self, id_: str) -> Row:
        actor = self._library.actors[id_]
        return self.row(
            ActorSummaryData, actor.profile, actor, **self._actor_identity(id_)
        )

    def topic(self, id_: str) -> Row:
        topic, url = self._library.topics[id_], self.link(addresses.topic(id_))
        return self.row(
            TopicData, topic.entry, None, id=id_, briefs=topic.briefs, url=url
        )

    def event(self, event: LinkedEvent) -> Row:
        """The main account of an event, with the actors of all, and as sure as the most cautious of them."""
        main = self._library.once(_event, event, self._site)
        return (
            {**main, "actors": event.actors, "status": event.status}
            if len(event.accounts) > 1
            else main
        )

    def quote(self, quote: LinkedQuote) -> Row:
        return self._library.once(_quote, quote, self._site)

    def forecast(self, forecast: LinkedForecast) -> Row:
        recorded = forecast.recorded
        course = [
            {"date": day.text, "probability": percent}
            for day, percent in recorded.probabilities
        ]
        return self.row(
            ForecastData,
            forecast.entry,
            self._library.briefs[forecast.slug],
            brief=forecast.slug,
            recorded=recorded.since.text if recorded.since else None,
            standing=forecast.standing,
            score=round(forecast.score, 6) if forecast.standing == "scored" else None,
            probabilities=course,
        )

    def judgement(self, judgement: LinkedJudgement) -> Row:
        brief = self._library.summaries[judgement.slug]
        return self.row(
            JudgementData,
            judgement.entry,
            self._library.briefs[judgement.slug],
            brief=judgement.slug,
            number=judgement.number,
            url=self.link(
                addresses.brief(judgement.slug),
                addresses.anchor("judgement", judgement.number),
            ),
            topics=brief.topics,
            as_of=brief.as_of.text,
            review_by=brief.review_by.text if brief.review_by else None,
        )

    def publication(self, source: MergedSource) -> Row:
        """A publication with the briefs and profiles that use it."""
        uses, profiles, library = source.uses, source.profiles, self._library

        def url(page: str, id_: str) -> str:
            return self.link(page, addresses.anchor("source", id_))

        return self.row(
            UsedPublicationData,
            source.entry,
            library.briefs[uses[0].slug] if uses else library.actors[profiles[0].actor],
            title=source.entry.name,
            used_in=[
                {
                    "brief": each.slug,
                    "source": each.id,
                    "url": url(addresses.brief(each.slug), each.id),
                }
                for each in uses
            ],
            used_in_profiles=[
                {
                    "actor": each.actor,
                    "source": each.id,
                    "url": url(addresses.actor(each.actor), each.id),
                }
                for each in profiles
            ],
        )

    def row(
        self,
        model: type[Record],
        entry: Record | None,
        holder: Cited | None,
        **computed: object,
    ) -> Row:
        """The object; `holder` has the sources that its texts cite."""
        language = self._site.language
        cite = partial(holder.cite, language=language) if holder else lambda _: ""
        context = DataContext(
            cite, self._library.summaries, partial(wording.date, language=language)
        )
        return _row(model, entry, context, computed)

    def anchored(
        self,
        model: type[WithAnchor],
        linked: LinkedEvent | LinkedQuote,
        **computed: object,
    ) -> Row:
        slug, id_ = linked.slug, linked.id
        url, brief = self.link(addresses.brief(slug), id_), self._library.briefs[slug]
        return self.row(
            model, linked.entry, brief, brief=slug, id=id_, url=url, **computed
        )

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
                SourceData,
                each.entry,
                holder,
                id=each.id,
                number=each.number,
                title=each.entry.name,
            )
            for each in holder.sources
        ]


def _event(library: Library, event: LinkedEvent, site: Site) -> Row:
    also_in = [{"brief": each.slug, "id": each.id} for each in event.others]
    return Collector(library, site).anchored(EventData, event, also_in=also_in)


def _quote(library: Library, quote: LinkedQuote, site: Site) -> Row:
    found = quote.verification
    return Collector(library, site).anchored(
        QuoteData,
        quote,
        comparison=quote.check.name,
        compared_on=found.date.text if found and found.origin else None,
        recorded=quote.recorded.text if quote.recorded else None,
    )
