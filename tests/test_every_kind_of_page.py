"""Every kind of page is quiet, whole without scripts, and open to everybody, as far as programs can tell."""

import re
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import Site, Tab
from tests.pages import PAGES
from tests.screenshots import WIDTHS

Scheme = Literal["light", "dark"]
COLOURS = ("color-contrast", "link-in-text-block")
RULES: dict[Scheme, dict[str, Any]] = {
    "light": {
        "runOnly": [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22aa",
            "best-practice",
        ]
    },
    "dark": {"runOnly": {"type": "rule", "values": COLOURS}},
}
"""What axe looks for, by colour scheme: the dark one differs from the light one in colours only."""
OF_PLACES = ("target-size", "scrollable-region-focusable")
"""What it looks for in everything once more where the width has changed."""
VIOLATIONS = {"resultTypes": ["violations"]}
AXE = "([context, rules]) => axe.run(context, rules).then(({ violations }) => [violations, [...legible]])"
LEGIBLE: set[str] = set()
"""Texts by their looks: their colours, those behind them, and sizes. Axe takes half of its time to measure contrasts."""
EACH_ONCE = """
(known) => {
  window.legible = new Set(known);
  const check = axe._audit.checks["color-contrast"];
  const measure = check.evaluate;
  check.evaluate = function (text, ...others) {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(text);
    const looks = [color, fontSize, fontWeight, textShadow];
    for (let behind = text; behind; behind = behind.parentElement) {
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(behind);
      if (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none" || opacity !== "1")
        looks.push(backgroundColor, backgroundImage, opacity);
      if (position !== "static" && position !== "relative") looks.push(behind.className);  // it may cover another
    }
    const key = looks.join();
    const measured = legible.has(key) || measure.call(this, text, ...others);
    if (measured === true) legible.add(key);
    return measured;
  };
}
"""
IS_SHOWN = "each.checkVisibility({ visibilityProperty: true })"
OUT_OF_REACH = "[...document.querySelectorAll('article table')].filter((each) => !each.closest('[tabindex]') && !each.querySelector('a'))"
"""The tables that no key scrolls where they are wider than a phone."""
REMEMBER = f"window.shown = new Set([...document.body.querySelectorAll('*')].filter((each) => {IS_SHOWN})), undefined"
MARK = f"""
[...document.body.querySelectorAll("*")]
  .filter((each) => {IS_SHOWN} && !shown.has(each))
  .map((each) => (each.dataset.nowShown = each.tagName))
"""
"""Marks what shows now and did not before."""


def barriers(
    page: Page, within: str = "body", *schemes: Scheme
) -> list[tuple[str, ...]]:
    """What axe finds on the page as it is, or in a part of it, in these schemes or both."""
    found: list[tuple[str, ...]] = []
    for scheme in schemes or RULES:
        page.emulate_media(
            color_scheme=scheme, reduced_motion="reduce"
        )  # colours change at once
        found += _violations(page, within, RULES[scheme])
    page.emulate_media(color_scheme="light")
    return found


def narrow_barriers(page: Page, width: int) -> list[tuple[str, ...]]:
    """What axe finds if a window becomes narrow and dark: in what shows only there, and of sizes and colours, in all of the page.

    The page may not scroll sideways then.
    """
    page.evaluate(REMEMBER)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.evaluate(f"{OUT_OF_REACH}.length") == 0
    found = _violations(
        page, "body", {"runOnly": {"type": "rule", "values": OF_PLACES + COLOURS}}
    )
    if page.evaluate(MARK):
        found += _violations(page, "[data-now-shown]", RULES["light"])
    page.emulate_media(color_scheme="light")
    return found


def _violations(
    page: Page, within: str, rules: dict[str, Any]
) -> list[tuple[str, ...]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
        page.evaluate(EACH_ONCE, [*LEGIBLE])
    violations, legible = page.evaluate(
        AXE, [{"include": [[within]]}, rules | VIOLATIONS]
    )
    LEGIBLE.update(legible)
    return [
        (violation["id"], node["html"][:200], node.get("failureSummary", "")[:300])
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.fixture(scope="module", params=PAGES)
def path(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]


@pytest.fixture(scope="module")
def opened(tab: Tab, site: Site, path: str) -> Tab:
    tab.clear(site)
    tab.page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    tab.page.goto(path, wait_until="networkidle")
    return tab


WORDS = """
(article) => {
  const copy = article.cloneNode(true);
  copy.querySelectorAll("details").forEach((each) => (each.open = true));
  // what only scripts can do is offered only where they run
  const offered = "form.filter, button.copy, .cited-in, .entry-menu, .skip-section, .news-note, .badge--clock, [data-missing], #write";
  copy.querySelectorAll(offered).forEach((each) => each.remove());
  article.replaceWith(copy);
  const words = copy.innerText;
  copy.replaceWith(article);
  return words;
}
"""


def test_it_is_quiet(opened: Tab) -> None:
    expect(opened.page.get_by_role("heading", level=1)).to_have_count(1)
    assert opened.wrong == []


def test_without_scripts_it_shows_all_of_its_words(
    opened: Tab, page_without_scripts: Page, path: str
) -> None:
    page_without_scripts.goto(path)
    if path == PAGES["search"]:
        expect(page_without_scripts.get_by_text("needs JavaScript")).to_be_visible()
        return
    without, words = (
        page.locator("article.md-content__inner").evaluate(WORDS)
        for page in (page_without_scripts, opened.page)
    )
    assert len(without) > 200
    assert [line for line in words.split("\n") if line.strip(" ·") not in without] == []


def test_what_requires_scripts_says_what_to_do_without(
    page_without_scripts: Page,
) -> None:
    page = page_without_scripts
    for path in ("contribute/check/", "contribute/write/"):
        page.goto(path)
        expect(page.get_by_text("requires JavaScript")).to_be_visible()
    page.get_by_role("article").get_by_role("link", name="Contribute").click()
    expect(page).to_have_url(re.compile("/contribute/#add$"))


def test_it_has_no_barrier_and_fits(opened: Tab) -> None:
    """Also at 320 pixels, which is a page magnified fourfold and does not scroll sideways: WCAG 2.2, 1.4.10.

    What shows only on wide screens around all pages is tested in the dark once, in `test_init.py`.
    """
    opened.page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    assert (
        barriers(opened.page, "body", "light") + narrow_barriers(opened.page, 320) == []
    )
