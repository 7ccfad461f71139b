"""A long brief in a browser: what stands on its first screens, and how long its lines are."""

from collections.abc import Iterator

import pytest
from jinja2 import Template
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Site, Tab, build, served, shared, watched
from tests.project import CASES

BRIEF = "briefs/council/"
TEXT = Template((CASES / "long_brief/brief.yml.jinja").read_text(encoding="utf-8"))
FILES = {
    "briefs/topics.yml": "water: {title: Water, summary: About water.}\n",
    "briefs/council.yml": TEXT.render(),
}
PHONE, TABLET, DESKTOP = (360, 640), (820, 1180), (1440, 900)
SECTIONS = [
    "in-brief",
    "key-judgements",
    "open-questions",
    "background",
    "scope",
    "timeline",
    "forecasts",
    "indicators",
    "quotes",
    "actors",
    "relations",
    "sources",
    "cite",
]
LONGEST_LINE = """() => {
  let longest = "";
  for (const text of document.querySelectorAll("article :is(p, li, h1, h3, h4, summary > em, .cited-in)")) {
    if (text.querySelector("p, ul, ol, h3, h4, details") || !text.checkVisibility()) continue;
    const lines = new Map();
    const texts = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const word of texts.currentNode.textContent.matchAll(/\\S+\\s*/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].trimEnd().length);
        const line = Math.round(range.getBoundingClientRect().bottom / 8);
        const near = [...lines.keys()].find((other) => Math.abs(other - line) <= 1) ?? line;
        lines.set(near, (lines.get(near) ?? "") + word[0]);
      }
    }
    for (const line of lines.values()) if (line.length > longest.length) longest = line;
  }
  return longest;
}"""
"""The longest line of text on the page."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = shared(
        tmp_path_factory, "long", lambda project: build(project, FILES, typeset=False)
    )
    with served(folder / "site") as site:
        yield site


@pytest.fixture(scope="module")
def tab(browser: Browser, site: Site) -> Iterator[Tab]:
    with watched(browser, site) as tab:
        yield tab


def show(page: Page, size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(BRIEF)


def screens_above(page: Page, section: str) -> float:
    """How many screens a section begins below the top of the page."""
    top = page.locator(f"#{section}").evaluate(
        "heading => heading.getBoundingClientRect().top / innerHeight"
    )
    assert isinstance(top, float)
    return top


@pytest.mark.parametrize(
    ("size", "judgements", "background"), [(PHONE, 2, 4), (DESKTOP, 1, 3)]
)
def test_what_to_know_is_on_the_first_screens(
    page: Page, size: tuple[int, int], judgements: int, background: int
) -> None:
    show(page, size)
    assert screens_above(page, "key-judgements") < judgements
    assert screens_above(page, "background") < background
    shown = page.locator("article h2").evaluate_all("all => all.map(h2 => h2.id)")
    assert [section for section in shown if section in SECTIONS] == SECTIONS


def test_the_alternative_to_a_judgement_in_doubt_is_read_without_a_click(
    page: Page,
) -> None:
    show(page, DESKTOP)
    assert page.locator(".judgements .alternative:visible").count() == 5
    assert page.get_by_text("Most disputed").count() == 1
    assert not page.get_by_text("But that was less than half").first.is_visible()


@pytest.mark.parametrize("is_open", [False, True])
@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP, (1920, 1080)])
def test_a_line_of_text_has_at_most_80_characters(
    page: Page, size: tuple[int, int], *, is_open: bool
) -> None:
    show(page, size)
    if is_open:
        page.evaluate(
            "for (const fold of document.querySelectorAll('article details')) fold.open = true"
        )
    assert len(page.evaluate(LONGEST_LINE)) <= 80, page.evaluate(LONGEST_LINE)


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP])
def test_the_summary_is_not_smaller_than_what_follows(
    page: Page, size: tuple[int, int]
) -> None:
    show(page, size)
    sizes = page.evaluate(
        """() => [".standfirst", "#background ~ p:not([class])"].map((name) =>
          parseFloat(getComputedStyle(document.querySelector(name)).fontSize))"""
    )
    assert sizes[0] >= sizes[1]


def test_questions_are_filtered(page: Page) -> None:
    page.goto("questions/")
    page.get_by_label("Filter questions").fill("lock L7")
    expect(page.locator("[data-list] li:visible")).to_have_count(1)
    expect(page.locator("form output")).to_have_text("1 of 11 open questions")
    page.get_by_role("link", name="The river council").first.click()
    expect(page.locator("#open-questions")).to_be_in_viewport()
