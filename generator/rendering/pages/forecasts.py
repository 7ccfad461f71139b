"""All forecasts, open and resolved, and how well they did; no page while there are none."""

from collections.abc import Iterator

from generator.library.library import Library
from generator.publishing import addresses
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.rendering import calibration, chart
from generator.rendering.page import of_list, render


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One page, if there are forecasts."""
    if library.forecasts:
        yield Task(addresses.FORECASTS, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    """Those that are open by the day on which they resolve, the resolved ones from the latest."""
    resolved = [each for each in library.forecasts if each.entry.outcome]
    entries = [each.entry for each in resolved]
    bins = calibration.bins(entries)
    title, description = "Forecasts", "Every forecast in the briefs, and what became of it."
    yield render(
        addresses.FORECASTS,
        "forecasts",
        of_list(addresses.FORECASTS, title, description, site),
        library=library,
        open=[each for each in library.forecasts if not each.entry.outcome],
        resolved=sorted(
            resolved, key=lambda each: (each.entry.resolved_on or each.entry.resolves_by).order, reverse=True
        ),
        score=calibration.brier_score(entries),
        bins=bins,
        chart=chart.of_calibration((each.mean, each.came_true, each.number) for each in bins),
    )
