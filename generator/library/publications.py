"""Publications, each with the briefs and profiles that use it."""

from dataclasses import dataclass

from generator.format.source import Source


@dataclass(frozen=True, slots=True)
class SourceUse:
    """The use of a publication in a brief: its number and id there, and how much it documents."""

    slug: str
    number: int
    id: str
    events: int
    quotes: int


@dataclass(frozen=True, slots=True)
class ProfileUse:
    """The use of a publication in the profile of an actor: its number and id there."""

    actor: str
    number: int
    id: str


@dataclass(frozen=True, slots=True)
class MergedSource:
    """One publication, which several briefs and profiles may use."""

    entry: Source
    uses: tuple[SourceUse, ...]
    """In briefs."""
    profiles: tuple[ProfileUse, ...] = ()
