"""The format of the profile of an actor: `briefs/actors/<id>.yml`."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field

from briefing_site.format import limits, traversal
from briefing_site.format.brief import Source
from briefing_site.format.fields import (
    ActorKindField,
    AnyActorRef,
    DateField,
    IdField,
    Line,
    OrcidField,
    PlaceRef,
    ProseField,
    SourceId,
    SourceRef,
    external_ids,
)
from briefing_site.format.mark import Mark
from briefing_site.format.record import Record


class Affiliation(Record):
    """A role that an actor has or had in another one."""

    to: AnyActorRef
    """The other actor, such as an organisation or a state."""
    role: Line = Field(examples=["mayor"])
    """The role."""
    period: DateField | None = Field(None, examples=["2008-05/2012-05", "2024/.."])
    """From when until when, such as 2008-05/2012-05, or 2024/.. if it continues."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that document it: ids of entries under `sources` of the profile."""


class ActorIds(Record):
    """The ids of an actor in public registers."""

    wikidata: Annotated[str, external_ids.WIKIDATA] | None = None
    """In Wikidata: Q and a number."""
    viaf: Annotated[str, external_ids.VIAF] | None = None
    """In the Virtual International Authority File of libraries."""
    isni: Annotated[str, external_ids.ISNI] | None = None
    """The International Standard Name Identifier of a person or an organisation, without spaces."""
    gnd: Annotated[str, external_ids.GND] | None = None
    """In the Gemeinsame Normdatei of German, Austrian and Swiss libraries."""
    orcid: OrcidField | None = None
    """The ORCID iD of a researcher."""
    ror: Annotated[str, external_ids.ROR] | None = None
    """In the Research Organization Registry."""
    lei: Annotated[str, external_ids.LEI] | None = None
    """The Legal Entity Identifier of a company or another organisation."""
    attack: Annotated[str, external_ids.ATTACK] | None = None
    """The number of a group in MITRE ATT&CK."""

    @property
    def links(self) -> Iterator[tuple[str, str, str]]:
        """The name of each register that has the actor, the id there, and the address of the page."""
        for _, member, value in traversal.values(self):
            register = member.field_type
            if isinstance(register, external_ids.ExternalIdType):
                yield register.register, str(value), register.address(str(value))


class Profile(Record):
    """What all briefs share about an actor."""

    labelled_by: ClassVar = ("name",)

    name: Line = Field(examples=["Maria Example"])
    """Its name."""
    sort_name: Annotated[Line | None, Mark.NOT_IN_NEW_BRIEFS] = Field(
        None, examples=["Example, Maria"]
    )
    """The name of a person as lists sort it, with the family name before a comma. Not required if the family
    name is the last word, as in Maria Example; names such as Li Example are written "Li, Example"."""
    kind: ActorKindField
    """Its kind."""
    summary: ProseField | None = Field(
        None, examples=["An engineer who became mayor of her town."]
    )
    """Who or what it is, in one or two sentences, with citations such as [@town-gazette]."""
    aliases: Annotated[tuple[Line, ...], Mark.HIDDEN_FROM_HISTORY] = Field(
        (), examples=[["M. Example", "Мария Пример"]]
    )
    """Other names that readers may search for, with acronyms and spellings in other languages."""
    ids: ActorIds | None = Field(None, examples=[{"wikidata": "Q42"}])
    """Its ids in public registers, such as Wikidata."""
    affiliations: tuple[Affiliation, ...] = ()
    """Its present and former roles in other actors."""
    places: Annotated[tuple[PlaceRef, ...], Field(max_length=limits.PLACES)] = ()
    """Where it is: ids of places in `briefs/places.yml`."""
    sources: dict[SourceId, Source] = Field(
        {}, examples=[{"town-gazette": {"title": "A new mayor"}}]
    )
    """The sources of the profile, each under an id of your choice."""
    formerly: Annotated[tuple[IdField, ...], Mark.HIDDEN_FROM_HISTORY] = ()
    """Former ids. Their addresses still lead here."""

    @cached_property
    def source_order(self) -> tuple[str, ...]:
        """The ids of its sources in the order in which readers meet them; unused ones come last."""
        return tuple(dict.fromkeys([*traversal.cited(self), *sorted(self.sources)]))
