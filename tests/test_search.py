"""The search, as a reader uses it: facets, keys, other scripts, a shared address, and no script at all."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from briefing_site.search.index import NEIGHBOURS
from tests.browser import box, in_script
from tests.past import loaded
from tests.project import CASES


def test_a_facet_leads_to_a_quote(page: Page) -> None:
    page.goto("search/?q=suffocation")
    expect(page.locator("details[data-filters]")).to_have_attribute("open", "")
    expect(
        page.locator(".search-results ol a").first
    ).to_be_visible()  # the filters move until then
    page.locator("[data-facet=kind]").get_by_label("Quotes").check()
    expect(page).to_have_url(re.compile(r"kind=quote"))
    page.locator(".search-results ol a").first.click()
    expect(page).to_have_url(re.compile(r"/briefs/council-revival/#encirclement$"))
    expect(
        page.get_by_text("overbearing strategy of encirclement and suffocation").first
    ).to_be_visible()


def test_keys_open_the_box_walk_and_leave_it(page: Page) -> None:
    page.goto("briefs/")
    page.get_by_role("combobox", name="Search").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(0)  # there is no query yet
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


def test_without_scripts_the_page_explains_itself(page_without_scripts: Page) -> None:
    page = page_without_scripts
    page.goto("")
    page.get_by_role("searchbox", name="Search").first.fill("nato")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=nato$"))
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    page.locator(".search-lists").get_by_role("link", name="quotes").click()
    expect(page).to_have_url(re.compile(r"/quotes/$"))


def test_counts_tell_what_a_choice_would_leave(page: Page) -> None:
    """Also with other facets chosen. A shared address shows the same, and going back undoes a choice."""
    page.goto("search/?q=pipeline")
    status = page.locator(".search-state [role=status]")
    expect(status).to_have_text(re.compile(r"^\d+ results?$"))
    everything = status.inner_text()
    page.locator("[data-facet=kind]").get_by_label("Events").check()
    actor = page.locator("[data-facet=actor]")
    actor.locator("summary").click()
    actor.get_by_label("Name").fill("ada")
    choice = actor.locator("label", has_text="Ada Stone")
    count = choice.locator(".search-count").inner_text()
    choice.locator("input").check()
    expect(status).to_have_text(re.compile(f"^{count} results?$"))
    expect(page).to_have_url(re.compile(r"\?q=pipeline&kind=event&actor=ada-stone$"))
    expect(page.locator(".search-results li")).to_have_count(int(count))
    again = page.context.new_page()
    again.goto(page.url)
    found = page.locator(".search-results ol a").all_inner_texts()
    expect(again.locator(".search-results ol a")).to_have_text(
        found, use_inner_text=True
    )
    page.go_back()
    page.go_back()
    expect(status).to_have_text(everything)


def test_facets_alone_list_the_newest_first(page: Page) -> None:
    page.goto("search/?kind=quote&topic=river-security")
    lines = page.locator(".search-results .search-facts")
    expect(lines).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(lines).not_to_have_count(10)
    years = [
        int(re.findall(r"\b[12]\d{3}\b", line)[0]) for line in lines.all_inner_texts()
    ]
    assert years == sorted(years, reverse=True)


def test_words_that_are_everywhere_are_not_looked_for(page: Page) -> None:
    page.goto("search/?q=the")
    expect(page.locator(".search-state")).to_contain_text("too common")
    page.locator("input[name=q]").last.fill("the pipeline")
    expect(page.locator(".search-results mark").first).to_have_text(
        re.compile("^pipelines?$", re.IGNORECASE)
    )


def test_dates_are_read_as_people_write_them(page: Page) -> None:
    dates = loaded((CASES / "search/dates.yml").read_text(encoding="utf-8"))
    readings = "given.map((text) => script.dated(text, [2009, 2010]).readings)"
    page.goto("search/")
    assert in_script(page, "assets/search/dates.js", readings, [*dates]) == [
        *dates.values()
    ]


def test_words_that_sound_alike_are_found_in_any_transcription(page: Page) -> None:
    page.goto("search/")
    same = """nasarbajew nazarbayev, назарбаев nazarbayev, rachmon rakhmon, karsai karzai, karzaj karzai,
        miedwiediew medvedev, dschaparow japarov, джапаров japarov, lukaszenka lukashenko, noursoultan nursultan"""
    other = "tschechien sechin, border murder, pakistan uzbekistan, mill mall, schnurpselbart brunswick"
    for words, expected in ((same, True), (other, False)):
        pairs = [pair.split() for pair in words.split(",")]
        bones = "given.map((pair) => pair.map((word) => script.sounds(word).map(([bones]) => bones)))"
        for pair, (one, two) in zip(
            pairs, in_script(page, "assets/search/sounds.js", bones, pairs), strict=True
        ):
            assert bool({*one} & {*two}) is expected, pair


def test_a_date_finds_what_was_on_that_day_and_filters_lists(page: Page) -> None:
    page.goto("search/?q=2012-04-01")
    expect(page.locator(".search-results .search-facts").first).to_contain_text(
        "1 April 2012"
    )
    for query in ("April 1, 2012", "1.4.2012", "2012-04"):
        page.goto(f"quotes/?words={query}")
        expect(page.locator("form.filter output")).to_have_text(
            re.compile(r"^[1-9]\d* of ")
        )
        for shown in page.locator(".quotes > li:visible").all_inner_texts():
            assert "April 2012" in shown


def test_judgements_and_forecasts_have_facets_of_their_own(page: Page) -> None:
    page.goto("search/?kind=judgement")
    results = page.locator(".search-results > ol > li")
    expect(results.first.locator(".search-facts")).to_contain_text("confidence")
    confidence = page.locator("[data-facet=confidence]")
    confidence.locator("summary").click()
    confidence.get_by_label("High confidence").check()
    expect(results.first.locator(".search-facts")).to_contain_text("High confidence")
    page.goto("search/?kind=forecast&outcome=open")
    expect(results.first.locator("a")).to_have_attribute(
        "href", re.compile("#forecast--1$")
    )


@pytest.mark.parametrize("address", ["", "briefs/"])
def test_suggestions_leave_the_box_of_a_phone_uncovered(
    page: Page, address: str
) -> None:
    """And both lead to the search."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    field = page.get_by_role("combobox", name="Search", exact=False).last
    field.fill("council")
    first = page.get_by_role("option").first
    expect(first).to_be_visible()
    assert box(page.get_by_role("listbox"))["y"] >= box(field)["bottom"]
    assert (
        box(first.locator("mark").first)["height"] < 30
    )  # in one line with the words around it
    assert box(first.locator(".search-title"))["width"] > 250
    if address:
        field.press("Enter")
    else:
        page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url(re.compile(r"/search/\?q=council$"))


def test_an_alias_is_shown_only_if_it_was_looked_for(page: Page) -> None:
    page.goto("search/?q=Речной совет")
    expect(page.locator(".search-results h2").first).to_have_text(
        "River Council also Речной совет"
    )
    page.goto("search/?q=River Council")
    expect(page.locator(".search-results h2").first).to_have_text("River Council")


def test_hostile_records_are_shown_as_text(page: Page) -> None:
    """Whatever a pack holds; as it reaches a browser, it is JSON."""
    hostile = "<img src=x onerror=alert(1)><mark>&lt;b&gt; pipeline"
    records = [
        ["briefs/", hostile, hostile, hostile, hostile, f"more {hostile}"]
    ] * NEIGHBOURS
    page.route("**/search-index/texts/*", lambda route: route.fulfill(json=records))
    page.goto("search/?q=pipeline")
    expect(page.locator(".search-results h2").first).to_have_text(hostile)
    expect(page.locator(".search-results .search-words").first).to_have_text(
        f"more {hostile}"
    )
    expect(page.locator(".search-facts").first).to_contain_text(hostile)
    assert page.locator(".search-page img").count() == 0
    page.goto("briefs/")
    page.get_by_role("combobox", name="Search").press_sequentially("pipeline")
    expect(page.get_by_role("option").first).to_contain_text(hostile)
    assert page.locator(".search-list img").count() == 0


def test_a_search_that_can_t_be_loaded_says_so(page: Page) -> None:
    page.route(
        "**/search-index/catalogue.json",
        lambda route: route.fulfill(body="not what was asked for"),
    )
    page.goto("search/?q=pipeline")
    expect(page.locator(".search-state")).to_contain_text("could not be loaded")
    page.unroute("**/search-index/catalogue.json")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".search-results li").first).to_be_visible()


def test_what_may_be_meant_is_found_and_told(page: Page) -> None:
    """Not asked, as the results are those already. The same under the box of every page."""
    for words in ("Vicor Ford", "Viktor Ford"):
        page.goto(f"search/?q={words}")
        expect(page.locator(".search-results h2").first).to_have_text("Victor Ford")
        expect(page.locator(".search-state")).to_have_text(
            re.compile(r"\d results?\s+Showing results for Victor Ford$"),
            use_inner_text=True,
        )
    for address, name in (("briefs/", "Search"), ("", "Search all briefs")):
        page.goto(address)
        page.get_by_role("combobox", name=name, exact=False).last.fill("Vicor Ford")
        options = page.get_by_role("option")
        expect(options.first).to_contain_text("Victor FordPerson")
        expect(
            options.filter(has_text="Showing results for Victor Ford")
        ).to_be_visible()


def test_what_no_result_has_is_told(page: Page) -> None:
    page.goto("search/?q=zugzwang pipeline")
    status = page.locator(".search-state [role=status]")
    expect(status).to_have_text(
        re.compile("^[0-9]+ results, none of them with “zugzwang”$")
    )
    page.get_by_label("Search for names").fill("?!")
    expect(status).to_contain_text("too common")
    page.get_by_label("Search for names").fill("zugzwang")
    expect(status).to_have_text("No results")
    expect(page.get_by_text("Try fewer words")).to_be_visible()
    page.get_by_label("Search for names").fill("mill licence")
    expect(status).to_have_text(
        re.compile(r"^\d+ results, \d+ of them with all words$")
    )
    expect(page.get_by_text("Try fewer words")).to_be_hidden()


def test_a_phrase_is_found_as_it_was_said(page: Page) -> None:
    page.goto("search/?q=“suffocation and encirclement”")
    status = page.locator(".search-state [role=status]")
    expect(status).to_have_text("No results")
    page.get_by_label("Search for names").fill("“encirclement and suffocation”")
    expect(status).to_have_text(re.compile("^[1-9]"))
    expect(page.locator(".search-results li").first).to_contain_text(
        "encirclement and suffocation"
    )


def test_a_phrase_is_looked_for_in_few_files_and_the_reader_is_told(page: Page) -> None:
    def with_one_file(route: Route) -> None:
        script = route.fetch().text().replace("MOST_FILES = 24", "MOST_FILES = 1")
        route.fulfill(body=script, content_type="text/javascript")

    page.route("**/search/finder.js", with_one_file)
    page.goto("search/?q=“River Council”")
    expect(page.locator(".search-state [role=status]")).to_have_text(
        re.compile("^[1-9][0-9]* results? among those that fit best$")
    )


def test_nothing_is_marked_but_words_that_were_looked_for(page: Page) -> None:
    page.goto("search/?q=license")
    marks = page.locator(".search-results mark")
    expect(marks.first).to_be_visible()
    assert {each.lower() for each in marks.all_inner_texts()} <= {
        "licence",
        "license",
        "licences",
        "licensed",
    }
    page.goto("search/?q=accede")  # and those of the same meaning
    expect(page.locator(".search-results mark").first).to_have_text(
        re.compile("join|member", re.IGNORECASE)
    )
    page.goto("search/?q=合作")
    expect(page.locator(".search-results mark").first).to_have_text("合作")


SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.hadRecentInput ? 0 : each.value)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum)));
})"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("query", ["vicor", "pipeline&kind=event&topic=energy"])
def test_nothing_moves_while_the_results_load(
    page: Page, width: int, query: str
) -> None:
    """The limit of https://web.dev/articles/cls for a good page is 0.1."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"search/?q={query}")
    expect(page.locator(".search-results li").first).to_be_visible()
    assert page.evaluate(SHIFTS) < 0.05


def test_a_phone_shows_which_filters_are_active(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("search/?q=pipeline&kind=event&topic=energy&actor=ada-stone&year=2009")
    summary = page.get_by_text("Filters: Events, Energy, 2009, Ada Stone")
    expect(summary).to_be_in_viewport()
    expect(page.locator("[data-filters]")).not_to_have_attribute("open", "")
    summary.click()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("[data-filters] > summary")).to_have_text("Filters")


@pytest.mark.parametrize("width", [360, 1440])
def test_three_tabs_lead_from_the_field_to_the_first_result(
    page: Page, width: int
) -> None:
    """Those of one brief stand together."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("search/?q=council")
    briefs = page.locator(".search-results > ol > li > h2 > a")
    first = briefs.first
    expect(first).to_be_visible()
    pages = briefs.evaluate_all("all => all.map((each) => each.pathname)")
    assert len(pages) == len({*pages})
    expect(page.locator(".search-results ol ol a").first).to_be_visible()
    page.get_by_label("Search for names").focus()
    tabs = 0
    while not first.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
        tabs += 1
        assert tabs <= 3
