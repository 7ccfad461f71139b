"""The format of an actor's profile, shared by all briefs: `briefs/actors/<id>.yml`."""

from typing import ClassVar

from pydantic import Field

from generator.format.kinds import ActorKindField, AnyActorRef, DateField, IdField, Line, ProseField
from generator.format.record import Record


class Affiliation(Record):
    """A role that an actor has or had in another one."""

    to: AnyActorRef
    """The other actor, such as an organisation or a state."""
    role: Line = Field(examples=["mayor"])
    """The role."""
    period: DateField | None = Field(None, examples=["2008-05/2012-05", "2024/.."])
    """From when until when, such as 2008-05/2012-05, or 2024/.. if it continues."""


class Profile(Record):
    """What all briefs share about an actor."""

    labelled_by: ClassVar = ("name",)

    name: Line = Field(examples=["Maria Example"])
    """Its name."""
    kind: ActorKindField
    """person, organisation, state or group."""
    summary: ProseField | None = Field(None, examples=["An engineer who became mayor of her town."])
    """Who or what it is, in one or two sentences."""
    aliases: tuple[Line, ...] = Field((), examples=[["M. Example", "Мария Пример"]])
    """Other names that readers may search for."""
    affiliations: tuple[Affiliation, ...] = ()
    """Its present and former roles in other actors."""
    formerly: tuple[IdField, ...] = ()
    """Former ids. Their addresses still lead here."""
