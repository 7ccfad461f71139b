"""Fields with a fixed list of values."""

from typing import Annotated, Literal

from generator.format.kinds.kind import Kind

CHOICE = Kind("choice", "choice")

ActorKind = Literal["person", "organisation", "state", "group"]
Confidence = Literal["low", "moderate", "high"]
BriefStatus = Literal["draft", "published", "archived"]
EventStatus = Literal["confirmed", "reported", "disputed"]
Likelihood = Literal[
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
]
"""The terms of Intelligence Community Directive 203, D.6.e.(2)(a), the least likely first."""
SourceType = Literal["primary", "official", "wire", "press", "research", "state-media", "reference", "copy"]
FigureType = Literal["bars", "lines", "steps"]
Outcome = Literal["yes", "no"]

ActorKindField = Annotated[ActorKind, CHOICE]
ConfidenceField = Annotated[Confidence, CHOICE]
BriefStatusField = Annotated[BriefStatus, CHOICE]
EventStatusField = Annotated[EventStatus, CHOICE]
LikelihoodField = Annotated[Likelihood, CHOICE]
SourceTypeField = Annotated[SourceType, CHOICE]
FigureTypeField = Annotated[FigureType, CHOICE]
OutcomeField = Annotated[Outcome, CHOICE]
