"""All forecasts, open and resolved, and how well they did; no page while there are none."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.pages.components import calibration, chart
from generator.pages.components.page import of_list, render
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site

MOST = 500
"""Open forecasts on the page, and resolved ones: 300 KB together. The data has the rest."""


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One page, if there are forecasts."""
    if library.forecasts:
        yield Task(addresses.FORECASTS, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    """Those that are open by the day on which they resolve, the resolved ones from the latest."""
    resolved = [each for each in library.forecasts if each.entry.outcome]
    entries = [each.entry for each in resolved]
    open_ = [each for each in library.forecasts if not each.entry.outcome]
    bins = calibration.bins(entries)
    points = [(each.mean, each.came_true, each.number) for each in bins]
    title = site.language.gettext("Forecasts")
    description = site.language.gettext("Every forecast in the briefs, and what became of it.")
    yield render(
        addresses.FORECASTS,
        "forecasts",
        of_list(addresses.FORECASTS, title, description, site),
        site,
        library=library,
        most=MOST,
        open=open_,
        resolved=sorted(
            resolved, key=lambda each: (each.entry.resolved_on or each.entry.resolves_by).order, reverse=True
        ),
        score=calibration.brier_score(entries),
        decimal=lambda text: text.replace(".", site.language.decimal_mark),
        bins=bins,
        chart=chart.of_calibration(points, site.language),
    )
