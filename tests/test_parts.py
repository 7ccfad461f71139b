"""Lists that are too long for one page: no page is large, and everything is on one of them."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from jinja2 import Template
from playwright.sync_api import Browser, Page, expect

from briefing_site.format.settings import Settings
from briefing_site.library.library import Library
from briefing_site.pages import actors, briefs, sources
from briefing_site.pages.components.parts import (
    Part,
    decade,
    divided,
    letter,
    month,
    year,
)
from briefing_site.site import Site as SiteSettings
from tests.conftest import Site, Tab, build, served, shared, watched
from tests.project import CASES, Files, linked

LARGEST = 300_000
"""Bytes of Markdown of a page; as HTML, with the frame, it is a third more."""
BRIEF = Template((CASES / "parts/brief.yml.jinja").read_text(encoding="utf-8"))
FILES = {
    "briefs/topics.yml": "water: {title: Water, summary: About water.}\n",
    "briefs/actors/ada.yml": "name: Ada Stone\nkind: person\n",
    **{f"briefs/long-{number}.yml": BRIEF.render(number=number) for number in range(2)},
}


@pytest.fixture(scope="module")
def library() -> Library:
    return linked(FILES)


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, str]:
    made = Files(library, SiteSettings(settings=Settings(exports=("data",))))
    return {
        path: content.decode() for path, content in made.items() if path.endswith(".md")
    }


def test_no_page_that_lists_is_large(made: dict[str, str]) -> None:
    lists = {
        path: len(text.encode())
        for path, text in made.items()
        if not path.startswith("briefs/long")
    }
    assert {path: size for path, size in lists.items() if size > LARGEST} == {}


@pytest.mark.parametrize(
    ("folder", "pattern", "number"),
    [
        ("timeline", r"\[Event (\d-\d+) ", 640),
        ("judgements", r"Judged (\d-\d+)\.", 220),
        ("quotes", r"What was said, (\d-\d+),", 440),
        ("sources", r"\[Report (\d-\d+)[ \]]", 640),
    ],
)
def test_everything_is_in_one_part(
    made: dict[str, str], folder: str, pattern: str, number: int
) -> None:
    overview = made[f"{folder}.md"]
    newest = {"timeline": 30, "quotes": 20}.get(folder, 0)
    parts = {path: text for path, text in made.items() if path.startswith(f"{folder}/")}
    assert len(re.findall(pattern, overview)) == newest
    found = Counter(
        each for text in parts.values() for each in re.findall(pattern, text)
    )
    assert len(found) == number
    assert set(found.values()) == {1}
    for path, text in parts.items():
        if re.search(pattern, text):
            assert f"]({path}" in overview


def test_parts_are_named_by_what_readers_look_for(made: dict[str, str]) -> None:
    assert {
        path
        for path in made
        if path.startswith(("timeline/", "judgements/", "quotes/", "sources/"))
    } == {
        *("judgements/high.md", "judgements/low.md"),
        *(
            "timeline/2010.md",
            "timeline/2011.md",
            *(f"timeline/2010-0{month}.md" for month in range(1, 7)),
        ),
        *(f"quotes/2010-0{month}.md" for month in range(1, 7)),
        *(
            "sources/0-9.md",
            "sources/a.md",
            "sources/k.md",
            "sources/x.md",
            "sources/other.md",
        ),
    }
    assert "# Timeline February 2010\n" in made["timeline/2010-02.md"]
    assert (
        "Before: [January 2010](2010-01.md) · Next: [March 2010](2010-03.md)"
        in made["timeline/2010-02.md"]
    )


def test_events_of_one_year_have_no_chart(made: dict[str, str]) -> None:
    assert "<figure" in made["timeline.md"]
    assert "<figure" not in made["timeline/2011.md"]


def test_an_anchor_on_the_whole_list_leads_to_the_part(made: dict[str, str]) -> None:
    """Not only a page of the site leads there, but also what readers have cited."""
    assert (
        '<span id="year--2010"></span>[January 2010](timeline/2010-01.md) · [Feb'
        in made["timeline.md"]
    )


def test_a_source_without_publisher_is_not_one_of_a_publisher_called_unknown() -> None:
    """Nor of one whose name has no letters; names that differ in capitals and signs are the same publisher."""
    publishers = ["Unknown", "?", "", "River Post", "RIVER POST!"]
    sources = "".join(
        f"  s{number}: {{title: Title {number}, publisher: {json.dumps(publisher)}}}\n"
        if publisher
        else f"  s{number}: {{title: Title {number}}}\n"
        for number, publisher in enumerate(publishers)
    )
    brief = f"title: A\nsummary: B.\ndate: 2020-01-01\nsources:\n{sources}"
    page = Files(linked({"briefs/a.yml": brief}), SiteSettings())["sources.md"].decode()
    keys = re.findall('data-publisher="([^"]*)"', page)
    assert sorted(keys) == [
        "named-unknown",
        "no-letters",
        "river-post",
        "river-post",
        "unknown",
    ]


def test_a_publisher_leads_to_its_sources(made: dict[str, str]) -> None:
    assert "- [Казинформ](sources/k.md#publisher--kazinform)" in made["sources.md"]
    assert "## Казинформ { #publisher--kazinform .listed }" in made["sources/k.md"]


def test_a_publisher_of_several_parts_leads_to_the_first(
    monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    monkeypatch.setattr(sources, "LONGEST", 50)
    (overview,) = (
        task
        for task in sources.tasks(library, SiteSettings())
        if task.name == "sources.md"
    )
    made, *_ = overview.make(library, SiteSettings(), *overview.arguments)
    assert "- [Казинформ](sources/k-3.md#publisher--kazinform)" in made.content.decode()


def test_menus_leave_something_to_choose() -> None:
    """What all sources have in common is no filter; what is given in other words is one language."""
    sources = "".join(
        f"  s{number}: {{title: 'Title {number}', publisher: 'A & <b>', language: {('en', 'en-GB', 'de')[number % 3]},"
        f" url: 'https://example.org/{number}'{', archived: https://archive.example' if number == 4 else ''}{', kind: wire' if number < 5 else ''}}}\n"
        for number in range(12)
    )
    brief = f"title: A\nsummary: S\ndate: 2020-01-01\nsources:\n{sources}"
    library = linked({"briefs/a.yml": brief})
    page = Files(library, SiteSettings())["sources.md"].decode()
    (form,) = re.findall("<form.*</form>", page)
    assert re.findall(r"<select name=\"(\w+)\"", form) == [
        "kind",
        "language",
        "archived",
    ]
    assert re.findall(r">([^<]+ \(\d+\))<", form) == [
        *(
            "News agency (5)",
            "Not stated (7)",
            "English (8)",
            "German (4)",
            "No (11)",
            "Yes (1)",
        )
    ]
    assert (
        page.count(
            'data-publisher="a-b" data-kind="unknown" data-language="en" data-archived="no"'
        )
        == 4
    )


def test_briefs_are_filtered_by_whether_a_judgement_is_disputed() -> None:
    brief = "title: T\nsummary: S\ndate: 2020-01-01\nsources: {a: {title: T, url: https://a.example}}\n"
    disputed = (
        "timeline: [{date: 2020, title: E, status: disputed, note: N, sources: [a]}]\n"
    )
    doubted = "key_judgements: [{text: J, confidence: low, sources: [a]}]\n"
    files = {f"briefs/b{number}.yml": brief for number in range(10)} | {
        "briefs/c.yml": brief + disputed,
        "briefs/d.yml": brief + disputed + doubted,
    }
    page = Files(linked(files), SiteSettings())["briefs/index.md"].decode()
    assert (
        '<option value="published">Published (12)</option><option value="disputed">Disputed (1)'
        in page
    )
    assert page.count('data-status="published disputed"') == 1


def test_an_actor_of_many_briefs_leads_to_the_rest(made: dict[str, str]) -> None:
    page = made["actors/ada.md"]
    assert "[See all 440 in the list of quotes](../quotes.md?words=Ada%20Stone)" in page
    assert "[See all 640 on the timeline](../timeline.md?actor=ada)" in page
    assert page.count("[See all 110 in the data](../api/v1/actors/ada.json)") == 2
    assert (
        page.count("    110 relations · 320 events in common\n    { .fold .reasons }")
        == 2
    )
    assert "[See all 320 on the timeline](../timeline.md?actor=ada&actor=bo-1)" in page


def test_a_list_that_fits_stays_on_one_page() -> None:
    entries = [SimpleNamespace(name=each) for each in "abc"]
    assert divided(
        entries, 3, "list.md", lambda each, _site: letter(each.name)
    ) == Part("list.md", "", tuple(entries))


def test_what_no_level_divides_has_numbered_parts() -> None:
    whole = divided(
        ["ab"] * 7 + ["c"], 3, "list/index.md", lambda each, _site: letter(each)
    )
    assert [(part.path, part.name, len(part.entries)) for part in whole.pages] == [
        ("list/index.md", "", 0),
        ("list/index/a.md", "A", 0),
        ("list/index/a-1.md", "A, part 1", 3),
        ("list/index/a-2.md", "A, part 2", 3),
        ("list/index/a-3.md", "A, part 3", 1),
        ("list/index/c.md", "C", 1),
    ]
    first, *_, last = whole.leaves
    assert whole.around(first) == (None, ("list/index/a-2.md", "A, part 2"))
    assert whole.around(last) == (("list/index/a-3.md", "A, part 3"), None)
    assert whole.around(whole) == (None, None)


def test_an_address_stays_when_its_part_is_divided_in_turn(library: Library) -> None:
    few = divided(library.events, 2000, "t.md", decade, year, month)
    some = divided(library.events, 639, "t.md", decade, year, month)
    many = divided(library.events, 220, "t.md", decade, year, month)
    paths = [{part.path for part in whole.pages} for whole in (few, some, many)]
    assert paths[0] < paths[1] < paths[2]


def test_many_briefs_are_listed_by_date() -> None:
    """The overview has the newest; a topic has the rest by title."""
    files = {
        f"briefs/b-{number}.yml": f"title: Number {number}\nsummary: S\ntopics: [water]\n"
        f"date: {2000 + number % 3}-0{number % 9 + 1}-05\nsources: {{a: {{title: A}}}}\n"
        for number in range(160)
    }
    many = linked(files | {"briefs/topics.yml": FILES["briefs/topics.yml"]})
    made = Files(many, SiteSettings())
    parts = {f"briefs/index/{each}.md" for each in (2000, 2001, 2002)}
    assert {task.name for task in briefs.tasks(many, SiteSettings())} == {
        "briefs/index.md",
        *parts,
    }
    assert (
        "[2002](index/2002.md) · [2001](index/2001.md) · [2000](index/2000.md)"
        in made.text("briefs/index.md")
    )
    numbers = re.compile(r"\[Number (\d+)\]\((?:\.\./)*(?:briefs/)?b-\1\.md\)")
    assert len(numbers.findall(made.text("briefs/index.md"))) == 30
    listed = [number for path in parts for number in numbers.findall(made.text(path))]
    assert len(listed) == len(set(listed)) == 160
    of_topic = numbers.findall(made.text("topics/water.md"))
    assert len(of_topic) == len(set(of_topic)) == 160


def test_very_many_actors_are_listed_by_kind_and_letter(
    monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    monkeypatch.setattr(actors, "LONGEST", 2)
    assert {task.name for task in actors.tasks(library, SiteSettings())} == {
        "actors/index.md",
        "actors/index/names.json",
        "actors/index/people-b.md",
        "actors/index/people-s.md",
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = shared(
        tmp_path_factory, "large", lambda project: build(project, FILES, typeset=False)
    )
    with served(folder / "site") as site:
        yield site


@pytest.fixture(scope="module")
def tab(browser: Browser, site: Site) -> Iterator[Tab]:
    with watched(browser, site) as tab:
        yield tab


def test_publishers_are_filtered_and_lead_to_their_sources(page: Page) -> None:
    page.goto("sources/")
    shown = page.locator("[data-list] li:visible")
    everything = shown.count()
    page.get_by_label("Filter publishers").fill("angstrom")
    expect(shown).to_have_count(1)
    expect(page.locator("[data-list] h2:visible")).to_have_count(1)
    expect(page.locator("form.filter output")).to_have_text(
        f"1 of {everything} publishers"
    )
    page.get_by_role("link", name="Ångström").click()
    expect(
        page.get_by_role("heading", name=re.compile("^Ångström"))
    ).to_be_in_viewport()
    expect(page.get_by_label("Filter sources")).to_have_value(
        "angstrom"
    )  # the words are kept, and replaced
    page.get_by_label("Filter sources").fill("1-4 LENGTH")
    expect(page.locator("[data-list] li:visible").first).to_contain_text("Report 1-4")


def test_sources_are_filtered_by_what_is_known_of_them(page: Page) -> None:
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
    expect(page).to_have_url(
        re.compile(r"/sources/[\w-]+/\?language=ru#publisher--[\w-]+$")
    )
    expect(page.locator("form.filter output")).to_have_text(re.compile("^[1-9]"))
    expect(shown.filter(has_not_text="(in Russian)")).to_have_count(0)
    expect(shown).not_to_have_count(0)

    # the other menu says what would remain
    publisher = page.locator(
        "select[name=publisher] option:not([value='']):enabled"
    ).first
    number = int(re.findall(r"\((\d+)\)$", publisher.inner_text())[0])
    page.get_by_label("Publisher").select_option(value=publisher.get_attribute("value"))
    expect(shown).to_have_count(number)
    page.get_by_label("Filter sources").fill("no such words")
    expect(shown).to_have_count(0)
    expect(page.locator("form.filter output")).to_have_text(re.compile("^0 of"))

    again = page.context.new_page()
    again.goto("sources/?language=ru")
    again.get_by_role("button", name="Clear filters").click()
    expect(again.locator("[data-list] li:visible")).to_have_count(everything)
    expect(again).to_have_url(re.compile(r"/sources/$"))


def test_judgements_are_filtered_and_sorted_by_what_is_known_of_them(
    page: Page,
) -> None:
    page.goto("judgements/high/")
    shown = page.locator("[data-list] li:visible")
    expect(shown.first).to_contain_text("Almost certain Judged 1-2.")
    page.locator("select[name=likelihood]").select_option(label="Likely (74)")
    expect(shown).to_have_count(74)
    expect(shown.first).to_contain_text("Judged 1-1.")
    page.locator("select[name=sort]").select_option(label="Review date")
    expect(page).to_have_url(
        re.compile(r"/judgements/high/\?likelihood=likely&sort=review$")
    )
    expect(shown.first).to_contain_text("Judged 1-1.")
    expect(shown.last).to_contain_text("Judged 0-109.")
    page.reload()
    page.locator("select[name=sort]").select_option(label="Date, newest first")
    page.get_by_role("button", name="Clear filters").click()
    expect(shown).to_have_count(146)
    expect(shown.first).to_contain_text("Almost certain Judged 1-2.")
    page.goto("judgements/")
    expect(shown).to_have_count(0)
    page.locator("select[name=sort]").select_option(label="Review date")
    expect(shown).to_have_count(220)  # of both pages, in one order
    expect(shown.nth(109)).to_contain_text("Low confidence Likely Judged 1-105.")
    expect(shown.nth(110)).to_contain_text("High confidence Almost certain Judged 0-2.")


def test_a_filter_by_words_is_kept_from_part_to_part(page: Page) -> None:
    page.goto("actors/ada/")
    page.get_by_role(
        "link", name=re.compile("^See all .* in the list of quotes")
    ).click()
    january = page.locator(".parts").get_by_role(
        "link", name="January 2010", exact=True
    )
    expect(january).to_have_attribute("href", re.compile("words=Ada"))
    january.click()
    expect(page).to_have_url(re.compile(r"/quotes/2010-01/\?words=Ada(%20|\+)Stone$"))
    expect(page.get_by_label("Filter quotes")).to_have_value("Ada Stone")
    shown = page.locator("[data-list] .quotes > li:visible")
    expect(shown.first).to_contain_text("Ada Stone")
    page.get_by_label("Filter quotes").fill("said 1-10")
    expect(shown.first).to_contain_text("1-10")
    page.locator(".parts").get_by_role("link", name="February 2010").click()
    expect(page).to_have_url(re.compile(r"/quotes/2010-02/\?words=said\+1-10$"))
    expect(page.get_by_label("Filter quotes")).to_have_value("said 1-10")
    page.get_by_label("Filter quotes").fill("")
    expect(page).to_have_url(re.compile(r"/quotes/2010-02/$"))


def test_a_link_to_a_year_of_the_whole_timeline_leads_on(page: Page) -> None:
    page.goto("timeline/?actor=ada#year--2010")
    expect(page).to_have_url(re.compile(r"/timeline/2010-01/\?actor=ada#year--2010$"))
    expect(page.locator("select[name=actor]").first).to_have_value("ada")


def test_a_filter_on_an_overview_loads_the_other_pages_of_the_list(page: Page) -> None:
    page.goto("timeline/")
    shown = page.locator("[data-timeline] .rail > li:visible")
    expect(shown).to_have_count(30)
    expect(page.locator("form.filter output")).to_have_text(
        "The latest 30 of 640 events"
    )
    page.locator("select[name=actor]").select_option("Bo 1")
    expect(page.locator("form.filter output")).to_have_text("320 of 640 events")
    page.locator("input[name=to]").fill("2010")
    expect(shown).to_have_count(319)
    expect(shown.first.get_by_role("link").first).to_have_attribute(
        "href", re.compile(r"/briefs/long-1/#e\d+$")
    )
    page.reload()
    expect(shown).to_have_count(319)

    page.goto("quotes/")
    page.get_by_label("Filter quotes").fill("said 1-10,")
    expect(page.locator("[data-list] .quotes > li:visible")).to_have_count(1)
    expect(page.locator("[data-list] .quotes > li:visible .entry-menu")).to_have_count(
        1
    )


def test_without_scripts_links_lead_through_the_parts(
    browser: Browser, site: Site
) -> None:
    with browser.new_page(base_url=site.address, java_script_enabled=False) as page:
        page.goto("quotes/")
        page.locator(".parts").get_by_role(
            "link", name="January 2010", exact=True
        ).click()
        expect(page.locator("form.filter")).to_be_hidden()
        expect(page.locator(".quotes > li").first).to_be_visible()
        page.locator(".parts").get_by_role("link", name="February 2010").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(
            "Quotes February 2010"
        )
