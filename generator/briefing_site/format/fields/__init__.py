"""The types of fields, and what can be wrong with a single value of each: a module for each group of types.

A class for each type says all that the program knows of its values; `field_type` is what they have in common.
Models annotate their fields with what is collected here.
"""

from briefing_site.format.fields.address import ADDRESS, AddressField
from briefing_site.format.fields.choice import (
    ACTOR_KIND,
    ACTOR_KINDS,
    CHOICE,
    COUNTRY,
    LANGUAGE,
    PLANNED,
    ActorKind,
    ActorKindField,
    BriefStatus,
    Confidence,
    CountryField,
    EventStatus,
    FigureType,
    Importance,
    LanguageField,
    Likelihood,
    Outcome,
    PlaceKind,
    SourceType,
    is_language,
)
from briefing_site.format.fields.coordinates import (
    POINT,
    Coordinates,
    Point,
    PointField,
)
from briefing_site.format.fields.date import DATE, DAY, DateField, DayField, When
from briefing_site.format.fields.external_ids import DOI, ORCID, DoiField, OrcidField
from briefing_site.format.fields.identifier import (
    ActorId,
    BriefId,
    IdField,
    IdType,
    PlaceId,
    SourceId,
    TermId,
    TopicId,
)
from briefing_site.format.fields.number import (
    NUMBER,
    PERCENT,
    NumberField,
    PercentField,
)
from briefing_site.format.fields.reference import (
    ACTOR,
    ANY_ACTOR,
    BRIEF,
    EVENT,
    PLACE,
    SOURCE,
    TOPIC,
    ActorRef,
    AnyActorRef,
    BriefRef,
    EventRef,
    PlaceRef,
    ReferenceType,
    SourceRef,
    TopicRef,
)
from briefing_site.format.fields.text import (
    LINE,
    PROSE,
    QUOTE_WORDS,
    WORDS,
    Line,
    ProseField,
    QuoteWords,
    Words,
)

__all__ = [
    "ACTOR", "ACTOR_KIND", "ACTOR_KINDS", "ADDRESS", "ANY_ACTOR", "BRIEF", "CHOICE", "COUNTRY", "DATE",
    "DAY", "DOI", "EVENT", "LANGUAGE", "LINE", "NUMBER", "ORCID", "PERCENT", "PLACE", "PLANNED",
    "POINT", "PROSE", "QUOTE_WORDS", "SOURCE", "TOPIC", "WORDS", "ActorId", "ActorKind",
    "ActorKindField", "ActorRef", "AddressField", "AnyActorRef", "BriefId", "BriefRef", "BriefStatus",
    "Confidence", "Coordinates", "CountryField", "DateField", "DayField", "DoiField", "EventRef",
    "EventStatus", "FigureType", "IdField", "IdType", "Importance", "LanguageField", "Likelihood",
    "Line", "NumberField", "OrcidField", "Outcome", "PercentField", "PlaceId", "PlaceKind", "PlaceRef",
    "Point", "PointField", "ProseField", "QuoteWords", "ReferenceType", "SourceId", "SourceRef",
    "SourceType", "TermId", "TopicId", "TopicRef", "When", "Words", "is_language",
]  # fmt: skip
