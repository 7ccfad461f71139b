"""Every kind of page can be used by everybody, as far as a program can tell: axe-core finds no barrier."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import Site
from tests.screenshots import PAGES, WIDTHS

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
RULES_OF_COLOUR = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""The dark page differs from the light one in nothing else."""


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """One tab for all pages."""
    page = browser.new_page(base_url=site.address, reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, name: str) -> None:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(PAGES[name])
        for scheme, rules in (("light", RULES), ("dark", RULES_OF_COLOUR)):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found += [
                (width, scheme, violation["id"], node["html"][:200], node.get("failureSummary", "")[:300])
                for violation in Axe().run(page, options=rules).response["violations"]
                for node in violation["nodes"]
            ]
    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(page: Page, name: str) -> None:
    """At 320 pixels, which is a page magnified fourfold: WCAG 2.2, 1.4.10."""
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(PAGES[name])
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
