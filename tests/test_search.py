"""The search, as a reader uses it: facets, keys, other scripts, a shared address, and no script at all."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.linking import linker
from generator.pipeline import check
from generator.search import files
from tests.conftest import Site
from tests.project import own_briefs, texts

pytestmark = pytest.mark.browser


def test_a_facet_leads_to_a_quote(page: Page) -> None:
    page.goto("search/?q=suffocation")
    expect(page.locator("details[data-narrow]")).to_have_attribute("open", "")
    page.locator("[data-facet=kind]").get_by_label("Quotes").check()
    expect(page).to_have_url(re.compile(r"kind=quote"))
    page.locator(".search-results ol a").first.click()
    expect(page).to_have_url(re.compile(r"/briefs/sco-revival/#encirclement$"))
    expect(page.get_by_text("overbearing strategy of encirclement and suffocation").first).to_be_visible()


def test_a_shared_address_shows_the_same(context: BrowserContext, page: Page) -> None:
    def results(page: Page) -> list[str]:
        expect(page.locator(".search-results ol a").first).to_be_visible()
        return page.locator(".search-results ol a").all_inner_texts()

    page.goto("search/?q=pipeline&kind=event")
    first = results(page)
    again = context.new_page()
    again.goto(page.url)
    assert results(again) == first


def test_keys_open_the_box_walk_and_leave_it(page: Page) -> None:
    page.goto("briefs/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    page.keyboard.type("encirclement")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.type(" ")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile(r"/briefs/$"))


@pytest.mark.parametrize("words", ["ШОС", "上海合作组织"])
def test_other_scripts_are_found(page: Page, words: str) -> None:
    page.goto(f"search/?q={words}")
    expect(
        page.locator(".search-results ol").get_by_text("Shanghai Cooperation Organisation").first
    ).to_be_visible()


def test_without_scripts_the_page_explains_itself(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("")
    page.get_by_role("searchbox", name="Search").first.fill("nato")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=nato$"))
    expect(page.get_by_text("scripts are off")).to_be_visible()
    page.locator(".search-lists").get_by_role("link", name="quotes").click()
    expect(page).to_have_url(re.compile(r"/quotes/$"))
    context.close()


def test_the_same_briefs_make_the_same_index() -> None:
    library = linker.link(check(texts(own_briefs())).collection)
    assert files(library, {}) == files(library, {})
