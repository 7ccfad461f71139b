"""All forecasts, open and resolved, and how well they did; no page while there are none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.format.brief import Forecast
from generator.library.library import Library
from generator.pages.components import chart
from generator.pages.components.page import render_list
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site

MOST = 500
"""Open forecasts on the page, and resolved ones: 300 KB together. The data has the rest."""
WIDTH = 10
"""Of a bin in percent."""


@dataclass(frozen=True)
class Bin:
    """The resolved forecasts whose probability is in a range, all in percent."""

    first: int
    last: int
    number: int
    mean: float
    came_true: float


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    if library.forecasts:
        yield Task(addresses.FORECASTS, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    """Those that are open by the day on which they resolve, the resolved ones from the latest."""
    resolved = [each for each in library.forecasts if each.entry.outcome]
    entries = [each.entry for each in resolved]
    by_probability = bins(entries)
    points = [(each.mean, each.came_true, each.number) for each in by_probability]
    title = site.language.gettext("Forecasts")
    description = site.language.gettext("Every forecast in the briefs, and what became of it.")
    yield render_list(
        addresses.FORECASTS,
        "forecasts",
        title,
        description,
        site,
        library=library,
        most=MOST,
        open=[each for each in library.forecasts if not each.entry.outcome],
        resolved=sorted(
            resolved, key=lambda each: (each.entry.resolved_on or each.entry.resolves_by).order, reverse=True
        ),
        score=brier_score(entries),
        decimal=lambda text: text.replace(".", site.language.decimal_mark),
        bins=by_probability,
        chart=chart.calibration_chart(points, site.language),
    )


def brier_score(resolved: Sequence[Forecast]) -> float | None:
    """The mean squared difference between probability and outcome, from 0 to 1; `None` without forecasts.

    Brier (1950), "Verification of forecasts expressed in terms of probability", in the form for two outcomes.
    """
    if not resolved:
        return None
    return sum((each.probability / 100 - _outcome(each)) ** 2 for each in resolved) / len(resolved)


def bins(resolved: Iterable[Forecast]) -> list[Bin]:
    """The forecasts by probability, without empty bins."""

    def place(forecast: Forecast) -> int:
        return forecast.probability // WIDTH

    found = []
    for number, group in groupby(sorted(resolved, key=place), key=place):
        forecasts, first = list(group), number * WIDTH
        mean = sum(each.probability for each in forecasts) / len(forecasts)
        came_true = 100 * sum(map(_outcome, forecasts)) / len(forecasts)
        found.append(Bin(max(first, 1), first + WIDTH - 1, len(forecasts), mean, came_true))
    return found


def _outcome(forecast: Forecast) -> int:
    return int(forecast.outcome == "yes")
