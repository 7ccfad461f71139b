"""What is new: every change of a brief once, on the page and in the feeds, dated by the brief or by git."""

import re

import pytest
from playwright.sync_api import Page, expect

from briefing_site.pages import new
from briefing_site.site import Site
from tests.past import Data, lived, loaded
from tests.project import Files, exported

BRIEF = """\
title: A dam
summary: A dam is built.
date: 2019-05-01
updated: 2020-05-01
timeline:
- {date: 2019-03, title: Work begins, sources: [gazette]}
sources:
  gazette: {title: The dam}
"""
COMMITS = loaded("""
- 1: {}
- 2: {updated: 2020-05-02, timeline+: [{date: 2019-04, title: Rain, sources: [gazette]}]}
- 3:
    updated: 2020-05-03
    corrections:
    - {date: 2020-05-03, text: It was *not* so.}
    - {date: 2020-05-03, text: The paper has it wrong., source: gazette}
- 4: {title: The dam}
""")
"""A brief is published, updated, corrected, and changed without a date."""


def made(*more: Data) -> Files:
    return Files(lived(BRIEF, *COMMITS, *more), Site())


def titles(feed: str) -> list[tuple[str, str]]:
    found = re.findall(r"<title>(.*?)</title>\s*<published>(.*?)T", feed)
    return [(day, title) for title, day in found]


def test_every_change_is_on_the_page_once() -> None:
    """In one line. Corrections are counted, and linked; the update of a day with nothing else is these."""
    text, _, _ = made().text("new/index.md.txt").partition("## Follow")
    assert [line for line in text.splitlines() if line.startswith(("## ", "- "))] == [
        "## 4 May 2020",
        "- **Updated** [The dam](../briefs/dam/index.md.txt): Title changed *Minor* · [Details](../briefs/dam/history/index.md.txt)",
        "## 3 May 2020",
        "- **Corrected** [The dam](../briefs/dam/index.md.txt): [1 correction](../briefs/dam/#corrections) · [1 more change](../briefs/dam/history/index.md.txt)",
        "## 2 May 2020",
        "- **Updated** [The dam](../briefs/dam/index.md.txt): 1 event added *Minor* · [Details](../briefs/dam/history/index.md.txt)",
        "## 1 May 2020",
        "- **New** [The dam](../briefs/dam/index.md.txt): A dam is built.",
    ]


def test_feeds_have_publications_and_major_updates_once() -> None:
    """A brief that says that it was updated on the day of its publication was published."""
    files = made()
    corrected = ("2020-05-03", "Corrected: The dam")
    assert titles(files.text("feeds/all.atom")) == titles(
        files.text("feeds/briefs/dam.atom")
    )
    assert titles(files.text("feeds/all.atom")) == [
        corrected,
        ("2020-05-01", "The dam"),
    ]
    assert titles(files.text("feeds/new.atom")) == [corrected]


def test_no_update_is_older_than_the_version_before_it() -> None:
    """Git says when it was made, also if the brief claims a day on which readers would not look for it."""
    files = made({"5": {"summary": "A dam was built.", "updated": "2019-06-01"}})
    assert "## 5 May 2020\n" in files.text("new/index.md.txt")
    assert titles(files.text("feeds/all.atom"))[0] == ("2020-05-05", "Updated: The dam")


def test_without_git_the_date_of_the_brief_counts() -> None:
    """An update on the day of the publication is no news."""
    for day, news in (
        ("2020-05-01", [("2020-05-01", "Updated: A dam")]),
        ("2019-05-01", []),
    ):
        files = exported(
            {"briefs/dam.yml": BRIEF.replace("updated: 2020-05-01", f"updated: {day}")},
            Site(),
        )
        assert titles(files.text("feeds/all.atom")) == [*news, ("2019-05-01", "A dam")]


def test_a_note_stands_with_its_source() -> None:
    """And does not count as a correction of the brief."""
    page = made().text("briefs/dam.md")
    sources = page.partition("## Sources { #sources }")[2]
    corrections = page.partition("## Corrections { #corrections }")[2]
    assert corrections.partition("## ")[0].count("- ") == 1
    assert "The paper has it wrong." in sources
    assert "The paper has it wrong." not in corrections.partition("## ")[0]


def test_a_long_list_is_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest are on the first page, with links to all parts."""
    monkeypatch.setattr(new, "LONGEST", 2)
    monkeypatch.setattr(new, "NEWEST", 1)
    files = made()
    parts = {
        path: text.count(b"data-news")
        for path, text in files.items()
        if path.startswith("new") and path.endswith(".md")
    }
    assert parts == {"new.md": 1, "new/1.md": 2, "new/2.md": 2}
    assert "[Part 1](new/1.md)" in files.text("new.md")
    assert (
        "The newest 1 of 4 changes are on this page; all of them are here:"
        in files.text("new.md")
    )


def test_what_is_new_since_the_last_visit_is_marked(page: Page) -> None:
    page.goto("new/")
    note = page.locator(".news-note")
    expect(note).to_contain_text("From your next visit on")
    first = page.locator("[data-news]").first
    name = first.get_attribute("data-news")
    page.evaluate(
        "name => localStorage.news = JSON.stringify(JSON.parse(localStorage.news).filter((each) => each !== name))",
        name,
    )
    later = page.context.new_page()
    for _ in range(2):  # the marks stay until the tab is closed
        later.goto("new/")
        expect(later.locator(".news-note")).to_have_text(
            "1 change since your last visit, marked below."
        )
        expect(later.locator(".badge--new")).to_have_count(1)
    last = page.context.new_page()
    last.goto("new/")
    expect(last.locator(".news-note")).to_have_text(
        "Nothing has changed since your last visit."
    )


def test_what_is_new_is_complete_where_storage_is_blocked(new_page: Page) -> None:
    page = new_page
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new Error('blocked'); } });"
    )
    page.goto("new/")
    expect(page.locator("[data-news]").first).to_be_visible()
    expect(page.locator(".news-note")).to_be_hidden()
