"""All forecasts, open and resolved, and how well they did; no page while there never were any."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing_site.format import EdtfDate
from briefing_site.library.library import Library, LinkedForecast
from briefing_site.pages.components.facets import Facts, facets, topics
from briefing_site.pages.components.html import html
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses

MOST = 250
"""Open forecasts on the page, and resolved ones: 250 KB each. The data has the rest."""
ENOUGH = 20
"""Scored forecasts from which on their mean says something: of fewer, chance says more."""
WIDTH = 10
"""Of a bin in percent."""

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


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    if library.forecasts or library.gone:
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
    groups_of_same = contradicting(library.forecasts)
    yield from render_list(
        addresses.FORECASTS,
        "forecasts",
        title=_("Forecasts"),
        description=_("Every forecast in the briefs, and what became of it."),
        site=site,
        data=("forecasts.csv", "forecasts.json"),
        updated=library.changed(forecast.slug for forecast in library.forecasts),
        library=library,
        most=MOST,
        groups=groups.items(),
        facts=facts,
        facets=facets(list(facts.values()), topic=topics(library, site.language)),
        open=len(still_open),
        next=upcoming[0].entry.resolves_by if upcoming else None,
        overdue=len(overdue),
        gone=library.gone[:MOST],
        gone_count=len(library.gone),
        ever=len(library.forecasts) + len(library.gone),
        contradicting=groups_of_same,
        contradicting_count=sum(map(len, groups_of_same)),
        resolved=len(resolved),
        scored=len(scored),
        enough=ENOUGH,
        score=_mean_score(scored),
        bins=[*by_probability, *bins(scored, 100)],
        chart=html("parts/calibration.svg", site.language, bins=by_probability),
    )


def contradicting(
    forecasts: Sequence[LinkedForecast],
) -> list[list[LinkedForecast]]:
    """Forecasts of the same until the same day with other probabilities, of which only one can be right."""
    same: defaultdict[tuple[str, str], list[LinkedForecast]] = defaultdict(list)
    for forecast in forecasts:
        words = " ".join(forecast.entry.statement.words.casefold().split())
        same[words, forecast.entry.resolves_by.text].append(forecast)
    groups = []
    for group in same.values():
        probabilities = {forecast.entry.probability for forecast in group}
        if len(probabilities) > 1:
            groups.append(group)
    return groups


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
