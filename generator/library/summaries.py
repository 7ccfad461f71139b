"""What lists and links show of briefs and actors.

Most pages show no more of other pages than this, so they do not change with anything else.
"""

from dataclasses import dataclass

from generator.format.dates import EdtfDate


@dataclass(frozen=True, slots=True)
class BriefSummary:
    """What lists and links show of a brief."""

    slug: str
    title: str
    summary: str
    date: EdtfDate
    as_of: EdtfDate | None
    updated: EdtfDate | None
    status: str
    topics: tuple[str, ...]
    disputed: bool
    events: int
    quotes: int
    sources: int
    days: tuple[tuple[int, bool], ...]
    """The first day of each event, as its number in the calendar, and whether the event is confirmed."""

    @property
    def changed(self) -> EdtfDate:
        """The day of its last change."""
        return self.updated or self.date

    @property
    def newest_first(self) -> tuple[int, int, str]:
        """A sort key: the brief changed last comes first, then the one with the latest date."""
        return -self.changed.earliest.toordinal(), -self.date.earliest.toordinal(), self.slug


@dataclass(frozen=True, slots=True)
class ActorName:
    """What links show of an actor."""

    id: str
    name: str
    kind: str
