"""The shape of the published data: these models are its only definition.

The files, their JSON Schemas and the OpenAPI description come from them, and the tables are filled with
them. The text under a field is what programmers read about it. Within one major version fields
are added and never taken away, and every field is always there: `null` where nothing is known.
"""

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.format.kinds import ActorKind, BriefStatus, Confidence, EventStatus

Address = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]
"""A web address. One of this site is relative to its root where the site does not know where it stands."""


class Record(BaseModel):
    """Any object of the data."""

    # every field is always there, so the schemas of the files require also those that have a default here
    model_config = ConfigDict(
        frozen=True, use_attribute_docstrings=True, json_schema_serialization_defaults_required=True
    )


class When(Record):
    """A date that says how exact it is."""

    edtf: str
    """The date in the Extended Date/Time Format, such as 2010-11, 2010~ or 2010-11/2010-12."""
    words: str
    """The date in English."""
    earliest: datetime.date | None
    """The first day that it can mean; null where the beginning is open."""
    latest: datetime.date | None
    """The last day that it can mean; null where the end is open."""
    precision: Literal["day", "month", "season", "year", "decade", "century", "interval"]
    """How exactly the date is known; an interval goes from one date to another."""
    approximate: bool
    """Whether it is an estimate ("about")."""
    uncertain: bool
    """Whether the source is in doubt."""


class EventId(Record):
    """Names an event, or a quote, of a brief."""

    brief: str
    """The id of the brief."""
    id: str
    """Its id within the brief."""


class Event(EventId):
    """Something that happened."""

    url: Address
    """Its permanent link."""
    date: When
    """When."""
    title: str
    """What happened, in a few words."""
    text: str | None
    """More about it. Numbers in brackets are those of the brief's sources."""
    actors: tuple[str, ...]
    """Who took part: ids of actors. In the list of all events, those of all briefs that tell it."""
    sources: tuple[str, ...]
    """Where it is documented: ids of sources of the brief."""
    status: EventStatus
    """confirmed, reported (by one source, unchecked), or disputed (sources contradict each other)."""
    note: str | None
    """What is disputed, or what else to know of the evidence."""
    also_in: tuple[EventId, ...]
    """The same event as other briefs tell it."""


class Quote(EventId):
    """Words that somebody said or wrote."""

    url: Address
    """Its permanent link."""
    date: When
    """When it was said."""
    speaker: str
    """Who said it: the id of an actor."""
    text: str
    """The words, exactly as the source has them."""
    context: str | None
    """Where and about what."""
    source: str
    """Where it is documented: the id of a source of the brief."""


class Publication(Record):
    """Something published that documents what briefs say."""

    title: str
    """Its title."""
    authors: tuple[str, ...]
    """Who wrote it."""
    publisher: str | None
    """Who published it."""
    published: When | None
    """When it was published."""
    url: Address | None
    """Its web address."""
    archived: Address | None
    """The address of a dated copy in an archive."""
    language: str | None
    """The language that it is in (BCP 47)."""


class Source(Publication):
    """A source of a brief."""

    id: str
    """Its id within the brief."""
    number: int
    """Its number in the brief, by which texts refer to it."""


class SourceUse(Record):
    """A brief that uses a publication."""

    brief: str
    """The id of the brief."""
    source: str
    """The id of the source in it."""
    url: Address
    """Where it is listed."""


class UsedPublication(Publication):
    """A publication, once, however many briefs use it."""

    used_in: tuple[SourceUse, ...]
    """Where it is used."""


class KeyJudgement(Record):
    """A conclusion that the evidence bears, and how far."""

    text: str
    """The conclusion."""
    confidence: Confidence
    """How sure the brief is."""
    sources: tuple[str, ...]
    """What it rests on: ids of sources of the brief."""


class CastMember(Record):
    """An actor and the part that it plays in a brief."""

    id: str
    """The id of the actor."""
    name: str
    """What it is called."""
    kind: ActorKind
    """What it is."""
    role: str
    """What it is or does in the brief."""


class Relation(Record):
    """What one actor is to another: "from label to" reads as a sentence."""

    brief: str
    """The id of the brief that says so."""
    from_: str = Field(serialization_alias="from")
    """The id of the actor of whom it is said."""
    label: str
    """What it is to the other."""
    to: str
    """The id of the other actor."""


class Correction(Record):
    """Something that was wrong and has been put right."""

    date: datetime.date
    """When it was corrected."""
    text: str
    """What was wrong and what is right."""


class BriefSummary(Record):
    """A brief in a list."""

    id: str
    """The id: the last part of its address."""
    title: str
    """The title."""
    summary: str
    """What happened and why it matters."""
    date: datetime.date
    """The day that the brief describes the state of."""
    updated: datetime.date | None
    """The day of its last change that matters to readers."""
    status: BriefStatus
    """published, or archived (kept, no longer maintained)."""
    topics: tuple[str, ...]
    """Ids of topics."""
    url: Address
    """Its page."""
    data: Address
    """All of it as JSON."""


class Brief(BriefSummary):
    """A brief: what happened, who the actors are, when, what was said, and where that is documented."""

    key_judgements: tuple[KeyJudgement, ...]
    """What to conclude from it."""
    actors: tuple[CastMember, ...]
    """Who takes part."""
    relations: tuple[Relation, ...]
    """What the actors are to one another."""
    events: tuple[Event, ...]
    """What happened, by date."""
    quotes: tuple[Quote, ...]
    """What was said, by date."""
    background: str | None
    """What a reader needs to know to understand it. Numbers in brackets are those of the sources."""
    open_questions: tuple[str, ...]
    """What is not known."""
    sources: tuple[Source, ...]
    """Where everything is documented, by number."""
    corrections: tuple[Correction, ...]
    """What was corrected since publication."""
    see_also: tuple[str, ...]
    """Ids of briefs that explain this one, or that this one explains."""


class Affiliation(Record):
    """What an actor is or was in another."""

    to: str
    """The id of the other actor, which may have no page here."""
    role: str
    """As what."""
    period: When | None
    """From when to when."""


class Role(Record):
    """The part of an actor in a brief."""

    brief: str
    """The id of the brief."""
    role: str
    """What the actor is or does there."""


class ActorSummary(Record):
    """An actor in a list."""

    id: str
    """The same id is the same actor in every brief."""
    name: str
    """What it is called."""
    kind: ActorKind
    """What it is."""
    aliases: tuple[str, ...]
    """Other names of it."""
    summary: str | None
    """Who or what it is."""
    roles: tuple[Role, ...]
    """The briefs that it is in."""
    url: Address
    """Its page."""
    data: Address
    """All about it as JSON."""


class Actor(ActorSummary):
    """An actor, and its part in all briefs."""

    affiliations: tuple[Affiliation, ...]
    """What it is or was in others."""
    relations: tuple[Relation, ...]
    """What it is to others, and others are to it."""
    events: tuple[Event, ...]
    """What it took part in, by date."""
    quotes: tuple[Quote, ...]
    """What it said, by date."""
