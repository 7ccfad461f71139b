"""The site in a real browser, as a reader uses it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A new tab. Whatever it asks of another host, and whatever goes wrong on a page, fails the test."""
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda each: wrong.append(each.url) if not each.url.startswith(site.address) else None)
    page.on("console", lambda each: wrong.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda each: wrong.append(str(each)))
    yield page
    context.close()
    assert wrong == []


def test_search_for_a_word_of_a_quote_leads_to_the_brief(page: Page) -> None:
    page.goto("/")
    box = page.get_by_placeholder("Search")
    box.click()
    box.press_sequentially("suffocation")
    result = page.locator(".md-search-result__link[href*='briefs/sco-revival/'][href*='#encirclement']").first
    expect(result).to_be_attached()
    page.goto(result.get_attribute("href") or "")
    expect(page).to_have_url(re.compile(r"/briefs/sco-revival/.*#encirclement$"))
    expect(page.get_by_text("overbearing strategy of encirclement and suffocation").first).to_be_visible()
