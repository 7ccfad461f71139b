"""The kinds of fields: a module each, with everything about a kind.

Each is an annotated type that validates values, describes itself in the JSON Schema, and carries a `Kind`.
"""

from generator.format.kinds.address import ADDRESS, AddressField
from generator.format.kinds.choice import (
    ACTOR_KIND,
    ACTOR_KINDS,
    CHOICE,
    ActorKind,
    ActorKindField,
    BriefStatus,
    BriefStatusField,
    Confidence,
    ConfidenceField,
    EventStatus,
    EventStatusField,
    FigureType,
    FigureTypeField,
    Likelihood,
    LikelihoodField,
    Outcome,
    OutcomeField,
    SourceType,
    SourceTypeField,
)
from generator.format.kinds.date import DATE, DAY, DateField, DayField
from generator.format.kinds.external_id import (
    EXTERNAL_IDS,
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
from generator.format.kinds.identifier import ID, AnchorField, IdField, SourceId
from generator.format.kinds.kind import Kind, Mark
from generator.format.kinds.language import LANGUAGE, LanguageField
from generator.format.kinds.number import NUMBER, PERCENT, NumberField, PercentField
from generator.format.kinds.prose import PROSE, ProseField
from generator.format.kinds.reference import (
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
from generator.format.kinds.text import LINE, WORDS, Line, Spoken, Words
