"""References to something else: an actor, a source, a topic, another brief or an event in it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.format import identifiers
from generator.format.fields.field_type import FieldType, one_line, whole
from generator.languages.phrase import marked

Target = Literal["actor", "any-actor", "source", "topic", "brief", "event"]


@dataclass(frozen=True)
class Reference(FieldType):
    """The kind of a reference; `name` is what it refers to."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Add the target, for the form in the browser, and the pattern of the reference."""
        pattern = f"{identifiers.PATTERN}#{identifiers.PATTERN}" if self is EVENT else identifiers.PATTERN
        return {
            **handler(core),
            "type": ["string", "integer"],
            "pattern": whole(pattern),
            "x-refers-to": self.name,
        }


ACTOR = Reference("actor", marked("id of an actor in this brief"))
ANY_ACTOR = Reference("any-actor", marked("id of an actor in any brief"))
SOURCE = Reference("source", marked("id of a source in this brief"), cited=lambda source: (source,))
TOPIC = Reference("topic", marked("id of a topic"))
BRIEF = Reference("brief", marked("name of another brief"))
EVENT = Reference("event", marked("name of another brief, #, and the id of an event in it"))

_Name = Annotated[str, BeforeValidator(one_line)]
ActorRef = Annotated[_Name, ACTOR]
"""The id of an actor in the same brief."""
AnyActorRef = Annotated[_Name, ANY_ACTOR]
"""The id of an actor in any brief."""
SourceRef = Annotated[_Name, SOURCE]
"""The id of a source in the same brief."""
TopicRef = Annotated[_Name, TOPIC]
"""The id of a topic in `briefs/topics.yml`."""
BriefRef = Annotated[_Name, BRIEF]
"""The name of another brief's file, without `.yml`."""
EventRef = Annotated[_Name, EVENT]
"""An event in another brief: `brief#event`."""
