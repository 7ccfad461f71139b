"""All forecasts, open and resolved, and how well they did; no page while there never were any."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefing_site.library.library import Library, LinkedForecast
from briefing_site.pages.components.facets import facets, topics
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
        n, share = self.number, self.came_true / 100
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
    still_open = [
        forecast for forecast in library.forecasts if not forecast.entry.outcome
    ]
    resolved = [forecast for forecast in library.forecasts if forecast.entry.outcome]
    resolved.sort(
        key=lambda forecast: (
            (forecast.entry.resolved_on or forecast.entry.resolves_by).order
        ),
        reverse=True,
    )
    scored = [forecast for forecast in resolved if forecast.standing == "scored"]
    overdue = [forecast for forecast in still_open if forecast.standing == "overdue"]
    groups = [("open", still_open[:MOST]), ("resolved", resolved[:MOST])]
    facts = {
        forecast: _facts(forecast, library)
        for _name, group in groups
        for forecast in group
    }
    by_probability = bins(scored)
    yield from render_list(
        addresses.FORECASTS,
        "forecasts",
        _("Forecasts"),
        _("Every forecast in the briefs, and what became of it."),
        site,
        data=("forecasts.csv", "forecasts.json"),
        updated=library.changed(forecast.slug for forecast in library.forecasts),
        library=library,
        most=MOST,
        groups=groups,
        facts=facts,
        facets=facets([*facts.values()], topic=topics(library, site.language)),
        open=len(still_open),
        next=next(
            (
                forecast.entry.resolves_by
                for forecast in still_open
                if forecast not in overdue
            ),
            None,
        ),
        overdue=len(overdue),
        gone=len(library.gone),
        resolved=len(resolved),
        scored=len(scored),
        enough=ENOUGH,
        score=sum(forecast.score for forecast in scored) / len(scored)
        if scored
        else None,
        bins=[*by_probability, *bins(scored, 100)],
        chart=html("parts/calibration.svg", site.language, bins=by_probability),
    )


def _facts(forecast: LinkedForecast, library: Library) -> dict[str, str]:
    """What a menu filters and sorts by."""
    return {
        "topic": " ".join(library.summaries[forecast.slug].topics),
        "probability": str(forecast.entry.probability),
    }


def bins(scored: Sequence[LinkedForecast], width: int = WIDTH) -> list[Bin]:
    """The forecasts by their first probability, which nobody changes later, without empty bins."""
    said = sorted(
        (forecast.recorded.probabilities[0][1], forecast.entry.outcome == "yes")
        for forecast in scored
    )
    bins_ = []
    for number, group in groupby(said, key=lambda pair: pair[0] // width):
        probabilities, outcomes = zip(*group, strict=True)
        count, first = len(outcomes), number * width
        mean, came_true = sum(probabilities) / count, 100 * sum(outcomes) / count
        bins_.append(Bin(max(first, 1), first + width - 1, count, mean, came_true))
    return bins_
