"""The types of references: ids of something else."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import JsonSchemaValue

from briefing_site.format import identifiers
from briefing_site.format.fields.field_type import (
    DataContext,
    FieldType,
    NamedId,
    NewBrief,
    model_schema,
    one_line,
    whole,
)
from briefing_site.languages.phrase import marked


class ReferenceType(FieldType):
    """The id of something; `name` is what it refers to. Checks find out whether there is such a thing."""

    data_note = "Given by id."
    id_pattern = identifiers.PATTERN
    json_types = ["string", "integer"]

    def read(self, value: object) -> str:
        return one_line(value)

    def file_schema(self) -> JsonSchemaValue:
        return {
            "type": self.json_types,
            "pattern": whole(self.id_pattern),
            "x-refers-to": self.name,  # the form in the browser offers what there is
        }


class ActorReferenceType(ReferenceType):
    name = "actor"
    names = "actor"
    description = marked("id of an actor in this brief")

    def in_new_brief(self, brief: NewBrief) -> Sequence[str]:
        return brief.actors


class AnyActorReferenceType(ReferenceType):
    name = "any-actor"
    names = "actor"
    description = marked("id of an actor in any brief")
    data_note = "Given by id; it may have no page here."


class SourceReferenceType(ReferenceType):
    name = "source"
    names = "source"
    description = marked("id of a source in this brief")
    cites_sources = True

    def cited_sources(self, value: str) -> Iterable[str]:
        return (value,)

    def in_new_brief(self, brief: NewBrief) -> Sequence[str]:
        return (brief.source,)


class TopicReferenceType(ReferenceType):
    name = "topic"
    names = "topic"
    description = marked("id of a topic")

    def in_new_brief(self, brief: NewBrief) -> Sequence[str]:
        return brief.topics


class PlaceReferenceType(ReferenceType):
    name = "place"
    names = "place"
    description = marked("id of a place")


class BriefReferenceType(ReferenceType):
    name = "brief"
    names = "brief"
    description = marked("name of another brief")

    def to_data(self, value: str, context: DataContext) -> str | None:
        if value in context.briefs:
            return value
        return None


class EventId(BaseModel):
    """Names an event of a brief."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    brief: str
    """The id of the brief."""
    id: str
    """Its id within the brief."""


class EventReferenceType(ReferenceType):
    """An event of another brief, as `brief#event`."""

    name = "event"
    description = marked("name of another brief, #, and the id of an event in it")
    data_note = ""
    data_type = model_schema(EventId)
    id_pattern = f"{identifiers.PATTERN}#{identifiers.PATTERN}"

    def to_data(self, value: str, context: DataContext) -> dict[str, str] | None:
        brief, _, event = value.partition("#")
        if brief in context.briefs:
            return EventId(brief=brief, id=event).model_dump()
        return None

    def mentions(self, text: str) -> Iterator[NamedId]:
        brief, mark, event = text.partition("#")
        yield NamedId("brief", brief, 0, len(brief))
        yield NamedId("entry", event, len(brief + mark), len(text), brief)


ACTOR = ActorReferenceType()
ANY_ACTOR = AnyActorReferenceType()
SOURCE = SourceReferenceType()
TOPIC = TopicReferenceType()
PLACE = PlaceReferenceType()
BRIEF = BriefReferenceType()
EVENT = EventReferenceType()

ActorRef = Annotated[str, ACTOR]
AnyActorRef = Annotated[str, ANY_ACTOR]
SourceRef = Annotated[str, SOURCE]
TopicRef = Annotated[str, TOPIC]
PlaceRef = Annotated[str, PLACE]
BriefRef = Annotated[str, BRIEF]
EventRef = Annotated[str, EVENT]
