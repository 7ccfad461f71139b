"""The search, as a reader uses it: facets, keys, other scripts, a shared address, and no script at all."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.library import linker
from generator.pipeline import check
from generator.search import files
from tests.conftest import Site
from tests.project import own_briefs, texts

pytestmark = pytest.mark.browser


def test_a_facet_leads_to_a_quote(page: Page) -> None:
    page.goto("search/?q=suffocation")
    expect(page.locator("details[data-filters]")).to_have_attribute("open", "")
    expect(page.locator(".search-results ol a").first).to_be_visible()  # the filters move until then
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
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    page.locator(".search-lists").get_by_role("link", name="quotes").click()
    expect(page).to_have_url(re.compile(r"/quotes/$"))
    context.close()


def test_the_same_briefs_make_the_same_index() -> None:
    library = linker.link(check(texts(own_briefs())).collection)
    assert files(library, {}) == files(library, {})


def test_counts_tell_what_a_choice_would_leave(page: Page) -> None:
    """Also with other facets chosen; and going back undoes a choice."""
    page.goto("search/?q=pipeline")
    status = page.locator(".search-state [role=status]")
    expect(status).to_have_text(re.compile(r"^\d+ results?$"))
    everything = status.inner_text()
    page.locator("[data-facet=kind]").get_by_label("Events").check()
    actor = page.locator("[data-facet=actor]")
    actor.locator("summary").click()
    actor.get_by_label("Name").fill("vladimir")
    choice = actor.locator("label", has_text="Vladimir Putin")
    count = choice.locator(".search-count").inner_text()
    choice.locator("input").check()
    expect(status).to_have_text(re.compile(f"^{count} results?$"))
    expect(page).to_have_url(re.compile(r"\?q=pipeline&kind=event&actor=vladimir-putin$"))
    expect(page.locator(".search-results li")).to_have_count(int(count))
    page.go_back()
    page.go_back()
    expect(status).to_have_text(everything)


def test_facets_alone_list_the_newest_first(page: Page) -> None:
    page.goto("search/?kind=quote&topic=regional-security")
    lines = page.locator(".search-results .search-facts")
    expect(lines).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(lines).not_to_have_count(10)
    years = [int(re.findall(r"\b[12]\d{3}\b", line)[0]) for line in lines.all_inner_texts()]
    assert years == sorted(years, reverse=True)


def test_words_that_are_everywhere_are_not_looked_for(page: Page) -> None:
    page.goto("search/?q=the")
    expect(page.locator(".search-state")).to_contain_text("too common")
    page.locator("input[name=q]").last.fill("the pipeline")
    expect(page.locator(".search-results mark").first).to_have_text("pipeline", ignore_case=True)


def test_a_slash_is_a_sign_where_somebody_writes(page: Page) -> None:
    page.goto("search/")
    expect(page.get_by_label("Search for words")).to_be_focused()
    page.keyboard.type("oil/gas")
    expect(page.get_by_label("Search for words")).to_have_value("oil/gas")


def test_arrows_walk_the_results(page: Page) -> None:
    page.goto("search/?q=pipeline")
    links = page.locator(".search-results h2 a")
    expect(links.first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Search for words")).to_be_focused()


def test_hostile_records_are_shown_as_text(page: Page) -> None:
    """Whatever a pack holds; as it reaches a browser, it is JSON."""
    hostile = "<img src=x onerror=alert(1)><mark>&lt;b&gt; pipeline"
    records = [["briefs/", hostile, hostile, hostile, hostile, f"more {hostile}"]] * 32
    page.route("**/pagefind/records/*", lambda route: route.fulfill(json=records))
    page.goto("search/?q=pipeline")
    expect(page.locator(".search-results h2").first).to_have_text(hostile)
    expect(page.locator(".search-results .search-words").first).to_have_text(f"more {hostile}")
    expect(page.locator(".search-facts").first).to_contain_text(hostile)
    assert page.locator(".search-page img").count() == 0
    page.goto("briefs/")
    page.keyboard.press("/")
    page.keyboard.type("pipeline")
    expect(page.get_by_role("option").first).to_contain_text(hostile)
    assert page.locator(".search-list img").count() == 0


def test_a_search_that_can_t_be_loaded_says_so(page: Page) -> None:
    script = "throw new Error('not what was asked for')"
    page.route(
        "**/pagefind/pagefind.js", lambda route: route.fulfill(body=script, content_type="text/javascript")
    )
    page.goto("search/?q=pipeline")
    expect(page.locator(".search-state")).to_contain_text("could not be loaded")
