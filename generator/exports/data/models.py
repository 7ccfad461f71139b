"""The objects of the data: a class each, of which both their values and their JSON Schemas are made.

A class extends the record of the format that it publishes with what the data say beyond it. The types of
fields say how values are published, so a new field of the format needs nothing here.
"""

import inspect
import re
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.format.brief import Brief, CastMember, Event, Forecast, Quote, Relation
from generator.format.fields import (
    ActorKindField,
    ActorRef,
    AddressField,
    BriefRef,
    DataContext,
    DayField,
    EventRef,
    FieldType,
    Line,
    Row,
    SourceId,
    SourceRef,
)
from generator.format.profile import Profile
from generator.format.record import Record
from generator.format.source import Source
from generator.format.topics import TopicEntry
from generator.format.traversal import Member, members

LEFT_OUT = {
    "same_as": "events have `also_in`, which leads both ways",
    "formerly": "only addresses of pages lead on; data are at the new ones",
}
"""Fields of the format that are not published, each with the reason."""

_SAYS_ID = re.compile(r"\b[Ii]ds?\b")

Count = Annotated[int, FieldType("integer", "a number", published=core_schema.int_schema())]
"""Something counted: no field of the format is of this type."""


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
            raise TypeError(f"say in exports/data/models.py how the mapping '{key}' is published")
    first = [found.pop(key) for key in model.first] if issubclass(model, Data) else []
    return (*first, *(() if issubclass(model, Data) and model.is_summary else found.values()))


def description(member: Member) -> str:
    """What a field is, and what its type adds to that."""
    known = member.field.description or ""
    note = member.field_type.note if member.field_type and not _SAYS_ID.search(known) else ""
    return " ".join(f"{known} {note}".split())


def row(model: type[Record], entry: Record | None, context: DataContext, computed: Row | None = None) -> Row:
    """The object: what is computed, and the rest from the record of the format."""
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
            return member.field_type.data(each, context)
        return row(member.record or Record, each, context)

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
            found = {key: value for key, value in made["properties"][each.key].items() if key not in of_file}
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
    brief: BriefRef
    """The id of the brief."""


class WithAnchor(InBrief):
    id: SourceId
    """Its id within the brief."""
    url: AddressField
    """Its permanent link."""


class ForecastData(InBrief, Forecast):
    first = ("brief",)


class CastMemberData(Data, CastMember):
    id: ActorRef
    """The id of the actor."""
    name: Line
    """What it is called."""
    kind: ActorKindField
    """What it is."""


class RelationData(InBrief, Relation):
    first = ("brief", "from", "label")


class EventData(WithAnchor, Event):
    first = ("brief", "id", "url")

    also_in: tuple[EventRef, ...]
    """The same event as other briefs tell it."""


class QuoteData(WithAnchor, Quote):
    first = ("brief", "id", "url", "date", "speaker")


class TitledSource(Data, Source):
    title: Line
    """Its title; where it has none, its description in brackets."""


class SourceData(TitledSource):
    id: SourceId
    """Its id within the brief."""
    number: Count
    """The number that texts of the brief cite it by."""


class SourceUseData(InBrief):
    """A brief that uses a publication."""

    source: SourceRef
    """The id of the source in it."""
    url: AddressField
    """Where it is listed."""


class ProfileSourceUseData(Data):
    """A profile that uses a publication."""

    actor: ActorRef
    """The id of the actor."""
    source: SourceId
    """The id of the source in its profile."""
    url: AddressField
    """Where it is listed."""


class UsedPublicationData(TitledSource):
    """A publication, once, however many briefs and profiles use it."""

    used_in: tuple[SourceUseData, ...]
    """The briefs that use it."""
    used_in_profiles: tuple[ProfileSourceUseData, ...]
    """The profiles of actors that use it."""


class WithPage(Data):
    url: AddressField
    """Its page."""


class VersionData(WithPage):
    """A brief as it was published on a day, which stays as it is."""

    first = ("date", "doi", "url", "data")

    date: DayField
    """The day."""
    doi: Line | None = None
    """Its DOI."""
    data: AddressField
    """All of it as JSON."""


class BriefData(WithPage, Brief):
    first = ("id", "title", "summary", "date", "updated", "status", "topics", "url", "data")

    id: SourceId
    """The id: the last part of its address."""
    data: AddressField
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
    see_also: tuple[BriefRef, ...]
    """Ids of briefs that explain this one, or that this one explains."""
    versions: tuple[VersionData, ...]
    """Its versions, the oldest first."""


class BriefSummaryData(BriefData):
    """A brief in a list."""

    is_summary = True


class RoleData(InBrief):
    """The part of an actor in a brief."""

    role: Line
    """What the actor is or does there."""


class ActorData(WithPage, Profile):
    """An actor, and its part in all briefs."""

    first = ("id", "name", "kind", "aliases", "summary", "roles", "url", "data")

    id: SourceId
    """The same id is the same actor in every brief."""
    name: Line
    """What it is called."""
    kind: ActorKindField
    """What it is."""
    roles: tuple[RoleData, ...]
    """The briefs that it is in."""
    data: AddressField
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

    id: SourceId
    """Its id."""
    briefs: tuple[BriefRef, ...]
    """Ids of its briefs, the newest first."""
    url: AddressField
    """Its page."""
