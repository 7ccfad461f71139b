"""Every kind of page can be used by everybody, as far as a program can tell: axe-core finds no barrier."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import Site
from tests.pages import PAGES
from tests.screenshots import WIDTHS

pytestmark = pytest.mark.browser

Rules = dict[Literal["light", "dark"], dict[str, Any]]
"""What axe looks for, by colour scheme."""

WIDE: Rules = {
    "light": {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        "resultTypes": ["violations"],
    },
    # which differs from the light one in colours only
    "dark": {
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
        "resultTypes": ["violations"],
    },
}
NARROW: Rules = {"light": {**WIDE["light"], "rules": {"color-contrast": {"enabled": False}}}}
"""The width changes no colours, which take axe longer than everything else."""
FIRST_ENTRIES = {
    "exclude": [
        [f"{entries}:nth-child(n+13)"] for entries in ("li", "tr", "option", "article div > *", "svg > *")
    ]
}
"""Without all that follow: the entries of a list come from one template, and each takes axe its time."""


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """One tab for all pages."""
    page = browser.new_page(base_url=site.address, reduced_motion="reduce")
    yield page
    page.close()


def barriers(page: Page, within: str = "body") -> list[tuple[str, ...]]:
    """What axe finds on the page as it is, or in a part of it: light, and where it is wide, dark."""
    found: list[tuple[str, ...]] = []
    is_wide = page.evaluate("innerWidth") == WIDTHS[-1]
    for scheme, rules in (WIDE if is_wide else NARROW).items():
        page.emulate_media(color_scheme=scheme)
        found += [
            (scheme, violation["id"], node["html"][:200], node.get("failureSummary", "")[:300])
            for violation in Axe()
            .run(page, {"include": [[within]]} | FIRST_ENTRIES, rules)
            .response["violations"]
            for node in violation["nodes"]
        ]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_and_fits(page: Page, name: str) -> None:
    """Also at 320 pixels, which is a page magnified fourfold and does not scroll sideways: WCAG 2.2, 1.4.10."""
    found = {}
    for width in (320, WIDTHS[-1]):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(PAGES[name])
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        found[width] = barriers(page)
    assert not any(found.values()), found
