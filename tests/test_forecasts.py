"""Forecasts: their page, and how well they did."""

import pytest

from generator import pipeline
from generator.engines import additions
from generator.format.brief import Forecast
from generator.library import linker
from generator.pages import forecasts
from generator.site.site import Site
from tests.project import texts

BRIEF = """\
title: A bridge
summary: It is open.
date: 2024-05-14
forecasts:
  - {statement: It stays open., probability: 80, made_on: 2024-05-14, resolves_by: 2030-01-01}
  - {statement: "It rains [@paper].", probability: 90, made_on: 2024-05-14, resolves_by: 2025-01-01, outcome: yes, resolved_on: 2024-12-01}
  - {statement: It snows., probability: 30, made_on: 2024-05-14, resolves_by: 2025-01-01, outcome: no, resolved_on: 2025-01-01, sources: [paper]}
indicators: [The water under it.]
sources:
  paper: {title: A paper}
"""


def made(brief: str) -> dict[str, bytes]:
    checked = pipeline.check(texts({"briefs/bridge.yml": brief}))
    assert not checked.errors, checked.diagnostics
    return pipeline.render(linker.link(checked.collection), Site(), slow=False)


def forecast(probability: int, outcome: str) -> Forecast:
    days = {"made_on": "2020-01-01", "resolves_by": "2021-01-01", "resolved_on": "2021-01-01"}
    return Forecast.model_validate(
        {"statement": "A", "probability": str(probability), "outcome": outcome, **days}
    )


def test_the_page_has_all_with_the_brief() -> None:
    page = made(BRIEF)["forecasts.md"].decode().replace("\\", "")
    still_open, _, resolved = page.partition("## Resolved")
    assert "It stays open." in still_open
    assert "1 January 2030" in still_open
    assert resolved.index("It snows.") < resolved.index("It rains")  # the latest first
    assert "did not come true" in resolved
    assert "(briefs/bridge.md#forecasts)" in page
    assert "(briefs/bridge.md#source--paper)" in page
    assert "Brier score 0.050" in page


def test_there_is_no_page_without_forecasts() -> None:
    files = made("title: A\nsummary: B\ndate: 2024-05-14\nsources: {paper: {title: A paper}}\n")
    assert "forecasts.md" not in files
    assert not [
        path for path, content in files.items() if path.endswith(".md") and b"forecasts.md" in content
    ]


def test_the_tab_is_there_only_with_the_page() -> None:
    assert {"Forecasts": "forecasts.md"} in additions.navigation(forecasts=True)
    assert additions.navigation(forecasts=False) == [dict(each) for each in additions.NAVIGATION]


@pytest.mark.parametrize(
    ("resolved", "score"),
    [
        ([], None),
        ([(99, "yes")], 0.0001),
        ([(50, "yes"), (50, "no")], 0.25),
        ([(90, "yes"), (30, "no")], 0.05),
        ([(1, "yes")], 0.9801),
    ],
)
def test_the_brier_score(resolved: list[tuple[int, str]], score: float | None) -> None:
    assert forecasts.brier_score([forecast(*each) for each in resolved]) == pytest.approx(score)


def test_bins_have_every_forecast_once() -> None:
    outcomes = [(probability, "yes" if probability % 3 else "no") for probability in range(1, 100)]
    bins = forecasts.bins([forecast(*each) for each in reversed(outcomes)])
    assert [(each.first, each.last) for each in bins] == [
        (1, 9), (10, 19), (20, 29), (30, 39), (40, 49), (50, 59), (60, 69), (70, 79), (80, 89), (90, 99),
    ]  # fmt: skip
    assert sum(each.number for each in bins) == 99
    assert all(each.first <= each.mean <= each.last for each in bins)
    assert bins[0].came_true == pytest.approx(100 * 6 / 9)
