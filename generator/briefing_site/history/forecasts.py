"""What git says of each forecast of a brief: since when it has been there, and with which probabilities."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing_site.format import BRIEF, EdtfDate, Mark, dates
from briefing_site.format.brief import Forecast
from briefing_site.format.places import FORECAST
from briefing_site.format.prose import WRITTEN_CITATIONS
from briefing_site.format.traversal import members
from briefing_site.history.entry import Data, one_line
from briefing_site.history.versions import SeenVersion

(FORECASTS,) = BRIEF.forecasts
(PROBABILITY,) = FORECAST.probability
(OUTCOME,) = FORECAST.outcome
(STATEMENT,) = FORECAST.statement
_PERCENT = re.compile("[1-9][0-9]?")

Terms = tuple[str, ...]
"""What identifies a forecast: the texts of the fields that say what was forecast, and a number.

The number, as a text, tells forecasts of a brief with the same texts apart; the first one has 0. One that was
left out for a time also has the day on which it came back.
"""


@dataclass(frozen=True)
class RecordedForecast:
    """What git has of a forecast in a published brief."""

    since: EdtfDate | None = None
    """The day since which the brief has it; `None` if that is before the history that git has."""
    probabilities: tuple[tuple[EdtfDate, int], ...] = ()
    """Each probability in percent, with the first day on which the brief had it."""
    was_open: bool = True
    """Whether there was a day at the end of which the brief had the forecast without an outcome."""
    statement: str = ""
    """As the brief had it last, on one line."""
    until: EdtfDate | None = None
    """The day of the first version without it; `None` if all later ones have it."""

    @property
    def was_short(self) -> bool:
        """Whether it was removed or replaced on its first day, perhaps before anybody could read it."""
        return self.until is not None and self.until == self.since


@dataclass
class _Course:
    """What the versions of a brief that were read so far say of a forecast."""

    probabilities: list[tuple[EdtfDate, int]] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)
    """The outcome in the last version of each day; empty if it had none."""
    statement: str = ""
    until: EdtfDate | None = None

    def add(self, day: str, forecast: Data) -> None:
        """Add the next version of the forecast, which was committed on a day."""
        text = str(forecast.get(PROBABILITY, "")).strip()
        if _PERCENT.fullmatch(text):
            percent = int(text)
            if not self.probabilities or self.probabilities[-1][1] != percent:
                self.probabilities.append((dates.parse(day), percent))
        self.outcomes[day] = str(forecast.get(OUTCOME, "")).strip()
        self.statement = one_line(forecast.get(STATEMENT))


def _term_keys() -> list[str]:
    """The keys of the fields that say what was forecast."""
    keys = []
    for member in members(Forecast):
        if Mark.NEW_FORECAST_IF_CHANGED in member.marks:
            keys.append(member.key)
    return keys


def term_of(key: str, forecast_terms: Terms) -> str:
    """The text that the terms of a forecast have for a field."""
    return forecast_terms[_term_keys().index(key)]


def terms(forecasts: Iterable[Data]) -> list[Terms]:
    """The terms of each forecast, in any version of the format. With other terms, it is another forecast."""
    keys = _term_keys()
    counts: Counter[Terms] = Counter()
    terms_: list[Terms] = []
    for forecast in forecasts:
        texts = tuple(term(one_line(forecast.get(key))) for key in keys)
        terms_.append((*texts, str(counts[texts])))
        counts[texts] += 1
    return terms_


def term(text: str) -> str:
    """What a text says of a forecast: no citations, as the id of a source may change."""
    return WRITTEN_CITATIONS.sub("", text)


def record(
    versions: Sequence[SeenVersion], oldest: str
) -> dict[Terms, RecordedForecast]:
    """What git has of each forecast, given the versions of the brief in order.

    A forecast that a version leaves out and a later one has again is as old as the later one, and another one
    than before. `oldest` is the first day of a shallow clone, which stands for everything before it; empty if
    the history is complete.
    """
    courses: dict[Terms, _Course] = {}
    previous: set[Terms] = set()
    for version in versions:
        forecasts = _forecasts(version.data)
        current = terms(forecasts)
        for forecast_terms, forecast in zip(current, forecasts, strict=True):
            if forecast_terms not in previous:
                if forecast_terms in courses:
                    former_terms = (*forecast_terms, version.day)
                    courses[former_terms] = courses[forecast_terms]
                courses[forecast_terms] = _Course()
            courses[forecast_terms].add(version.day, forecast)
        for former_terms in previous.difference(current):
            courses[former_terms].until = dates.parse(version.day)
        previous = set(current)
    return _records(courses, oldest)


def _forecasts(data: Data) -> list[Data]:
    """The forecasts of a version, which may not be valid: without what is no mapping."""
    forecasts = data.get(FORECASTS)
    if not isinstance(forecasts, list):
        return []
    return [forecast for forecast in forecasts if isinstance(forecast, dict)]


def _records(
    courses: Mapping[Terms, _Course], oldest: str
) -> dict[Terms, RecordedForecast]:
    records: dict[Terms, RecordedForecast] = {}
    for forecast_terms, course in courses.items():
        if course.probabilities:
            since: EdtfDate | None = course.probabilities[0][0]
            if since and since.text == oldest:
                since = None
            records[forecast_terms] = RecordedForecast(
                since,
                tuple(course.probabilities),
                "" in course.outcomes.values(),
                course.statement,
                course.until,
            )
    return records
