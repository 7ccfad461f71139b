"""Fields with a fixed list of values."""

from typing import Annotated, Literal, get_args

from generator.diagnostics import Code
from generator.format.fields.field_type import FieldType, one_line
from generator.languages.phrase import marked

BAD_CHOICE = Code("bad-choice", "The value is not one of those that this field allows.", in_editor=True)

CHOICE = FieldType("choice", "choice")

ActorKind = Literal["person", "organisation", "state", "group"]
"""The kinds of actors, unless the settings of the site have others."""
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
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

ACTOR_KIND = FieldType(
    "actor-kind",
    marked("kind of actors, of those that the site has"),
    ACTOR_KINDS,
    one_line,
    schema={"type": "string", "format": "actor-kind", "enum": list(ACTOR_KINDS)},
    scaffold=lambda known: known.actor_kinds,
)
ActorKindField = Annotated[str, ACTOR_KIND]
"""A kind of actors. Which there are is a setting, so checks compare it with them when all files are read."""
