"""The filters of the list of sources, in a real browser."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.library import linker
from generator.pipeline import check, render
from generator.publishing.site import Site
from tests.project import texts


@pytest.mark.browser
def test_sources_are_filtered_by_what_is_known_of_them(context: BrowserContext, page: Page) -> None:
    """The list of publishers too, and what is chosen there is kept on the pages of their sources."""
    page.goto("sources/")
    shown = page.locator("[data-list] li:visible")
    everything = shown.count()
    russian = page.locator("select[name=language] option[value=ru]")
    number = int(re.findall(r"\d+", russian.inner_text())[0])
    page.get_by_label("Language").select_option(value="ru")
    expect(shown).to_have_count(number)
    expect(page).to_have_url(re.compile(r"/sources/\?language=ru$"))
    shown.first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/sources/[\w-]+/\?language=ru#publisher--[\w-]+$"))
    assert all("(in Russian)" in line for line in shown.all_inner_texts())

    # the other menu says what would remain
    publisher = page.locator("select[name=publisher] option:not([value='']):enabled").first
    number = int(re.findall(r"\((\d+)\)$", publisher.inner_text())[0])
    page.get_by_label("Publisher").select_option(value=publisher.get_attribute("value"))
    expect(shown).to_have_count(number)
    page.get_by_label("Filter sources").fill("no such words")
    expect(shown).to_have_count(0)
    expect(page.locator("form.filter output")).to_have_text(re.compile("^0 of"))

    again = context.new_page()
    again.goto("sources/?language=ru")
    again.get_by_role("button", name="Clear filters").click()
    expect(again.locator("[data-list] li:visible")).to_have_count(everything)
    expect(again).to_have_url(re.compile(r"/sources/$"))


def test_menus_leave_something_to_choose() -> None:
    """What all sources have in common is no filter; what is given in other words is one language."""
    sources = "".join(
        f"  s{number}: {{title: 'Title {number}', publisher: 'A & <b>', language: {('en', 'en-GB', 'de')[number % 3]},"
        f" url: 'https://example.org/{number}'{', archived: https://archive.example' if number == 4 else ''}{', kind: wire' if number < 5 else ''}}}\n"
        for number in range(12)
    )
    brief = f"title: A\nsummary: S\ndate: 2020-01-01\nsources:\n{sources}"
    library = linker.link(check(texts({"briefs/a.yml": brief})).collection)
    page = render(library, Site(), slow=False)["sources.md"].decode()
    (form,) = re.findall("<form.*</form>", page)
    assert re.findall(r"<select name=\"(\w+)\"", form) == ["kind", "language", "archived"]
    assert re.findall(r">([^<]+ \(\d+\))<", form) == [
        *("News agency (5)", "Not stated (7)", "English (8)", "German (4)", "No (11)", "Yes (1)")
    ]
    assert page.count('data-publisher="a-b" data-kind="unknown" data-language="en" data-archived="no"') == 4
