"""The format of an actor's profile, shared by all briefs: `briefs/actors/<id>.yml`."""

from pydantic import Field

from generator.format.kinds import ActorKindField, AnyActorRef, DateField, IdField, Line, ProseField
from generator.format.record import Record


class Affiliation(Record):
    """What an actor is or was in another."""

    to: AnyActorRef
    """The other actor."""
    role: Line = Field(examples=["mayor"])
    """As what."""
    period: DateField | None = Field(None, examples=["2008-05/2012-05", "2024/.."])
    """From when to when, such as 2008-05/2012-05 or 2024/.. where it goes on."""


class Profile(Record):
    """An actor as all briefs know it."""

    name: Line = Field(examples=["Maria Example"])
    """What it is called."""
    kind: ActorKindField
    """person, organisation, state or group."""
    summary: ProseField | None = Field(None, examples=["An engineer who became mayor of her town."])
    """Who or what it is, in a sentence or two."""
    aliases: tuple[Line, ...] = Field((), examples=[["M. Example", "Мария Пример"]])
    """Other names that readers may look for."""
    affiliations: tuple[Affiliation, ...] = ()
    """What it is or was in others."""
    formerly: tuple[IdField, ...] = ()
    """Ids that it had before: their addresses still lead to it."""
