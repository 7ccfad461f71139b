"""Events that briefs tell; one that several of them tell is as sure as its most cautious telling."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import get_args

from generator.format import brief as format_
from generator.format.dates import EdtfDate
from generator.format.fields import EventStatus
from generator.format.source import Source

_CAUTION: tuple[EventStatus, ...] = get_args(EventStatus)
"""The statuses of events, the most cautious last."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of one brief, with its number there."""

    number: int
    id: str
    entry: Source


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """An event of one brief. `slug` is the brief, `entry` the record in its file."""

    slug: str
    id: str
    entry: format_.Event
    cited: tuple[CitedSource, ...] = ()
    """The sources that it lists, and that its texts cite, by number."""
    others: tuple["LinkedEvent", ...] = ()
    """The same event as other briefs tell it; these have no others."""

    @property
    def key(self) -> tuple[str, str]:
        """Brief and id."""
        return self.slug, self.id

    @property
    def date(self) -> EdtfDate:
        """When it happened."""
        return self.entry.date

    @property
    def also_in(self) -> tuple[tuple[str, str], ...]:
        """Brief and id of the same event in other briefs."""
        return tuple(other.key for other in self.others)

    @property
    def tellings(self) -> tuple["LinkedEvent", ...]:
        """The event as this brief tells it, then as the others do."""
        return self, *self.others

    @property
    def status(self) -> EventStatus:
        """How sure it is: what the most cautious of its tellings says."""
        return max((each.entry.status for each in self.tellings), key=_CAUTION.index)

    @property
    def more_cautious(self) -> tuple["LinkedEvent", ...]:
        """The other tellings that its status is from; empty if it says so itself."""
        if self.status == self.entry.status:
            return ()
        return tuple(other for other in self.others if other.entry.status == self.status)

    def source_numbers(self, ids: tuple[str, ...]) -> tuple[CitedSource, ...]:
        """Those of its sources that have these ids, sorted by number."""
        return tuple(source for source in self.cited if source.id in ids)


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One event, which several briefs may describe."""

    tellings: tuple[LinkedEvent, ...]
    """The event as each brief describes it, the main telling first."""

    @property
    def main(self) -> LinkedEvent:
        """The telling to show: the one that the others refer to with `same_as`."""
        return self.tellings[0]

    @property
    def date(self) -> EdtfDate:
        """When it happened, according to the main telling."""
        return self.main.date

    @property
    def status(self) -> EventStatus:
        """How sure it is: what the most cautious of its tellings says."""
        return self.main.status

    def told_in(self, briefs: Collection[str]) -> LinkedEvent:
        """The first telling in one of the briefs, or else the main one."""
        return next((telling for telling in self.tellings if telling.slug in briefs), self.main)

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors of all tellings, sorted."""
        return tuple(sorted({actor for telling in self.tellings for actor in telling.entry.actors}))
