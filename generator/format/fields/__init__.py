"""The types of fields: a module each, with everything about a type.

Each is annotated with a `FieldType`, validates its values and describes itself in the JSON Schema.
"""

from generator.format.fields.address import ADDRESS, AddressField
from generator.format.fields.choice import (
    ACTOR_KIND,
    ACTOR_KINDS,
    CHOICE,
    ActorKind,
    ActorKindField,
    BriefStatus,
    Confidence,
    EventStatus,
    FigureType,
    Likelihood,
    Outcome,
    SourceType,
)
from generator.format.fields.date import DATE, DAY, DateField, DayField, When
from generator.format.fields.external_id import (
    ORCID,
    AttackField,
    ExternalId,
    GndField,
    IsniField,
    LeiField,
    OrcidField,
    RorField,
    ViafField,
    WikidataField,
)
from generator.format.fields.field_type import Beginnings, Cell, DataContext, FieldType, Labels, Mark, Row
from generator.format.fields.identifier import Id, IdField, SourceId
from generator.format.fields.language import LANGUAGE, LanguageField
from generator.format.fields.number import NUMBER, PERCENT, NumberField, PercentField
from generator.format.fields.reference import (
    ACTOR,
    ANY_ACTOR,
    BRIEF,
    EVENT,
    SOURCE,
    TOPIC,
    ActorRef,
    AnyActorRef,
    BriefRef,
    EventRef,
    Reference,
    SourceRef,
    TopicRef,
)
from generator.format.fields.text import LINE, PROSE, QUOTE_WORDS, WORDS, Line, ProseField, QuoteWords, Words
