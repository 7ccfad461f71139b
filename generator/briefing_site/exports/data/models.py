"""The objects of the data: a model for each, from which both their values and their JSON Schemas follow.

A model has all fields of the format's record that it extends, and adds what is known only once briefs are
linked, such as addresses and numbers. How a value is published is a matter of its type, which has `data_type`
and `to_data`: a new field of the format needs nothing here. The docstrings of classes and fields are in the
schemas. `objects` has the functions that fill the models.
"""

import inspect
import re
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from briefing_site.format import (
    Brief,
    FieldType,
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
from briefing_site.format.gazetteer import GazetteerEntry
from briefing_site.format.topics import TopicEntry
from briefing_site.format.traversal import members
from briefing_site.library.library import Standing
from briefing_site.site.quote_checks import CheckName

LEFT_OUT = {
    "same_as": "events have `also_in`, which leads both ways",
    "formerly": "only addresses of pages lead on; data are at the new ones",
}
"""Fields of the format that are not published, each with the reason."""
NOT_IN_DATA = {"default", "examples", "maxItems", "minItems", "title"}
"""Keywords of JSON Schema that hold for a field in files alone: in the data, a list may be empty."""


class CountType(FieldType):
    """Something counted: no field of the format is of this type."""

    data_type = core_schema.int_schema()


COUNT = CountType()
Count = Annotated[int, COUNT]


class Data(Record):
    # no docstring: `getdoc` would find it before that of the record, which describes what is published

    first: ClassVar[tuple[str, ...]] = ()
    """The keys of the fields that come before the others."""
    is_summary: ClassVar[bool] = False
    """Whether the others are left out."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:  # noqa: ANN401 -- pydantic's
        """Name it as the schemas do: `ForecastData` is published as `Forecast`."""
        cls.__name__ = cls.__qualname__ = cls.__name__.removesuffix("Data")


@cache
def published(model: type[BaseModel]) -> tuple[Member, ...]:
    """The fields of an object, in the order of the data."""
    by_key = {}
    for member in members(model):
        is_mapping = "?" in member.steps
        if is_mapping:
            raise TypeError(
                f"say in exports/data/models.py how the mapping '{member.key}' is published"
            )
        if member.key not in LEFT_OUT:
            by_key[member.key] = member
    if not issubclass(model, Data):
        return tuple(by_key.values())
    first = [by_key.pop(key) for key in model.first]
    if model.is_summary:
        return tuple(first)
    return (*first, *by_key.values())


def description(member: Member) -> str:
    """What a field is, with what its type adds to that, on one line."""
    text = member.field.description or ""
    says_that_it_is_an_id = re.search(r"\b[Ii]ds?\b", text)
    if member.field_type and not says_that_it_is_an_id:
        text += f" {member.field_type.data_note}"
    return " ".join(text.split())


class DataSchema(GenerateJsonSchema):
    """Describes objects as they are published: every field is always there."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model = schema["cls"]
        generated = super().model_schema(schema)
        if not issubclass(model, Record):
            return generated
        properties = {}
        for member in published(model):
            field = dict(generated["properties"][member.key])
            for keyword in NOT_IN_DATA:
                field.pop(keyword, None)
            if "$ref" not in field:
                field["title"] = member.key.replace("_", " ").title()
            field["description"] = description(member)
            properties[member.key] = field
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
    id: fields.IdField
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
    """Whether it is scored, or else why not. `open`: its day is yet to come. `pending`: that, too, but it has
    an outcome already. `overdue`: its day has passed without one. `late`: it was recorded long after it was
    made. `known`: it was recorded when its outcome was known. `unrecorded`: git does not know when."""
    score: fields.NumberField | None = None
    """Its mean daily Brier score, if it is scored: 0 is perfect, 1 is always wrong."""
    probabilities: tuple[ProbabilityData, ...]
    """The probabilities that git has of it, the oldest first."""


class RemovedForecastData(Data):
    """A forecast that a brief left out or replaced by another, or that is gone with its brief."""

    brief: fields.Line
    """The id that the brief had last."""
    statement: fields.Line
    """What was forecast."""
    made_on: fields.DayField | None = None
    """The day on which it was made, if the brief gave one."""
    resolves_by: fields.DayField | None = None
    """The day by which it had to be known, if the brief gave one."""
    recorded: fields.DayField | None = None
    """The day on which git first had it in a published brief."""
    removed: fields.DayField | None = None
    """The day on which the brief had it no longer; empty if the whole brief is gone."""
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
    """The result of comparing it with its source, and what it was compared with. If it begins with `checked`,
    a program found the words on the page of the source, or in an archived copy. Nobody but the author can
    look at the author's copy."""
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
    source: fields.SourceRef
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

    id: fields.BriefId
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
    sources: tuple[SourceData, ...]  # type: ignore[assignment]  # a mapping in files
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

    id: fields.ActorId
    """The same id is the same actor in every brief."""
    roles: tuple[RoleData, ...]
    """The briefs that it is in."""
    data: fields.AddressField
    """All about it as JSON."""
    sources: tuple[SourceData, ...]  # type: ignore[assignment]  # a mapping in files
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


class PlaceData(WithPage, GazetteerEntry):
    first = ("id", "name", "kind", "url")

    id: fields.SourceId
    """The id: the last part of its address."""
    briefs: tuple[fields.BriefRef, ...]
    """Ids of the briefs with events or quotes there, the newest first."""


class TopicData(Data, TopicEntry):
    first = ("id",)

    id: fields.TopicId
    """Its id."""
    briefs: tuple[fields.BriefRef, ...]
    """Ids of its briefs, the newest first."""
    url: fields.AddressField
    """Its page."""
