"""What git has of each forecast of a brief: since when it is there, and how probable it was said to be."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing_site.format import BRIEF, EdtfDate, Mark, dates
from briefing_site.format.brief import Forecast
from briefing_site.format.places import FORECAST
from briefing_site.format.traversal import members
from briefing_site.history.entry import Data, one_line
from briefing_site.history.versions import SeenVersion

(FORECASTS,) = BRIEF.forecasts
(PROBABILITY,) = FORECAST.probability
(OUTCOME,) = FORECAST.outcome
_PERCENT = re.compile("[1-9][0-9]?")

Terms = tuple[str, ...]
"""What was forecast: the texts that decide it, on a line each, and which of several such forecasts it is."""


@dataclass(frozen=True)
class RecordedForecast:
    """Since when git has a forecast in a published brief, and how probable it was said to be."""

    since: EdtfDate | None = None
    """`None` if that is older than what is known."""
    probabilities: tuple[tuple[EdtfDate, int], ...] = ()
    """In percent, each with the first day on which it was there."""
    was_open: bool = True
    """Whether it was ever there without its outcome at the end of a day."""


@dataclass
class _Course:
    """What the versions read so far say of a forecast."""

    probabilities: list[tuple[EdtfDate, int]] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)
    """The last of each day."""

    def add(self, day: str, forecast: Data) -> None:
        text = str(forecast.get(PROBABILITY, "")).strip()
        if _PERCENT.fullmatch(text):
            percent = int(text)
            if not self.probabilities or self.probabilities[-1][1] != percent:
                self.probabilities.append((dates.parse(day), percent))
        self.outcomes[day] = str(forecast.get(OUTCOME, "")).strip()


def terms(forecasts: Iterable[Data]) -> list[Terms]:
    """The terms of each forecast of a brief, in any version of the format: with others, it is another one."""
    keys = [
        member.key for member in members(Forecast) if Mark.FORECAST_TERM in member.marks
    ]
    counts: Counter[Terms] = Counter()
    terms_: list[Terms] = []
    for forecast in forecasts:
        texts = tuple(one_line(forecast.get(key)) for key in keys)
        terms_.append((*texts, str(counts[texts])))
        counts[texts] += 1
    return terms_


def record(
    versions: Sequence[SeenVersion], oldest: str
) -> dict[Terms, RecordedForecast]:
    """What git has of each forecast, without a break: one that was left out and comes back begins anew.

    `oldest` is a day that stands for everything before it; empty if there is none.
    """
    courses: dict[Terms, _Course] = {}
    previous: set[Terms] = set()
    for version in versions:
        forecasts = _forecasts(version.data)
        current = terms(forecasts)
        for forecast_terms, forecast in zip(current, forecasts, strict=True):
            if forecast_terms not in previous:
                courses[forecast_terms] = _Course()
            courses[forecast_terms].add(version.day, forecast)
        previous = set(current)
    return _records(courses, oldest)


def _forecasts(data: Data) -> list[Data]:
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
                since, tuple(course.probabilities), "" in course.outcomes.values()
            )
    return records
