"""The format of a brief: these models are its only definition.

Validation, the checks of references and every description of the format come from them. The text
under a field is what contributors read about it.
"""

from typing import Annotated

from pydantic import ConfigDict, Field

from generator.format.fields import (
    ActorKind,
    ActorRef,
    AddressField,
    AnchorField,
    BriefRef,
    BriefStatus,
    Confidence,
    DateField,
    DayField,
    EventRef,
    EventStatus,
    IdField,
    LanguageField,
    Line,
    ProseField,
    Record,
    SourceId,
    SourceRef,
    TopicRef,
    Words,
)
from generator.format.quotation_marks import Spoken


class KeyJudgement(Record):
    """A conclusion that the evidence bears, and how far."""

    text: ProseField = Field(examples=["Both towns wanted the bridge more than they wanted to be right."])
    """The conclusion, in a sentence or two."""
    confidence: Confidence
    """How sure the brief is, as analysts use the words: low, moderate or high."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that it rests on."""


class CastMember(Record):
    """An actor and the part that it plays in this brief."""

    model_config = ConfigDict(title="Actor")

    id: IdField = Field(examples=["maria-example"])
    """The same id is the same actor in every brief."""
    name: Line | None = Field(None, examples=["Maria Example"])
    """What it is called: here, or once for all briefs in `briefs/actors/<id>.yml`."""
    kind: ActorKind | None = None
    """person, organisation, state or group: here, or in `briefs/actors/<id>.yml`."""
    role: Line = Field(examples=["Mayor of the northern town"])
    """What it is or does in this brief."""


class Relation(Record):
    """What one actor is to another."""

    from_: ActorRef = Field(alias="from")
    """The actor of whom it is said."""
    to: ActorRef
    """The other actor."""
    label: Line = Field(examples=["mayor of"])
    """What the first is to the second, so that "from label to" reads as a sentence."""


class Event(Record):
    """Something that happened at a known time."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"status": {"const": "disputed"}}, "required": ["status"]},
            "then": {"properties": {"note": {"not": {"type": "null"}}}, "required": ["note"]},
        }
    )

    date: DateField
    """When, as exactly as the sources say: 2001, 2010-11, 2010-12-09, 2010-11/2010-12, 2010~ or 2010?."""
    title: Line = Field(examples=["The bridge reopens"])
    """What happened, in a few words."""
    text: ProseField | None = Field(
        None, examples=["The two mayors walk across it together [@town-gazette]."]
    )
    """More about it."""
    actors: tuple[ActorRef, ...] = ()
    """Who took part."""
    sources: tuple[SourceRef, ...] = ()
    """Where it is documented."""
    status: EventStatus = "confirmed"
    """confirmed, reported (by one source, unchecked), or disputed (sources contradict each other)."""
    note: ProseField | None = Field(
        None, examples=["The southern town's paper says that it was a day later."]
    )
    """What is disputed, or what else a reader should know of the evidence."""
    id: AnchorField | None = Field(None, examples=["bridge-reopens"])
    """Its permalink within the page. Made from the title if absent, and then it changes with the title."""
    same_as: EventRef | None = Field(None, examples=["border-treaty#bridge-reopens"])
    """The same event told in another brief, as `brief#event`; the master timeline then shows it once."""
    formerly: tuple[AnchorField, ...] = ()
    """Ids that it had before: addresses that end with one still lead to it."""


class Quote(Record):
    """Words that somebody said or wrote, exactly as the source has them."""

    text: Spoken = Field(examples=["We have crossed it in our dreams for ten years … Now we walk."])
    """The words, without the quotation marks around them. A gap is an ellipsis."""
    speaker: ActorRef
    """Who said it."""
    date: DateField
    """When it was said."""
    context: ProseField | None = Field(None, examples=["At the opening."])
    """Where and about what."""
    source: SourceRef
    """Where it is documented."""
    id: AnchorField | None = Field(None, examples=["now-we-walk"])
    """Its permalink within the page. Made from speaker and first words if absent."""
    formerly: tuple[AnchorField, ...] = ()
    """Ids that it had before: addresses that end with one still lead to it."""


class Source(Record):
    """A publication that documents something."""

    title: Line = Field(examples=["Bridge reopens after ten years"])
    """Its title."""
    authors: tuple[Line, ...] = Field((), examples=[["Anna Reporter", "Ben Writer"]])
    """Who wrote it."""
    publisher: Line | None = Field(None, examples=["Town Gazette"])
    """Who published it."""
    published: DateField | None = None
    """When it was published."""
    url: AddressField | None = Field(None, title="Web address")
    """Its web address."""
    archived: AddressField | None = Field(None, title="Archived copy")
    """The address of a dated copy in an archive."""
    language: LanguageField | None = None
    """The language that it is in, such as en, ru or zh."""


class Correction(Record):
    """Something that the brief, or a source that it follows, had wrong."""

    date: DayField
    """When it was corrected."""
    text: ProseField = Field(examples=["The bridge is 90 metres long, not 900."])
    """What was wrong and what is right."""
    formerly: tuple[AnchorField, ...] = ()
    """Ids of events and quotes that it took away: their addresses then lead to the correction."""


class Brief(Record):
    """What happened, who the actors are, when it happened, what was said, and where that is documented."""

    title: Line = Field(examples=["Two neighbours reopen a bridge"])
    """The title of the page."""
    summary: Words = Field(
        examples=["After ten years two towns share a bridge again. Trade is back; trust is not, yet."]
    )
    """The bottom line up front: what happened and why it matters, in one to three sentences."""
    date: DayField
    """The day that the brief describes the state of."""
    updated: DayField | None = None
    """The day of its last change that matters to readers."""
    status: BriefStatus = "published"
    """draft (not on the site yet), published, or archived (kept, no longer maintained)."""
    topics: tuple[TopicRef, ...] = Field((), examples=[["trade-routes"]])
    """What it is about: ids from `briefs/topics.yml`."""
    key_judgements: tuple[KeyJudgement, ...] = ()
    """What to conclude from it."""
    actors: tuple[CastMember, ...] = ()
    """Who takes part."""
    relations: tuple[Relation, ...] = ()
    """What the actors are to one another."""
    timeline: tuple[Event, ...] = ()
    """What happened, in any order."""
    quotes: tuple[Quote, ...] = ()
    """What was said."""
    background: ProseField | None = Field(None, examples=["The bridge was closed in 2014 [@town-gazette]."])
    """What a reader needs to know to understand it, with citations such as [@newsweek]."""
    open_questions: tuple[ProseField, ...] = Field((), examples=[["Who pays for repairs?"]])
    """What is not known."""
    sources: Annotated[
        dict[SourceId, Source],
        Field(min_length=1, examples=[{"town-gazette": {"title": "Bridge reopens after ten years"}}]),
    ]
    """Where everything is documented, by an id of your choice."""
    corrections: tuple[Correction, ...] = ()
    """What was corrected since publication; shown to readers."""
    see_also: tuple[BriefRef, ...] = Field((), examples=[["border-treaty"]])
    """Other briefs that explain this one: their file names without `.yml`."""
    formerly: tuple[IdField, ...] = ()
    """File names that it had before, or of briefs that it took in: their addresses still lead to it."""
