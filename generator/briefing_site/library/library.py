"""The linked collection: frozen records that know what refers to them.

All sequences are sorted and all numbers assigned, so that rendering has nothing to compute. Most pages show
no more of other briefs than a `BriefSummary`, so they do not change with anything else.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal, get_args

from briefing_site.checks.timestamps import Confirmation
from briefing_site.format import (
    EdtfDate,
    FrozenVersion,
    Profile,
    Source,
    Verification,
    limits,
)
from briefing_site.format import brief as format_
from briefing_site.format.brief import Forecast
from briefing_site.format.fields import PLANNED, Confidence, EventStatus, Likelihood
from briefing_site.format.gazetteer import GazetteerEntry
from briefing_site.format.glossary import GlossaryEntry
from briefing_site.format.prose import Citation, Prose
from briefing_site.format.prose_parser import parse as parse_prose
from briefing_site.format.topics import TopicEntry
from briefing_site.history.forecasts import RecordedForecast
from briefing_site.history.histories import History
from briefing_site.library.explanations import Explained
from briefing_site.site import Language, quote_checks
from briefing_site.site.quote_checks import CheckName, QuoteCheck

LATEST_RECORD = datetime.timedelta(days=1)
"""The time that something may take from its day into git, as in a pull request or in another time zone."""
_CAUTION: list[EventStatus] = sorted(
    get_args(EventStatus), key=lambda status: status != PLANNED
)
"""The statuses of events, the most cautious last. What one brief has seen happen is no plan any more."""


@dataclass(frozen=True, slots=True)
class BriefSummary:
    """What lists and links show of a brief."""

    slug: str
    title: str
    as_of: EdtfDate
    updated: EdtfDate | None
    changed: EdtfDate
    review_by: EdtfDate | None
    status: str
    topics: tuple[str, ...]
    disputed: bool
    events: int
    checks: tuple[CheckName, ...]
    """What came of comparing each quote with its source."""
    sources: int
    days: tuple[tuple[int, bool], ...]
    """The first day of each event, as its number in the calendar, and whether the event is confirmed."""

    @property
    def quotes(self) -> int:
        return len(self.checks)

    @property
    def date(self) -> EdtfDate:
        """The day under which it is listed."""
        return self.as_of


@dataclass(frozen=True, slots=True)
class Participant:
    id: str
    name: str
    kind: str
    role: str
    sources: tuple[str, ...]
    """The ids of the sources that document the role."""
    sort_name: str
    """The name with the family name first, by which lists sort people."""
    aliases: tuple[str, ...] = ()
    """Those of the actor's profile."""


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source of one brief or of a profile, with its number there."""

    number: int
    id: str
    entry: Source
    events: tuple["LinkedEvent", ...] = ()
    """The events and quotes that it documents, where it stands in the list of sources."""
    quotes: tuple["LinkedQuote", ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """An account of an event: the event as one brief tells it, linked to the accounts of other briefs.

    `slug` is the brief, `entry` the record in its file. Lists of the events of all briefs have only the main
    account of each event.
    """

    slug: str
    id: str
    entry: format_.Event
    cited: tuple[NumberedSource, ...] = ()
    """The sources that it lists, and that its texts cite, by number."""
    others: tuple["LinkedEvent", ...] = ()
    """The accounts of the same event in other briefs; these have no others."""

    @property
    def key(self) -> tuple[str, str]:
        return self.slug, self.id

    @property
    def date(self) -> EdtfDate:
        return self.entry.date

    @property
    def accounts(self) -> tuple["LinkedEvent", ...]:
        """The account of this brief, then those of the others."""
        return self, *self.others

    def account_in(self, briefs: Collection[str]) -> "LinkedEvent":
        """The first account in one of the briefs, or else this one."""
        for account in self.accounts:
            if account.slug in briefs:
                return account
        return self

    @property
    def actors(self) -> tuple[str, ...]:
        """Those of all accounts."""
        actors: set[str] = set()
        for account in self.accounts:
            actors.update(account.entry.actors)
        return tuple(sorted(actors))

    @property
    def places(self) -> tuple[str, ...]:
        """Those of all accounts, in the order of the main one."""
        places: dict[str, None] = {}
        for account in self.accounts:
            places.update(dict.fromkeys(account.entry.places))
        return tuple(places)

    @property
    def precedence(self) -> tuple[bool, str]:
        """A sort key: the account that does not refer to another one comes first."""
        return self.entry.same_as is not None, self.slug

    @property
    def is_main(self) -> bool:
        """Whether this is the account to show where there is one for all."""
        return min(self.accounts, key=lambda account: account.precedence) is self

    @property
    def status(self) -> EventStatus:
        """How sure it is: what the most cautious of its accounts says."""
        statuses = [account.entry.status for account in self.accounts]
        return max(statuses, key=_CAUTION.index)

    @property
    def more_cautious(self) -> tuple["LinkedEvent", ...]:
        """The other accounts that its status is from; empty if it says so itself."""
        if self.status == self.entry.status:
            return ()
        return tuple(
            other for other in self.others if other.entry.status == self.status
        )

    def source_numbers(self, ids: tuple[str, ...]) -> tuple[NumberedSource, ...]:
        return tuple(source for source in self.cited if source.id in ids)

    def cite(self, citation: Citation, language: Language) -> str:
        (source,) = self.source_numbers((citation.source,))
        return _citation(source.number, citation, language)


@dataclass(frozen=True, slots=True)
class LinkedQuote:
    """A quote of one brief. `slug` is the brief, `entry` the record in its file."""

    slug: str
    id: str
    entry: format_.Quote
    verification: Verification | None = None
    """The result of comparing it with its source; `None` if there is none, or it no longer applies."""
    recorded: EdtfDate | None = None
    """The day since which git has the result; `None` if that is not known."""

    @property
    def date(self) -> EdtfDate:
        return self.entry.date

    @property
    def check(self) -> QuoteCheck:
        return quote_checks.of(self.verification)

    @property
    def recorded_late(self) -> EdtfDate | None:
        """The day since which git has the result, if the result claims an earlier one."""
        if not self.recorded or not self.verification:
            return None
        claimed = self.verification.date.earliest + LATEST_RECORD
        return self.recorded if self.recorded.earliest > claimed else None


@dataclass(frozen=True, slots=True)
class LinkedJudgement:
    """A key judgement of one brief. `slug` is the brief, `entry` the record in its file."""

    slug: str
    number: int
    """Its place in the brief, counted from 1."""
    entry: format_.KeyJudgement

    @property
    def most_certain_first(self) -> tuple[int, int]:
        """A sort key: confidence, then likelihood. What has no likelihood is not said to be uncertain."""
        likelihoods = get_args(Likelihood)
        likelihood = len(likelihoods)
        if self.entry.likelihood:
            likelihood = likelihoods.index(self.entry.likelihood)
        confidence = get_args(Confidence).index(self.entry.confidence)
        return -confidence, -likelihood


@dataclass(frozen=True, slots=True)
class SourceUse:
    slug: str
    number: int
    id: str
    events: int
    checks: tuple[CheckName, ...]
    """What came of comparing each quote from it."""


@dataclass(frozen=True, slots=True)
class ProfileUse:
    actor: str
    number: int
    id: str


@dataclass(frozen=True, slots=True)
class MergedSource:
    """One publication, which several briefs and profiles may use."""

    entry: Source
    uses: tuple[SourceUse, ...]
    profiles: tuple[ProfileUse, ...] = ()


def _citation(number: int, citation: Citation, language: Language) -> str:
    """A citation in plain text: in brackets the number of the source, and the place in it."""
    if citation.locator is None:
        return f"[{number}]"
    return f"[{number}, {citation.locator.words(language)}]"


class Cited:
    """Something with numbered sources: a brief or an actor."""

    sources: tuple[NumberedSource, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {source.id: source.number for source in self.sources}

    def cite(self, citation: Citation, language: Language) -> str:
        return _citation(self.numbers[citation.source], citation, language)

    def source(self, id_: str) -> Source:
        return self.sources[self.numbers[id_] - 1].entry

    def source_numbers(self, ids: tuple[str, ...]) -> tuple[NumberedSource, ...]:
        numbers = {self.numbers[id_] for id_ in ids}
        return tuple(self.sources[number - 1] for number in sorted(numbers))


Standing = Literal[
    "scored", "open", "pending", "overdue", "late", "known", "unrecorded"
]
"""Whether a forecast is scored, and if not, why."""


@dataclass(frozen=True)
class LinkedForecast:
    """A forecast of one brief. `slug` is the brief, `entry` the record in its file."""

    slug: str
    number: int
    """Its place in the brief, counted from 1."""
    entry: Forecast
    recorded: RecordedForecast
    """What git has of it, with the terms that it has now."""
    standing: Standing

    @property
    def score(self) -> float:
        """The mean daily Brier score, from the day on which git has it until its outcome was known.

        That is the squared difference between probability and outcome on each day, from 0 to 1, as the Good
        Judgment Project has it: Atanasov et al. (2017), "Distilling the wisdom of crowds". A day has the
        first probability that is said on it; another one counts from the next day, as it may have come later
        than git has it. The day of the outcome does not count, unless it is that of the record.
        """
        outcome = 1 if self.entry.outcome == "yes" else 0
        starts: list[int] = []
        for day, _ in self.recorded.probabilities:
            start = day.earliest.toordinal()
            starts.append(max(start, starts[-1] + 1) if starts else start)
        end = max(self.entry.known_by.toordinal(), starts[0] + 1)
        total = 0.0
        days = 0
        for (_, percent), (start, until) in zip(
            self.recorded.probabilities, pairwise([*starts, end]), strict=True
        ):
            duration = max(0, min(until, end) - start)
            total += (percent / 100 - outcome) ** 2 * duration
            days += duration
        return total / days


@dataclass(frozen=True)
class GoneForecast:
    """A forecast that a brief removed or replaced by another, or that is gone with its brief."""

    slug: str
    recorded: RecordedForecast
    made_on: EdtfDate | None = None
    resolves_by: EdtfDate | None = None
    """Both are `None` if they were no days."""

    @property
    def words(self) -> str:
        """What was forecast, without markup."""
        return parse_prose(self.recorded.statement).words


@dataclass(frozen=True)
class References(Cited):
    """What the entries of a brief refer to: for pages that show entries without the rest of their brief."""

    slug: str
    cast: tuple[Participant, ...]
    sources: tuple[NumberedSource, ...]

    @cached_property
    def members(self) -> dict[str, Participant]:
        return {member.id: member for member in self.cast}

    def speaker(self, quote: format_.Quote) -> str:
        """Who said it: a name, or how the source describes somebody whom it does not name, or both."""
        description = quote.speaker_description or ""
        if quote.speaker is None:
            return description[:1].upper() + description[1:]
        name = self.members[quote.speaker].name
        return f"{name}, {description}" if description else name


@dataclass(frozen=True)
class LinkedBrief(References):
    entry: format_.Brief
    events: tuple[LinkedEvent, ...]
    quotes: tuple[LinkedQuote, ...]
    forecasts: tuple[LinkedForecast, ...]
    see_also: tuple[str, ...]
    """The briefs that it refers to, then those that refer to it."""
    history: History | None = None
    """Its versions in git; `None` if there are none."""
    explained: tuple[Explained, ...] = ()
    """What its texts may name and readers can look up, the longest first."""

    @property
    def as_of(self) -> EdtfDate:
        """The day whose situation it describes: the date of a brief, wherever there is one."""
        return self.entry.as_of or self.entry.date

    @property
    def published(self) -> EdtfDate | None:
        """The day of its publication; `None` if neither git nor the brief knows it."""
        if self.history and self.history.published:
            return self.history.published
        return None if self.entry.updated else self.entry.date

    @property
    def has_history(self) -> bool:
        """Whether a page says what changed in it."""
        return self.history is not None or bool(self.entry.change_notes)

    @property
    def changed(self) -> EdtfDate:
        """The day of its last change, or of its publication."""
        return self.updated or self.published or self.entry.date

    @property
    def updated(self) -> EdtfDate | None:
        """The day of its last change after its publication, as the brief has it; `None` if it has none."""
        day = self.entry.updated
        if day and self.published and day.earliest <= self.published.earliest:
            return None
        return day

    @property
    def corrections(self) -> list[format_.Correction]:
        """Those of the brief and of its sources, the newest first."""
        return sorted(
            self.entry.corrections,
            key=lambda correction: correction.date.earliest,
            reverse=True,
        )

    @property
    def in_brief(self) -> tuple[tuple[Prose, tuple[str, ...]], ...]:
        """What somebody should know who has one minute: sentences, and the sources of their judgements.

        Sentences of judgements stand in, if the brief has none of its own: the first ones of the first ones.
        """
        if self.entry.in_brief:
            return tuple((sentence, ()) for sentence in self.entry.in_brief)
        sentences = []
        for judgement in self.entry.key_judgements[: limits.IN_BRIEF]:
            sentences.append((judgement.text.first_sentence, judgement.sources))
        return tuple(sentences)

    @property
    def conclusion(self) -> str:
        """The first sentence of what it says in brief, in words for cards; the summary, if there is none."""
        for sentence, _sources in self.in_brief:
            return sentence.words
        return self.entry.summary

    @property
    def gist(self) -> str:
        """What it says in brief, in words for previews; the summary, if it has nothing in brief."""
        sentences = [sentence.words for sentence, _sources in self.in_brief]
        return " ".join(sentences) or self.entry.summary

    @property
    def disputed(self) -> bool:
        """Whether a judgement of low confidence rests on a source of a disputed event."""
        contested: set[str] = set()
        for event in self.events:
            if event.status == "disputed":
                contested.update(event.entry.sources)
        return any(
            judgement.confidence == "low" and contested & set(judgement.sources)
            for judgement in self.entry.key_judgements
        )

    @property
    def most_disputed(self) -> int | None:
        """The number of the judgement with the most alternatives, of several the one with less confidence.

        `None` if two are equal in both, or if there is only one judgement or no alternative.
        """
        levels = get_args(Confidence)
        ranks = []
        for number, judgement in enumerate(self.entry.key_judgements, start=1):
            doubt = -levels.index(judgement.confidence)
            ranks.append((len(judgement.alternatives), doubt, number))
        ranks.sort(reverse=True)
        if len(ranks) < 2 or not ranks[0][0] or ranks[0][:2] == ranks[1][:2]:
            return None
        return ranks[0][2]

    @property
    def summary(self) -> BriefSummary:
        entry = self.entry
        days = []
        for event in self.events:
            is_confirmed = event.status == "confirmed"
            days.append((event.date.earliest.toordinal(), is_confirmed))
        return BriefSummary(
            slug=self.slug,
            title=entry.title,
            as_of=self.as_of,
            updated=self.updated,
            changed=self.changed,
            review_by=entry.review_by,
            status=entry.status,
            topics=entry.topics,
            disputed=self.disputed,
            events=len(self.events),
            checks=tuple(quote.check.name for quote in self.quotes),
            sources=len(self.sources),
            days=tuple(days),
        )

    @property
    def references(self) -> References:
        """What its entries refer to; its sources do not say what they document."""
        sources = [replace(source, events=(), quotes=()) for source in self.sources]
        return References(self.slug, self.cast, tuple(sources))


@dataclass(frozen=True)
class Neighbour:
    """A relation of an actor; if `outgoing`, it reads "this actor, label, other actor"."""

    slug: str
    entry: format_.Relation
    outgoing: bool

    @property
    def other(self) -> str:
        return self.entry.to if self.outgoing else self.entry.from_


@dataclass(frozen=True)
class Actor(Cited):
    id: str
    name: str
    kind: str
    sort_name: str
    """The name with the family name first, by which lists sort people."""
    profile: Profile | None
    roles: tuple[tuple[str, str], ...]
    events: tuple[LinkedEvent, ...]
    quotes: tuple[LinkedQuote, ...]
    neighbours: tuple[Neighbour, ...]
    members: tuple[str, ...]
    """The actors whose profiles have an affiliation with this one."""
    sources: tuple[NumberedSource, ...] = ()
    aliases: tuple[str, ...] = ()
    """Those of its profile, for those who need no more of it."""


@dataclass(frozen=True)
class Topic:
    """A topic with its briefs, newest first."""

    id: str
    title: str
    summary: str
    briefs: tuple[str, ...]
    entry: TopicEntry


@dataclass(frozen=True, slots=True)
class Office:
    """What a person was in a state, and when."""

    state: str
    period: EdtfDate


@dataclass(frozen=True)
class Place:
    """A place with what happened and was said there, by date, and who is there."""

    id: str
    entry: GazetteerEntry
    events: tuple[LinkedEvent, ...]
    quotes: tuple[LinkedQuote, ...]
    actors: tuple[str, ...]
    briefs: tuple[str, ...]
    """Those that its events and quotes are from, the newest first."""


@dataclass(frozen=True)
class Library:
    """The whole collection, sorted by id; events and quotes are sorted by date, sources by title."""

    briefs: Mapping[str, LinkedBrief]
    actors: Mapping[str, Actor]
    topics: Mapping[str, Topic]
    events: Sequence[LinkedEvent]
    quotes: Sequence[LinkedQuote]
    sources: Sequence[MergedSource]
    judgements: Sequence[LinkedJudgement] = ()
    """All key judgements, the most certain first, then those of the brief with the latest date."""
    forecasts: Sequence[LinkedForecast] = ()
    """All forecasts by the day on which they are resolved at the latest."""
    removed_forecasts: Sequence[GoneForecast] = ()
    """The forecasts that git has of a brief, and the brief has not any more."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The file of each brief, for those who edit it."""
    trees: Mapping[str, bytes] = field(default_factory=dict)
    """What rules compare of each brief: its tree with positions, packed."""
    shared: Mapping[str, bytes] = field(default_factory=dict)
    """The trees of profiles, of topics and of records of quotes, packed, by path; empty for an empty file."""
    versions: Mapping[str, tuple[FrozenVersion, ...]] = field(default_factory=dict)
    """The versions of each brief, the oldest first, by its current id, or its last if it is gone."""
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)
    """What timestamps prove of versions and of the records of quotes, by path."""
    summaries: Mapping[str, BriefSummary] = field(default_factory=dict)
    conclusions: Mapping[str, str] = field(default_factory=dict)
    """The conclusion of each brief, apart from what most pages show: a changed word changes few pages."""
    references: Mapping[str, References] = field(default_factory=dict)
    """What the entries of each brief refer to, which changes less often than the brief."""
    glossary: Mapping[str, GlossaryEntry] = field(default_factory=dict)
    """The terms that are explained."""
    offices: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)
    """Those of each person whose profile says from when until when."""
    gazetteer: Mapping[str, GazetteerEntry] = field(default_factory=dict)
    """The places as they are listed, for maps: an event at a place changes no map of another brief."""
    places: Mapping[str, Place] = field(default_factory=dict)
    equivalents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What readers type in other languages, by the term of the texts."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """The path of each page that has moved, by its former path."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of the pages of briefs, actors, topics and places, by path."""

    def title(self, path: str) -> str:
        """The title of the page of a brief, an actor or a topic; empty if there is none at this path."""
        return self.titles.get(path, "")

    def changed(self, slugs: Iterable[str]) -> EdtfDate | None:
        """The day on which the last of these briefs was changed; `None` if there are none."""
        days = (self.summaries[slug].changed for slug in slugs)
        return max(days, key=lambda day: day.earliest, default=None)

    def participants(self, event: LinkedEvent) -> tuple[str, ...]:
        """The actors of an event, and the states of which some of them held an office at that time."""
        ids = set(event.actors)
        for actor in event.actors:
            for office in self.offices.get(actor, ()):
                if office.period.overlaps(event.date):
                    ids.add(office.state)
        return tuple(sorted(ids))

    def topics_of(self, event: LinkedEvent) -> tuple[str, ...]:
        topics: set[str] = set()
        for account in event.accounts:
            topics.update(self.summaries[account.slug].topics)
        return tuple(sorted(topics))

    @property
    def questions(self) -> int:
        """The number of questions that the briefs leave open."""
        return sum(len(brief.entry.open_questions) for brief in self.briefs.values())

    @property
    def events_by_topic(self) -> Mapping[str, tuple[LinkedEvent, ...]]:
        by_topic: dict[str, list[LinkedEvent]] = {topic: [] for topic in self.topics}
        for event in self.events:
            for topic in self.topics_of(event):
                by_topic[topic].append(event)
        return {topic: tuple(events) for topic, events in by_topic.items()}

    @property
    def newest(self) -> tuple[BriefSummary, ...]:
        """All briefs in short, the one changed last first, then the one with the latest cut-off."""
        by_slug = sorted(self.summaries.values(), key=lambda brief: brief.slug)
        return tuple(
            sorted(
                by_slug,
                key=lambda brief: (brief.changed.earliest, brief.as_of.earliest),
                reverse=True,
            )
        )
