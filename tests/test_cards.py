"""The cards beside citations and names of actors, and the way back from a source, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Site, visited

BRIEF = "briefs/council-revival/"
CITATION = ".judgements a[href='#source--gazette'] >> nth=0"
TERM = ".standfirst .term[href$='salt-office']"
ACTOR = ".evidence a[href*='actors/'] >> nth=0"


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (
            CITATION,
            r"^\[\d+\] .+Beefing up the river.+no web address · \d+ quotes.+Read in print\. The headline was “Beefing up the river”\.$",
        ),
        (
            ACTOR,
            r"^River Council.*Organisation · in \d+ briefs.*Six states .+\. It has no army\.$",
        ),
    ],
)
def test_a_card_says_what_a_link_leads_to(page: Page, link: str, words: str) -> None:
    """All of it, as a second sentence may correct the first. It can be pointed at, which is where it stays, and Escape closes it."""
    page.goto(BRIEF)
    page.locator(".years > summary").first.click()
    target, card = page.locator(link), page.get_by_role("tooltip")
    target.hover()
    expect(card).to_have_text(re.compile(words, re.DOTALL))
    expect(target).to_have_attribute("aria-describedby", "card")
    card.hover()
    page.wait_for_timeout(600)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    target.hover()
    expect(card).to_be_visible()
    page.mouse.move(0, 0)
    expect(card).to_be_hidden()


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    with visited(browser, site, has_touch=True, is_mobile=True) as page:
        yield page


def test_a_term_is_explained_beside_it(page: Page, phone: Page) -> None:
    """Under the pointer, or a finger, which follows the link when it taps again; the role of an actor is that in this brief."""
    page.goto(BRIEF)
    page.locator(TERM).hover()
    expect(page.get_by_role("tooltip")).to_have_text(
        "salt office The office of Upland that taxes salt."
    )
    page.locator(".term[href$='actors/river-council/'] >> nth=0").hover()
    expect(page.get_by_role("tooltip")).to_contain_text(
        "The body that was to be revived"
    )
    phone.goto(BRIEF)
    card = phone.get_by_role("tooltip")
    phone.locator(TERM).tap()
    expect(card).to_contain_text("taxes salt")
    phone.locator("h1").tap()
    expect(card).to_be_hidden()
    phone.locator(TERM).tap()
    expect(card).to_be_visible()
    phone.locator(TERM).tap()
    expect(phone).to_have_url(re.compile("/glossary/#term--salt-office$"))


def test_a_card_follows_the_focus(page: Page) -> None:
    page.goto(BRIEF)
    page.keyboard.press("Tab")  # from here on, a keyboard is used
    page.locator(CITATION).focus()
    expect(page.get_by_role("main").get_by_role("tooltip")).to_contain_text(
        "Beefing up the river"
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    expect(page.locator(CITATION)).to_be_focused()


def test_a_citation_of_another_brief_has_a_card(page: Page) -> None:
    """The accounts of an event cite by the numbers of each brief."""
    page.goto("timeline/")
    panel = page.locator("details.accounts", has_text="mill").first
    panel.locator("summary").click()
    citation = panel.locator("a[href*='#source--']:not(.aside a)").first
    citation.hover()
    expect(page.get_by_role("tooltip")).to_contain_text(f"{citation.inner_text()} ")


def test_a_finger_follows_the_link(phone: Page) -> None:
    phone.goto(BRIEF)
    phone.locator(CITATION).tap()
    expect(phone).to_have_url(re.compile("#source--"))
    phone.wait_for_timeout(600)
    expect(phone.get_by_role("tooltip")).to_have_count(0)


def test_a_source_leads_back_to_what_it_documents(page: Page) -> None:
    page.goto(BRIEF)
    entry = page.locator("#source--gazette")
    entry.get_by_text("Cited in").click()
    entry.get_by_role(
        "link", name="The River Gazette tells of a revival of the council"
    ).click()
    expect(page).to_have_url(re.compile("#article-published$"))

    page.goto("sources/")
    use = page.locator("li", has_text="Beefing up the river").locator(".aside")
    expect(use).to_contain_text(
        re.compile(
            r"Upland and Lowland put the River Council to work, no\. \d+, \d+ events, \d+ quotes"
        )
    )
    use.get_by_role(
        "link", name="Upland and Lowland put the River Council to work"
    ).click()
    expect(page).to_have_url(re.compile(r"/council-revival/#source--gazette$"))
