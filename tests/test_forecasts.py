"""Forecasts: their page, and how well they did."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from briefing_site.engines import additions
from briefing_site.format import dates
from briefing_site.format.brief import Forecast
from briefing_site.history.forecasts import RecordedForecast
from briefing_site.library import linked_forecasts
from briefing_site.library.library import LinkedForecast
from briefing_site.pages import forecasts
from briefing_site.site import Site
from briefing_site.site.addresses import OPTIONAL
from tests.past import lived, loaded
from tests.project import CASES, Files, first_seen, linked, linked_project
from tests.repository import Repository

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


def made(brief: str, recorded: str = "2024-05-14", until: str = "2025-01-02") -> Files:
    """The files of the site, if git has the brief since a day, and its newest commit is of another."""
    files = {"briefs/bridge.yml": brief}
    return Files(linked(files, first_seen(files, recorded, until)), Site())


def unmarked(page: str) -> str:
    return re.sub(r"<[^>]*>|\*\*|\\", "", page)


def forecast(
    course: Sequence[tuple[str, int]],
    outcome: str,
    *,
    resolved_on: str = "2020-12-31",
    until: str = "2021-01-01",
) -> LinkedForecast:
    """A forecast whose probability git has since each of the days."""
    days = {"made_on": "2020-01-01", "resolves_by": "2020-12-31"}
    resolved = {"outcome": outcome, "resolved_on": resolved_on} if outcome else {}
    record = Forecast.model_validate(
        {"statement": "A", "probability": "50", **days, **resolved}
    )
    recorded = [(dates.parse(day), percent) for day, percent in course]
    known = RecordedForecast(recorded[0][0] if recorded else None, tuple(recorded))
    return LinkedForecast(
        "a",
        1,
        record,
        known,
        linked_forecasts.standing(record, known, dates.parse(until)),
    )


def test_the_page_has_all_with_the_brief() -> None:
    page = made(BRIEF)["forecasts.md"].decode().replace("\\", "")
    still_open, _, resolved = page.partition("## Resolved")
    assert "It stays open." in still_open
    assert "1 January 2030" in still_open
    assert resolved.index("It snows.") < resolved.index("It rains")  # the latest first
    assert "did not come true" in resolved
    assert "(briefs/bridge.md#forecast--1)" in page
    assert "(briefs/bridge.md#source--paper)" in page
    assert "Brier score 0.01" in resolved
    assert "So far 2 are." in page
    assert '<figure class="chart' not in page


def test_scores_are_summed_up_only_when_there_are_enough() -> None:
    """Of a few, the mean is luck."""
    snow = BRIEF.splitlines()[6]
    many = "\n".join(
        snow.replace("It snows.", f"It snows on {number}.") for number in range(19)
    )
    few, enough = (
        made(BRIEF.replace(snow, text))["forecasts.md"].decode().replace("\\", "")
        for text in (many.partition("\n")[2], many)
    )
    assert "So far 19 are." in few
    assert "of 19 forecasts" not in few
    assert "Brier score 0.086 of 20 forecasts" in enough
    assert enough.count('<figure class="chart') == 1
    assert "| 30–39% | 19 |" in enough
    assert "So far" not in enough


def test_there_is_no_page_of_what_no_brief_has() -> None:
    files = made(
        "title: A\nsummary: B\ndate: 2024-05-14\nsources: {paper: {title: A paper}}\n"
    )
    assert not {*OPTIONAL} & {*files}
    pages = [text.decode() for path, text in files.items() if path.endswith(".md")]
    assert [text for text in pages for path in OPTIONAL if path in text] == []


@pytest.mark.parametrize("path", OPTIONAL)
def test_a_menu_has_a_page_only_where_it_is(path: str) -> None:
    menu = [{"Start": "index.md"}, {"More": ["method.md", {"Ours": path}]}, path]
    assert additions.present(menu, {path}) == menu
    assert additions.present(menu, {"index.md"}) == [
        {"Start": "index.md"},
        {"More": ["method.md"]},
    ]


@pytest.mark.parametrize(
    ("course", "outcome", "resolved_on", "score"),
    [
        ([("2020-01-01", 99)], "yes", "2020-12-31", 0.0001),
        ([("2020-01-01", 50)], "no", "2020-12-31", 0.25),
        (
            [("2020-01-01", 90), ("2020-01-11", 50)],
            "yes",
            "2020-01-21",
            (0.01 + 0.25) / 2,
        ),
        (
            [("2020-01-01", 10), ("2020-12-30", 99)],
            "yes",
            "2020-12-31",
            (364 * 0.81 + 0.0001) / 365,
        ),
        ([("2020-01-01", 10), ("2020-12-31", 99)], "yes", "2020-12-31", 0.81),
        ([("2020-01-01", 10), ("2020-02-01", 99)], "yes", "2020-01-01", 0.81),
        # of a day the first counts: another may have come later than its commit says
        (
            [("2020-01-01", 90), ("2020-01-01", 50)],
            "yes",
            "2020-01-05",
            (0.01 + 3 * 0.25) / 4,
        ),
    ],
)
def test_the_score_is_the_mean_of_all_days(
    course: list[tuple[str, int]], outcome: str, resolved_on: str, score: float
) -> None:
    """Until the outcome was known: a change in the last minute wins nothing."""
    assert forecast(course, outcome, resolved_on=resolved_on).score == pytest.approx(
        score
    )


@pytest.mark.parametrize(
    ("recorded", "outcome", "resolved_on", "until", "standing"),
    [
        ("2020-01-01", "yes", "2020-06-01", "2021-01-01", "scored"),
        ("2020-01-02", "no", "2020-12-31", "2021-01-01", "scored"),
        ("2020-01-03", "no", "2020-12-31", "2021-01-01", "late"),
        ("2020-01-02", "yes", "2020-01-01", "2021-01-01", "known"),
        ("2020-01-02", "yes", "2020-01-02", "2021-01-01", "scored"),
        ("2020-01-01", "yes", "2020-06-01", "2020-12-31", "pending"),
        ("2020-01-01", "", "", "2020-12-31", "open"),
        ("2020-01-01", "", "", "2021-01-01", "overdue"),
        ("", "yes", "2020-06-01", "2021-01-01", "unrecorded"),
    ],
)
def test_what_is_scored(
    recorded: str, outcome: str, resolved_on: str, until: str, standing: str
) -> None:
    course = [(recorded, 60)] if recorded else []
    assert (
        forecast(course, outcome, resolved_on=resolved_on, until=until).standing
        == standing
    )


def test_bins_have_every_forecast_once_by_its_first_probability() -> None:
    outcomes = [(percent, "yes" if percent % 3 else "no") for percent in range(1, 100)]
    scored = [
        forecast([("2020-01-01", each), ("2020-12-30", 99)], came)
        for each, came in reversed(outcomes)
    ]
    bins = forecasts.bins(scored)
    assert [(each.first, each.last) for each in bins] == [
        (1, 9), (10, 19), (20, 29), (30, 39), (40, 49), (50, 59), (60, 69), (70, 79), (80, 89), (90, 99),
    ]  # fmt: skip
    assert sum(each.number for each in bins) == 99
    assert all(each.first <= each.mean <= each.last for each in bins)
    assert bins[0].came_true == pytest.approx(100 * 6 / 9)


@pytest.mark.parametrize(
    ("number", "share", "interval"),
    [(10, 70, (39.68, 89.22)), (1, 0, (0, 79.35)), (1000, 50, (46.91, 53.09))],
)
def test_the_interval_is_that_of_wilson(
    number: int, share: float, interval: tuple[float, float]
) -> None:
    assert forecasts.Bin(1, 99, number, 50, share).interval == pytest.approx(
        interval, abs=0.01
    )


COURSES = loaded((CASES / "history/forecasts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", COURSES, ids=str)
def test_what_git_has_of_forecasts(name: str) -> None:
    """Nobody keeps the day of a record for something else, or loses a forecast that may be wrong."""
    *commits, expected = COURSES[name]
    made = Files(lived(BRIEF, *commits), Site())
    for page, words in expected.items():
        text = made.text({"brief": "briefs/dam.md", "all": "forecasts.md"}[page])
        found = {
            each: (text if '="' in each else unmarked(text)).count(each)
            for each in words
        }
        assert found == {each: int(times) for each, times in words.items()}


def test_the_data_has_what_was_removed() -> None:
    """With its last probability, also if no version ever had a day where one belongs."""
    commits: list[dict[str, Any]] = [
        {"2024-05-14": {"forecasts.0.made_on": "some day"}},
        {"2024-05-20": {"forecasts.0.probability": 20}},
        {"2024-06-01": {"forecasts.0": "(removed)"}},
    ]
    files = Files(lived(BRIEF, *commits), Site())
    (removed,) = json.loads(files["api/v1/removed_forecasts.json"])["removed_forecasts"]
    assert removed == {
        "brief": "dam",
        "statement": "It stays open.",
        "made_on": None,
        "resolves_by": "2030-01-01",
        "recorded": "2024-05-14",
        "removed": "2024-06-01",
        "probabilities": [
            {"date": "2024-05-14", "probability": 80},
            {"date": "2024-05-20", "probability": 20},
        ],
    }
    table = files["api/v1/removed_forecasts.csv"].decode("utf-8-sig")
    assert "It stays open.,,2030-01-01,2024-05-14,2024-06-01" in table


def test_without_the_history_nothing_is_scored(tmp_path: Path) -> None:
    """In a shallow clone, what its first commit has may be older or not; without git, nothing is known."""
    made = Repository(tmp_path / "repository")
    made.commit("2024-05-14", re.sub(", outcome: .*-01", "", BRIEF), "bridge")
    made.commit("2025-01-02", BRIEF, "bridge")
    clone = tmp_path / "clone"
    made.git("clone", "--quiet", "--depth", "1", f"file://{made.top}", str(clone))
    without = shutil.copytree(
        made.folder, tmp_path / "without", ignore=shutil.ignore_patterns(".git")
    )
    for folder, number in ((made.folder, 0), (clone, 3), (without, 3)):
        page = unmarked(Files(linked_project(folder), Site()).text("forecasts.md"))
        assert ("Brier score 0" in page) is (folder == made.folder)
        assert page.count("not scored: git does not say when it was recorded") == number
        assert ("So far none is." in page) is (folder != made.folder)


def test_what_is_overdue_is_marked_by_the_clock_of_the_reader(page: Page) -> None:
    for now, is_shown in (
        ("2030-01-01T23:00:00Z", False),
        ("2030-01-02T00:00:00Z", True),
    ):
        page.clock.set_fixed_time(now)
        page.goto("forecasts/")
        expect(page.get_by_text("Overdue", exact=True)).to_be_visible(visible=is_shown)
