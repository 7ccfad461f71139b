"""The linked collection: frozen records in which everything knows what refers to it.

All sequences are sorted and all numbers given, so that whoever renders has nothing to work out.
"""

from dataclasses import dataclass
from functools import cached_property

from generator.format import brief as format_
from generator.format.dates import EdtfDate
from generator.format.kinds import ActorKind
from generator.format.profile import Profile
from generator.format.topics import TopicEntry
from generator.format.verification import Verification
from generator.library.history import History


@dataclass(frozen=True)
class Participant:
    """An actor in one brief: who it is everywhere, and its role here."""

    id: str
    name: str
    kind: ActorKind
    role: str


@dataclass(frozen=True)
class LinkedEvent:
    """An event of one brief. `slug` is the brief, `entry` what its file says."""

    slug: str
    id: str
    entry: format_.Event
    also_in: tuple[tuple[str, str], ...] = ()
    """Brief and event id of the other tellings of the same event."""

    @property
    def date(self) -> EdtfDate:
        """When it happened."""
        return self.entry.date


@dataclass(frozen=True)
class LinkedQuote:
    """A quote of one brief. `slug` is the brief, `entry` what its file says."""

    slug: str
    id: str
    entry: format_.Quote
    verification: Verification | None = None
    """What its comparison with the source came to; `None` where there was none, or it holds no more."""

    @property
    def date(self) -> EdtfDate:
        """When it was said."""
        return self.entry.date


@dataclass(frozen=True)
class NumberedSource:
    """A source of one brief, with the number that it has there."""

    number: int
    id: str
    entry: format_.Source
    events: tuple[LinkedEvent, ...]
    quotes: tuple[LinkedQuote, ...]


@dataclass(frozen=True)
class LinkedBrief:
    """A brief with all that it refers to resolved."""

    slug: str
    entry: format_.Brief
    cast: tuple[Participant, ...]
    events: tuple[LinkedEvent, ...]
    quotes: tuple[LinkedQuote, ...]
    sources: tuple[NumberedSource, ...]
    see_also: tuple[str, ...]
    """The briefs that it names, and then those that name it."""
    history: History | None = None
    """What git knows of its versions; `None` where that is nothing."""

    @property
    def disputed(self) -> bool:
        """Whether sources contradict one another in it."""
        return any(event.entry.status == "disputed" for event in self.events)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source, by its id."""
        return {source.id: source.number for source in self.sources}

    def cite(self, source: str) -> str:
        """The number of a source in brackets, as texts without markup cite it."""
        return f"[{self.numbers[source]}]"

    def source_numbers(self, ids: tuple[str, ...]) -> tuple[NumberedSource, ...]:
        """The sources with these ids, by number."""
        return tuple(self.sources[number - 1] for number in sorted({self.numbers[id_] for id_ in ids}))

    @cached_property
    def _members(self) -> dict[str, Participant]:
        return {member.id: member for member in self.cast}

    def member(self, actor: str) -> Participant:
        """The actor with this id."""
        return self._members[actor]


@dataclass(frozen=True)
class Neighbour:
    """A relation of an actor: `outgoing` reads "this actor, label, the other"."""

    slug: str
    label: str
    other: str
    outgoing: bool


@dataclass(frozen=True)
class Actor:
    """An actor in all briefs."""

    id: str
    name: str
    kind: ActorKind
    profile: Profile | None
    roles: tuple[tuple[str, str], ...]
    """Each brief that it is in, with its role there."""
    events: tuple["MergedEvent", ...]
    quotes: tuple[LinkedQuote, ...]
    neighbours: tuple[Neighbour, ...]
    members: tuple[str, ...]
    """The actors whose profiles say that they are or were something in this one."""


@dataclass(frozen=True)
class MergedEvent:
    """One event, however many briefs tell it; the first telling is the one to show."""

    tellings: tuple[LinkedEvent, ...]

    @property
    def main(self) -> LinkedEvent:
        """The telling that the others refer to."""
        return self.tellings[0]

    @property
    def date(self) -> EdtfDate:
        """When it happened, as the main telling says."""
        return self.main.date

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors in any of the tellings, sorted."""
        return tuple(sorted({actor for telling in self.tellings for actor in telling.entry.actors}))


@dataclass(frozen=True)
class MergedSource:
    """One publication, however many briefs use it: brief and number in each."""

    entry: format_.Source
    uses: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Topic:
    """A topic and its briefs, the newest first."""

    id: str
    title: str
    summary: str
    briefs: tuple[str, ...]
    entry: TopicEntry
    """What the list of topics says."""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Library:
    """Everything, by id; sorted by id, but for events and quotes, which are sorted by date."""

    briefs: dict[str, LinkedBrief]
    actors: dict[str, Actor]
    topics: dict[str, Topic]
    events: tuple[MergedEvent, ...]
    quotes: tuple[LinkedQuote, ...]
    sources: tuple[MergedSource, ...]

    def topics_of(self, event: MergedEvent) -> tuple[str, ...]:
        """The topics of the briefs that tell of the event, sorted."""
        briefs = (self.briefs[telling.slug] for telling in event.tellings)
        return tuple(sorted({topic for brief in briefs for topic in brief.entry.topics}))

    @property
    def newest(self) -> tuple[LinkedBrief, ...]:
        """All briefs, that with the latest date first."""
        return tuple(sorted(self.briefs.values(), key=lambda brief: _newest_first(brief.entry, brief.slug)))


def _newest_first(entry: format_.Brief, slug: str) -> tuple[int, int, str]:
    """What was changed last comes first, and of that what describes the latest state."""
    changed = entry.updated or entry.date
    return -changed.earliest.toordinal(), -entry.date.earliest.toordinal(), slug
