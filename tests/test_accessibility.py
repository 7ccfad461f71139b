"""Every kind of page can be used by everybody, as far as a program can tell: axe-core finds no barrier."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.conftest import Site
from tests.screenshots import PAGES, WIDTHS

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, site: Site, name: str, scheme: str) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site.address + PAGES[name])
        results = Axe().run(page, options=RULES)
        found += [
            (width, violation["id"], node["html"][:200], node.get("failureSummary", "")[:300])
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
    context.close()
    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(browser: Browser, site: Site, name: str) -> None:
    """At 320 pixels, which is a page magnified fourfold: WCAG 2.2, 1.4.10."""
    page = browser.new_page(viewport={"width": 320, "height": 600})
    page.goto(site.address + PAGES[name])
    width = page.evaluate("document.scrollingElement.scrollWidth")
    page.close()
    assert width <= 320
