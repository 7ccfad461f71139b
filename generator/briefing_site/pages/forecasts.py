"""All forecasts, open and resolved, and how well they did; no page while there never were any."""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale
from babel.dates import get_month_names

from briefing_site.format import EdtfDate
from briefing_site.library.library import Library, LinkedForecast
from briefing_site.pages.components.facets import Facts, facets, topics
from briefing_site.pages.components.html import html
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Language, Output, Site, Task, addresses

MOST = 250
"""Open forecasts on the page, and resolved ones: 250 KB each. The data has the rest."""
DATA = (
    "forecasts.csv",
    "forecasts.json",
    "removed_forecasts.csv",
    "removed_forecasts.json",
)
ENOUGH = 20
"""Scored forecasts from which on their mean says something: of fewer, chance says more."""
WIDTH = 10
"""Of a bin in percent."""

_WORD = re.compile(r"\w+")
_ARTICLES = frozenset((
    "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "l", "un", "une", "el", "los",
    "las", "una",
))  # fmt: skip
_DATE = re.compile(
    r"\b(?:(?P<y>\d{4}) m?(?P<m>\d{1,2}) (?P<d>\d{1,2})|(?P<d2>\d{1,2}) m?(?P<m2>\d{1,2}) (?P<y2>\d{4})"
    r"|m(?P<m3>\d{1,2}) (?P<d3>\d{1,2}) (?P<y3>\d{4}))\b"
)
"""A day among words without punctuation; `m5` is the name of a month."""

Z = 1.959964
"""Standard deviations on either side that 95% of a normal distribution are within."""


@dataclass(frozen=True)
class Bin:
    """Scored forecasts whose first probability is in a range, all in percent."""

    first: int
    last: int
    number: int
    mean: float
    came_true: float

    @property
    def interval(self) -> tuple[float, float]:
        """The share that comes true of all such forecasts, with a confidence of 95%.

        Wilson (1927), "Probable inference, the law of succession, and statistical inference".
        """
        n = self.number
        share = self.came_true / 100
        middle = share + Z**2 / (2 * n)
        spread = Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
        low = 100 * (middle - spread) / (1 + Z**2 / n)
        high = 100 * (middle + spread) / (1 + Z**2 / n)
        return max(low, 0), min(high, 100)


@dataclass(frozen=True)
class ForecastCounts:
    """How many forecasts git has ever had, and what became of those that do not stand in a brief any more."""

    ever: int
    gone: int
    """Those that were removed or replaced."""
    short: int
    """Those of them that were so on the day on which git first had them."""
    contradicting: int

    @classmethod
    def of(
        cls, library: Library, groups_of_same: Sequence[Sequence[LinkedForecast]]
    ) -> "ForecastCounts":
        short = [
            forecast
            for forecast in library.removed_forecasts
            if forecast.recorded.was_short
        ]
        return cls(
            ever=len(library.forecasts) + len(library.removed_forecasts),
            gone=len(library.removed_forecasts),
            short=len(short),
            contradicting=sum(map(len, groups_of_same)),
        )


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    if library.forecasts or library.removed_forecasts:
        yield Task(addresses.FORECASTS, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    """Those that are open by the day on which they resolve, the resolved ones from the latest."""
    _ = site.language.gettext
    still_open = []
    resolved = []
    for forecast in library.forecasts:
        if forecast.entry.outcome:
            resolved.append(forecast)
        else:
            still_open.append(forecast)
    resolved.sort(key=lambda forecast: _resolved_on(forecast).order, reverse=True)
    groups = {"open": still_open[:MOST], "resolved": resolved[:MOST]}
    shown = groups["open"] + groups["resolved"]
    facts = {forecast: _facts(forecast, library) for forecast in shown}
    overdue = [forecast for forecast in still_open if forecast.standing == "overdue"]
    upcoming = [forecast for forecast in still_open if forecast.standing != "overdue"]
    scored = [forecast for forecast in resolved if forecast.standing == "scored"]
    by_probability = bins(scored)
    groups_of_same = contradicting(library.forecasts, site.language)
    yield from render_list(
        addresses.FORECASTS,
        "forecasts",
        title=_("Forecasts"),
        description=_("Every forecast in the briefs, and what became of it."),
        site=site,
        data=DATA,
        updated=library.changed(forecast.slug for forecast in library.forecasts),
        library=library,
        most=MOST,
        groups=groups.items(),
        facts=facts,
        facets=facets(list(facts.values()), topic=topics(library, site.language)),
        open=len(still_open),
        next=upcoming[0].entry.resolves_by if upcoming else None,
        overdue=len(overdue),
        gone=library.removed_forecasts[:MOST],
        counts=ForecastCounts.of(library, groups_of_same),
        contradicting=groups_of_same,
        resolved=len(resolved),
        scored=len(scored),
        enough=ENOUGH,
        score=_mean_score(scored),
        bins=[*by_probability, *bins(scored, 100)],
        chart=html("parts/calibration.svg", site.language, bins=by_probability),
    )


def contradicting(
    forecasts: Sequence[LinkedForecast], language: Language
) -> list[list[LinkedForecast]]:
    """Forecasts of the same until the same day with other probabilities, of which only one can be right."""
    months = _months(language)
    same: defaultdict[tuple[str, str], list[LinkedForecast]] = defaultdict(list)
    for forecast in forecasts:
        words = _words(forecast.entry.statement.words, months)
        same[words, forecast.entry.resolves_by.text].append(forecast)
    groups = []
    for group in same.values():
        probabilities = {forecast.entry.probability for forecast in group}
        if len(probabilities) > 1:
            groups.append(group)
    return groups


def _words(statement: str, months: Mapping[str, str]) -> str:
    """What a statement says, whatever its case, punctuation, articles and forms of dates."""
    text = unicodedata.normalize("NFKC", statement).casefold()
    words = []
    for word in _WORD.findall(text):
        if word not in _ARTICLES:
            words.append(months.get(word, word.lstrip("0") or "0"))
    text = " ".join(words)
    return _DATE.sub(_in_order, text)


_PARTS = ("y", "y2", "y3", "m", "m2", "m3", "d", "d2", "d3")


def _in_order(date: re.Match[str]) -> str:
    """A day with its year first, then the month."""
    year, month, day = filter(None, (date[key] for key in _PARTS))
    return f"{year} m{month} {day}"


def _months(language: Language) -> dict[str, str]:
    """The number of each month by its names, in English and in the language of the site."""
    months = {}
    for locale in (Locale("en"), language.locale):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                months[name.casefold().rstrip(".")] = f"m{number}"
    return months


def _mean_score(scored: Sequence[LinkedForecast]) -> float | None:
    """The mean Brier score; `None` while no forecast is scored."""
    if not scored:
        return None
    return sum(forecast.score for forecast in scored) / len(scored)


def _resolved_on(forecast: LinkedForecast) -> EdtfDate:
    return forecast.entry.resolved_on or forecast.entry.resolves_by


def _facts(forecast: LinkedForecast, library: Library) -> Facts:
    """What a menu filters and sorts by."""
    return {
        "topic": " ".join(library.summaries[forecast.slug].topics),
        "probability": str(forecast.entry.probability),
    }


def bins(scored: Sequence[LinkedForecast], width: int = WIDTH) -> list[Bin]:
    """The forecasts by their first probability, which nobody changes later, without empty bins."""
    probabilities: defaultdict[int, list[int]] = defaultdict(list)
    came_true: defaultdict[int, int] = defaultdict(int)
    for forecast in scored:
        _date, probability = forecast.recorded.probabilities[0]
        first = probability // width * width
        probabilities[first].append(probability)
        if forecast.entry.outcome == "yes":
            came_true[first] += 1
    bins_ = []
    for first in sorted(probabilities):
        number = len(probabilities[first])
        bins_.append(
            Bin(
                first=max(first, 1),
                last=first + width - 1,
                number=number,
                mean=sum(probabilities[first]) / number,
                came_true=100 * came_true[first] / number,
            )
        )
    return bins_
