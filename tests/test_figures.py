"""Figures: what the chart shows is what the table says, and all of it is within the picture."""

import csv
import io
import re
from itertools import pairwise
from urllib.request import urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Page, expect

from briefing_site.format import limits
from briefing_site.format.brief import Figure
from briefing_site.format.fields import NUMBER
from briefing_site.pages.components import chart, lettering
from briefing_site.site import Site
from tests.project import Files, linked

NAMESPACE = "{http://www.w3.org/2000/svg}"
BRIEF = """\
title: A bridge
summary: It is open.
date: 2024-05-14
figures:
  - title: Lorries
    unit: a day
    kind: {kind}
    series: [north, "=south"]
    rows:
      - {{label: "2012", values: [1250, 980.56], sources: [paper]}}
      - {{label: "+2024", values: [-600, 0]}}
    note: Counted once [@paper].
sources:
  paper: {{title: A paper}}
"""


def made(kind: str) -> Files:
    return Files(linked({"briefs/bridge.yml": BRIEF.format(kind=kind)}), Site())


def drawn(figure: Figure) -> etree._Element:
    return etree.fromstring(str(chart.figure_chart(figure)))


def numbers(picture: etree._Element, path: str, name: str) -> list[float]:
    return [
        float(each.get(name) or "nan") for each in picture.iter(f"{NAMESPACE}{path}")
    ]


VALUES = st.sampled_from(
    [0, 1, -1, 0.001, 3.5, 99.99, -1250, 1_000_000, 999_999_999_999_999]
) | st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))
LABELS = st.sampled_from(
    [
        "2010",
        "2011-05",
        "A",
        "A label of many words that takes several lines",
        "W" * 60,
        "上海合作组织",
        "=x",
    ]
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    series = draw(st.integers(0, limits.SERIES))
    values = st.lists(VALUES, min_size=max(series, 1), max_size=max(series, 1))
    rows = draw(st.lists(st.tuples(LABELS, values), min_size=1, max_size=12))
    return Figure.model_validate(
        {
            "title": "A title",
            "unit": draw(
                st.sampled_from([None, "tons", "a long unit of what is counted " * 5])
            ),
            "kind": draw(st.sampled_from(["bars", "lines", "steps"])),
            "series": [
                f"series {number} {'x' * 20 * number}" for number in range(series)
            ],
            "rows": [
                {"label": label, "values": [*map(NUMBER.to_text, map(float, each))]}
                for label, each in rows
            ],
        }
    )


@given(figures())
def test_everything_is_within_the_picture(figure: Figure) -> None:
    picture = drawn(figure)
    _, _, width, height = map(float, (picture.get("viewBox") or "").split())
    for bar in picture.iter(f"{NAMESPACE}rect"):
        x, y, across, down = (
            float(bar.get(name) or "nan") for name in ("x", "y", "width", "height")
        )
        assert 0 <= x <= x + across <= width
        assert 0 <= y <= y + down <= height
    for text in picture.iter(f"{NAMESPACE}text"):
        long = lettering.width(text.text or "", 12)
        x, y = float(text.get("x") or "nan"), float(text.get("y") or "nan")
        left = x - {"end": long, "middle": long / 2}.get(
            text.get("text-anchor") or "", 0
        )
        assert left >= -1
        assert left + long <= width + 1
        assert 0 <= y <= height
    assert not [
        each for each in picture.iter() if each.get("style")
    ]  # which browsers would leave out
    for line in picture.iter(f"{NAMESPACE}path"):
        assert "nan" not in (line.get("d") or "")
        assert "inf" not in (line.get("d") or "")


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=8))
def test_bars_are_as_long_as_their_values(values: list[int]) -> None:
    rows = [
        {"label": str(number), "values": [str(value)]}
        for number, value in enumerate(values)
    ]
    picture = drawn(Figure.model_validate({"title": "A", "rows": rows}))
    lengths = numbers(picture, "rect", "width")
    assert max(lengths) > chart.WIDTH / 2
    assert lengths == pytest.approx(
        [value / max(values) * max(lengths) for value in values], abs=0.2
    )


def test_dates_are_as_far_apart_as_their_days() -> None:
    rows = [{"label": label, "values": ["1"]} for label in ("2000", "2010", "2030")]
    picture = drawn(
        Figure.model_validate({"title": "A", "kind": "lines", "rows": rows})
    )
    first, second = (b - a for a, b in pairwise(numbers(picture, "circle", "cx")))
    assert second == pytest.approx(2 * first, abs=0.5)


def test_a_course_says_where_it_ends() -> None:
    """Also where the label before the last is so near that there is room for one of both."""
    rows = [
        {"label": label, "values": ["1"]} for label in ("2001", "2017", "2023", "2024")
    ]
    picture = drawn(
        Figure.model_validate({"title": "A", "kind": "steps", "rows": rows})
    )
    labels = [
        each.text
        for each in picture.iter(f"{NAMESPACE}text")
        if (each.text or "").startswith("20")
    ]
    assert labels == ["2001", "2017", "2024"]


def test_the_table_and_the_csv_have_the_numbers() -> None:
    files = made("bars")
    page = files["briefs/bridge.md"].decode().replace("\\", "")
    assert "| 2012 | 1,250 | 980.56 |" in page
    assert "| +2024 | -600 | 0 |" in page
    (address,) = re.findall(r"\]\((data:text/csv[^)]*)\)", page)
    text = urlopen(address).read().decode("utf-8-sig")  # noqa: S310 -- a data URL
    assert "Counted once [1].\n" in files["briefs/bridge/index.md.txt"].decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["label", "north", "'=south", "unit", "sources"],
        ["2012", "1250", "980.56", "a day", "paper"],
        ["'+2024", "-600", "0", "a day", ""],
    ]


def test_a_phone_shows_all_of_a_table(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("briefs/pipeline-loans/")
    table = page.locator(".table:has(.numbers)").first
    expect(table.locator("th")).to_have_count(4)
    assert table.evaluate("table => table.scrollWidth == table.clientWidth")
    assert table.locator("th").first.evaluate("head => head.clientHeight < 100")
    page.emulate_media(media="print")  # where nothing scrolls, however long a word is
    table.locator("th").nth(1).evaluate("head => (head.textContent = 'x'.repeat(200))")
    assert table.evaluate("table => table.scrollWidth == table.clientWidth")
