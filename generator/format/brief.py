"""The format of a brief: these models are its only definition.

Validation, the checks of references and every description of the format come from them. The text
under a field is what contributors read about it.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from generator.format import identifiers, traversal
from generator.format.kinds import (
    PROSE,
    ActorKindField,
    ActorRef,
    AddressField,
    AnchorField,
    BriefRef,
    BriefStatusField,
    ConfidenceField,
    DateField,
    DayField,
    EventRef,
    EventStatusField,
    IdField,
    LanguageField,
    Line,
    Mark,
    ProseField,
    SourceId,
    SourceRef,
    Spoken,
    TopicRef,
    Words,
)
from generator.format.record import Record

FIRST_WORDS = 6
"""Of a quote, in the id that is made for it."""


class KeyJudgement(Record):
    """A conclusion that the evidence bears, and how far."""

    labelled_by: ClassVar = ("text",)

    text: Annotated[ProseField, Mark.STATEMENT] = Field(
        examples=["Both towns wanted the bridge more than they wanted to be right."]
    )
    """The conclusion, in a sentence or two."""
    confidence: Annotated[ConfidenceField, Mark.STATEMENT]
    """How sure the brief is, as analysts use the words: low, moderate or high."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that it rests on."""


class CastMember(Record):
    """An actor and the part that it plays in this brief."""

    model_config = ConfigDict(title="Actor")
    labelled_by: ClassVar = ("name", "role")

    id: IdField = Field(examples=["maria-example", "northern-town"])
    """The same id is the same actor in every brief."""
    name: Line | None = Field(None, examples=["Maria Example", "Northern Town"])
    """What it is called. Not required for an actor that is already on the site."""
    kind: ActorKindField | None = None
    """person, organisation, state or group. Not required for an actor that is already on the site."""
    role: Line = Field(examples=["Mayor of the northern town", "Pays for half of it"])
    """What it is or does in this brief."""


class Relation(Record):
    """What one actor is to another."""

    labelled_by: ClassVar = ("from", "label", "to")

    from_: ActorRef = Field(alias="from")
    """The actor of whom it is said."""
    to: ActorRef = Field(examples=["northern-town"])
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

    labelled_by: ClassVar = ("date", "title")

    date: Annotated[DateField, Mark.STATEMENT]
    """When, as exactly as the sources say: 2001, 2010-11, 2010-12-09, 2010-11/2010-12, 2010~ or 2010?."""
    title: Annotated[Line, Mark.STATEMENT] = Field(examples=["The bridge reopens"])
    """What happened, in a few words."""
    text: ProseField | None = Field(
        None, examples=["The two mayors walk across it together [@town-gazette]."]
    )
    """More about it."""
    actors: tuple[ActorRef, ...] = ()
    """Who took part."""
    sources: tuple[SourceRef, ...] = ()
    """Where it is documented."""
    status: Annotated[EventStatusField, Mark.STATEMENT] = "confirmed"
    """confirmed, reported (by one source, unchecked), or disputed (sources contradict each other)."""
    note: ProseField | None = Field(
        None, examples=["The southern town's paper says that it was a day later."]
    )
    """What is disputed, or what else a reader should know of the evidence."""
    id: AnchorField | None = Field(None, examples=["bridge-reopens"])
    """Its permalink within the page. Made from the title if absent, and then it changes with the title."""
    same_as: Annotated[EventRef | None, Mark.LATER] = Field(None, examples=["border-treaty#bridge-reopens"])
    """The same event told in another brief, as `brief#event`; the master timeline then shows it once."""
    formerly: Annotated[tuple[AnchorField, ...], Mark.LATER] = ()
    """Ids that it had before: addresses that end with one still lead to it."""

    @classmethod
    def identify(cls, fields: Mapping[str, str]) -> str:
        """The id that is given, or else the one made from the title. It changes with the title."""
        return fields.get("id") or identifiers.derived(fields.get("title", ""), "event")

    @cached_property
    def anchor(self) -> str:
        """Its permalink within the page."""
        return self.identify({"id": self.id or "", "title": self.title})


class Quote(Record):
    """Words that somebody said or wrote, exactly as the source has them."""

    labelled_by: ClassVar = ("speaker", "text")

    text: Annotated[Spoken, Mark.STATEMENT] = Field(
        examples=["We have crossed it in our dreams for ten years … Now we walk."]
    )
    """The words, without the quotation marks around them. A gap is an ellipsis."""
    speaker: Annotated[ActorRef, Mark.STATEMENT]
    """Who said it."""
    date: Annotated[DateField, Mark.STATEMENT]
    """When it was said."""
    context: ProseField | None = Field(None, examples=["At the opening."])
    """Where and about what."""
    source: SourceRef
    """Where it is documented."""
    id: AnchorField | None = Field(None, examples=["now-we-walk"])
    """Its permalink within the page. Made from speaker and first words if absent."""
    formerly: Annotated[tuple[AnchorField, ...], Mark.LATER] = ()
    """Ids that it had before: addresses that end with one still lead to it."""

    @classmethod
    def identify(cls, fields: Mapping[str, str]) -> str:
        """The id that is given, or else the one made from the speaker and the first words."""
        speaker, words = fields.get("speaker", ""), fields.get("text", "").split()[:FIRST_WORDS]
        made_from = f"{speaker} {' '.join(words)}" if speaker and words else ""
        return fields.get("id") or identifiers.derived(made_from, "quote")

    @cached_property
    def anchor(self) -> str:
        """Its permalink within the page."""
        return self.identify({"id": self.id or "", "speaker": self.speaker, "text": self.text})


class Source(Record):
    """A publication that documents something."""

    labelled_by: ClassVar = ("title",)

    title: Line = Field(examples=["Bridge reopens after ten years"])
    """Its title."""
    authors: tuple[Line, ...] = Field((), examples=[["Anna Reporter", "Ben Writer"]])
    """Who wrote it."""
    publisher: Line | None = Field(None, examples=["Town Gazette"])
    """Who published it."""
    published: DateField | None = None
    """When it was published."""
    url: Annotated[AddressField | None, Mark.WHEREABOUTS] = Field(None, title="Web address")
    """Its web address."""
    archived: Annotated[AddressField | None, Mark.WHEREABOUTS] = Field(None, title="Archived copy")
    """The address of a dated copy in an archive."""
    language: Annotated[LanguageField | None, Mark.WHEREABOUTS] = None
    """The language that it is in, such as en, ru or zh."""


class Correction(Record):
    """Something that the brief, or a source that it follows, had wrong."""

    labelled_by: ClassVar = ("text",)

    date: DayField
    """When it was corrected."""
    text: ProseField = Field(examples=["The bridge is 90 metres long, not 900."])
    """What was wrong and what is right."""
    formerly: Annotated[tuple[AnchorField, ...], Mark.LATER] = ()
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
    updated: Annotated[DayField | None, Mark.LATER] = None
    """The day of its last change that matters to readers."""
    status: BriefStatusField = "published"
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
    corrections: Annotated[tuple[Correction, ...], Mark.LATER] = ()
    """What was corrected since publication; shown to readers."""
    see_also: Annotated[tuple[BriefRef, ...], Mark.LATER] = Field((), examples=[["border-treaty"]])
    """Other briefs that explain this one: their file names without `.yml`."""
    formerly: Annotated[tuple[IdField, ...], Mark.LATER] = ()
    """File names that it had before, or of briefs that it took in: their addresses still lead to it."""

    @classmethod
    def sections(cls) -> frozenset[str]:
        """The keys of the fields that the page shows in a section each: prose, and lists of entries."""
        return frozenset(
            member.key for member in traversal.members(cls) if member.record or member.kind is PROSE
        )
