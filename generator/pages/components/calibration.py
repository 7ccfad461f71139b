"""How well forecasts did, once it is known what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.format.forecast import Forecast

WIDTH = 10
"""Of a bin in percent."""


@dataclass(frozen=True)
class Bin:
    """The resolved forecasts whose probability is in a range, all in percent."""

    first: int
    last: int
    number: int
    mean: float
    """The mean of their probabilities."""
    came_true: float
    """The share of them that came true."""


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
        forecasts = list(group)
        found.append(
            Bin(
                max(number * WIDTH, 1),
                number * WIDTH + WIDTH - 1,
                len(forecasts),
                sum(each.probability for each in forecasts) / len(forecasts),
                100 * sum(map(_outcome, forecasts)) / len(forecasts),
            )
        )
    return found


def _outcome(forecast: Forecast) -> int:
    return int(forecast.outcome == "yes")
