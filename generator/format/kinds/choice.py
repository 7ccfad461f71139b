"""Fields with a fixed list of values."""

from typing import Annotated, Literal

from generator.format.kinds.kind import Kind

CHOICE = Kind("choice", "choice")

ActorKind = Literal["person", "organisation", "state", "group"]
Confidence = Literal["low", "moderate", "high"]
BriefStatus = Literal["draft", "published", "archived"]
EventStatus = Literal["confirmed", "reported", "disputed"]

ActorKindField = Annotated[ActorKind, CHOICE]
ConfidenceField = Annotated[Confidence, CHOICE]
BriefStatusField = Annotated[BriefStatus, CHOICE]
EventStatusField = Annotated[EventStatus, CHOICE]
