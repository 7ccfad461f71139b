"""References to something else: an actor, a source, a topic, another brief or an event in it."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import JsonSchemaValue

from generator.format import identifiers
from generator.format.fields.field_type import DataContext, FieldType, Row, described, one_line, same, whole
from generator.languages.phrase import marked


class EventId(BaseModel):
    """Names an event of a brief."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    brief: str
    """The id of the brief."""
    id: str
    """Its id within the brief."""


class Reference(FieldType):
    """The type of a reference; `name` is what it refers to."""

    def file_schema(self) -> JsonSchemaValue:
        """With the target, for the form in the browser."""
        pattern = f"{identifiers.PATTERN}#{identifiers.PATTERN}" if self is EVENT else identifiers.PATTERN
        return {"type": ["string", "integer"], "pattern": whole(pattern), "x-refers-to": self.name}


class _Source(Reference):
    def cited(self, value: str) -> Iterable[str]:
        return (value,)


class _Brief(Reference):
    def data(self, value: str, context: DataContext) -> str | None:
        return value if value in context.briefs else None


class _Event(Reference):
    def data(self, value: str, context: DataContext) -> Row | None:
        brief, _, id_ = value.partition("#")
        return EventId(brief=brief, id=id_).model_dump() if brief in context.briefs else None


_GIVEN_BY_ID = "Given by id."

ACTOR = Reference(
    "actor",
    marked("id of an actor in this brief"),
    read=one_line,
    note=_GIVEN_BY_ID,
    foreign_key='FOREIGN KEY ("{0}") REFERENCES actors (id)',
    scaffold=lambda known: known.actors,
    cells={"{0}": lambda actor, _, names: names.actors[actor], "{0}_id": same},
)
ANY_ACTOR = Reference(
    "any-actor",
    marked("id of an actor in any brief"),
    read=one_line,
    note="Given by id; it may have no page here.",
)
SOURCE = _Source(
    "source",
    marked("id of a source in this brief"),
    read=one_line,
    note=_GIVEN_BY_ID,
    foreign_key='FOREIGN KEY ("{1}", "{0}") REFERENCES {2}',
    scaffold=lambda known: (known.source,),
    cells={"{0}": lambda source, row, names: names.sources[row["brief"], source]},
)
TOPIC = Reference(
    "topic",
    marked("id of a topic"),
    read=one_line,
    note=_GIVEN_BY_ID,
    foreign_key='FOREIGN KEY ("{0}") REFERENCES topics (id)',
    scaffold=lambda known: known.topics,
)
BRIEF = _Brief(
    "brief",
    marked("name of another brief"),
    read=one_line,
    note=_GIVEN_BY_ID,
    foreign_key='FOREIGN KEY ("{0}") REFERENCES briefs (id)',
    cells={"{0}": same, "{0}_title": lambda brief, _, names: names.briefs[brief]},
)
EVENT = _Event(
    "event",
    marked("name of another brief, #, and the id of an event in it"),
    read=one_line,
    published=described(EventId),
    foreign_key='FOREIGN KEY ("{0}_brief", "{0}_event") REFERENCES events (brief, id)',
    columns={"{0}_brief": "brief", "{0}_event": "id"},
    cells={"{0}": lambda event, *_: f"{event['brief']}#{event['id']}"},
)

ActorRef = Annotated[str, ACTOR]
AnyActorRef = Annotated[str, ANY_ACTOR]
SourceRef = Annotated[str, SOURCE]
TopicRef = Annotated[str, TOPIC]
BriefRef = Annotated[str, BRIEF]
EventRef = Annotated[str, EVENT]
