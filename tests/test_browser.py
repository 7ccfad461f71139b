"""The site in a real browser, as a reader uses it."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import box
from tests.conftest import Site, Tab

BRIEF = "briefs/council-revival/"


def test_what_got_into_a_page_would_not_run(tab: Tab, site: Site) -> None:
    """The site tells browsers to run and load nothing but its own files."""
    tab.clear(site)
    page = tab.page
    markup = '<img src=x onerror="ran = 1"><script>ran = 1</script><script src="//evil.example/a.js"></script>'

    def add_markup(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response,
            body=response.text().replace("</article>", f"{markup}</article>"),
        )

    script = "ran = 1"
    page.route(
        "**/a.js",
        lambda route: route.fulfill(body=script, content_type="text/javascript"),
    )
    page.route(f"**/{BRIEF}", add_markup)
    page.goto(BRIEF, wait_until="networkidle")
    expect(page.locator("article > img").first).to_be_attached()
    assert page.evaluate("window.ran") is None
    assert tab.wrong  # the browser says what it has refused


def test_a_quote_is_copied_with_its_citation(page: Page, site: Site) -> None:
    page.goto(BRIEF)
    quote = page.locator(".quotes > li:has(#ten-years)")
    quote.evaluate("item => getSelection().selectAllChildren(item)")
    assert "Share" not in page.evaluate("getSelection().toString()")
    quote.get_by_text("Share").click()
    copied = copied_with(quote.get_by_role("button", name="Copy with citation"))
    expect(page.get_by_role("status")).to_have_text("Copied")  # which is read aloud
    assert copied.startswith(
        "“The wardens had almost ten years to show some results … Now the council should step in.” (Wen Lake, "
    )
    assert (
        "Source: Anna Brook, Owen Mill: Beefing up the river, River Gazette" in copied
    )
    assert not re.search("Note|Cited in|checked|Press|State media", copied)
    assert copied.endswith(
        f"Quoted in: Upland and Lowland put the River Council to work, {site.address}{BRIEF}#ten-years)"
    )
    assert_apa_is_copied(quote, "Quote by Wen Lake, ", site)
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        with page.expect_download() as saved:
            quote.get_by_role("link", name=name).click()
        (reference,) = read_references(
            saved.value.suggested_filename, saved.value.path().read_text()
        )
        assert reference == "council-revival:ten-years"


def read_references(name: str, text: str) -> list[str]:
    """The ids of the references in a file, each of which is whole."""
    match name.rpartition(".")[2]:
        case "json":
            return [each["id"] for each in json.loads(text)]
        case "bib":
            return re.findall(r"@online\{(.+),\n(?:  .+,\n)+\}\n", text)
        case _:
            return re.findall(r"TY {2}- ELEC\nID {2}- (.+)\n(?:.+\n)+ER {2}- \n", text)


def copied_with(button: Locator) -> str:
    button.click()
    expect(button).to_have_text("Copied")
    copied: str = button.page.evaluate("navigator.clipboard.readText()")
    return copied


def assert_apa_is_copied(entry: Locator, what: str, site: Site) -> None:
    """By the menu of an entry, which is open."""
    copied = copied_with(entry.get_by_role("button", name="Copy APA citation"))
    assert re.fullmatch(
        r"Briefs\. \(\d{4}, [A-Z][a-z]+ \d+\)\. Upland and Lowland put the River Council to work "
        rf"\[{re.escape(what)}.*\]\. {re.escape(site.address)}{BRIEF}#[a-z-]+",
        copied,
    )


@pytest.mark.parametrize("path", ["quotes/", "actors/jane-marsh/"])
def test_a_quote_in_a_list_is_copied_with_the_address_of_its_source(
    page: Page, site: Site, path: str
) -> None:
    page.goto(path)
    quote = page.locator(".quotes > li").first
    quote.get_by_text("Share").click()
    with page.expect_download() as saved:
        quote.get_by_role("link", name="BibTeX").click()
    name = saved.value.suggested_filename
    (reference,) = read_references(name, saved.value.path().read_text())
    assert reference.endswith(f":{name.removesuffix('.bib')}")
    copied = copied_with(quote.get_by_role("button", name="Copy with citation"))
    end = rf"Quoted in: .+, {re.escape(site.address)}briefs/[a-z-]+/#[a-z0-9-]+\)"
    assert re.fullmatch(
        rf"“.+” \([A-Z]\w+ [A-Z]\w+, [\w ]+\. Source: .+, https?://\S+ {end}", copied
    )
    assert not re.search(r"checked|Official,|Press,|State media", copied)


def test_an_event_is_copied_with_its_citation(page: Page, site: Site) -> None:
    page.goto(f"{BRIEF}#ford-tour")
    evidence = page.locator("#ford-tour ~ .evidence").first
    evidence.get_by_text("Share").click()
    copied = copied_with(evidence.get_by_role("button", name="Copy with citation"))
    assert re.match(r"[^[\]#]+\. Source: .+, River Gazette", copied)
    assert copied.endswith(
        f"(Upland and Lowland put the River Council to work, {site.address}{BRIEF}#ford-tour)"
    )
    assert_apa_is_copied(
        evidence, "Event: November 2010 Ford tours both capitals", site
    )


def test_a_feed_is_a_page_in_a_browser(page: Page) -> None:
    """With titles, days and links, and without what only programs need."""
    page.route(
        "**/favicon.ico", lambda route: route.fulfill(status=204)
    )  # XML names no other
    page.goto("topics/smuggling/")
    page.get_by_role("link", name="see the feed").click()
    expect(page).to_have_url(re.compile(r"feeds/topics/smuggling\.xml$"))
    expect(page.locator("feed > title")).to_have_text("Smuggling · Briefs")
    for hidden in ("id", "updated", "content"):
        expect(page.locator(f"entry > {hidden}").first).to_be_hidden()
    entry = page.locator("entry").first
    expect(entry.locator("p")).to_have_text(
        re.compile(r"^\d+ \w+ 20\d\d · Open the brief\s*$")
    )
    expect(entry.locator("p")).to_be_visible()
    assert "/briefs/" in str(entry.locator("a").get_attribute("href"))
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 5


def test_the_section_that_is_read_is_marked_and_opened_where_there_is_no_room_beside_the_text(
    page: Page,
) -> None:
    contents = page.locator("details.contents")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(BRIEF)
    expect(contents).to_be_hidden()
    expect(page.get_by_role("navigation", name="On this page")).to_be_visible()
    page.get_by_role("heading", name="Background").evaluate(
        "heading => heading.scrollIntoView()"
    )
    expect(page.locator(".md-nav__link[aria-current]")).to_have_text("Background")
    page.set_viewport_size({"width": 360, "height": 800})
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
    contents.get_by_text("On this page").click()
    contents.get_by_role("link", name="What we don’t know").click()
    expect(page.get_by_role("heading", name="What we don’t know")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "section"),
    [(BRIEF, "Briefs"), ("actors/victor-ford/", "Actors"), ("timeline/", "Timeline"), ("contribute/write/", "Contribute")],
)  # fmt: skip
def test_the_navigation_shows_where_one_is(page: Page, path: str, section: str) -> None:
    """All of it, at every width: on a phone it is a menu, which other links and Escape close."""
    navigation = page.get_by_role("navigation", name="Navigation")
    current, menu = navigation.locator("[aria-current]"), navigation.get_by_text("Menu")
    page.goto(path)
    expect(menu).to_be_hidden()
    for width in (1280, 820, 360):
        page.set_viewport_size({"width": width, "height": 800})
        if width == 360:
            expect(current).to_be_hidden()
            menu.click()
        expect(current).to_have_text(section)
        for link in (
            navigation.get_by_role("link").first,
            navigation.get_by_role("link").last,
        ):
            expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(current).to_be_hidden()
    expect(menu).to_be_focused()


def test_sections_can_be_skipped_and_menus_closed_and_no_key_is_a_shortcut(
    page: Page,
) -> None:
    """WCAG 2.2, 2.1.4: speech would press it. No key does in a brief what it does on no other site, either."""
    page.goto(f"{BRIEF}#mill-raid")
    link = page.locator("#mill-raid ~ .evidence a").first
    link.focus()
    for key in ("/", "ArrowRight"):
        page.keyboard.press(key)
        expect(link).to_be_focused()
    expect(page.locator("[aria-keyshortcuts]")).to_have_count(0)
    entries = page.locator(".event, .quote-heading").count()
    assert page.locator(".entry-menu > summary").count() == entries > 10
    for stop in (
        ":is(.event, .quote-heading) .headerlink",
        ".entry-menu :is(a, button)",
    ):
        assert page.locator(stop).locator("visible=true").count() == 0
    skip = page.get_by_role("link", name="Skip to Relations")
    skip.focus()
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#relations$"))
    page.locator("#mill-raid ~ .evidence summary").first.press("Enter")
    expect(page.get_by_role("button", name="Copy link").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Copy link").first).to_be_hidden()


def test_the_rest_of_long_lists_is_folded(page_without_scripts: Page) -> None:
    """At every width. What a link leads to opens, and the contents stay within reach."""
    page = page_without_scripts
    folds = ".fold:not(.reasons, .relations)"
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(BRIEF)
    last = page.locator(f"{folds} [id]").last
    expect(last).to_be_hidden()
    page.goto(f"{BRIEF}#{last.get_attribute('id')}")
    expect(last.locator("xpath=ancestor::li | self::h4").last).to_be_in_viewport()
    page.locator(".contents > summary").click()
    page.locator(".contents").get_by_role("link", name="Key judgements").click()
    expect(page.locator("#key-judgements")).to_be_in_viewport()
    expect(page.locator(".reasons > p").first).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("briefs/")
    page.goto(BRIEF)
    expect(last).to_be_hidden()
    page.locator(f"{folds}:has([id]) > summary").last.click()
    expect(last).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator(f"{folds} > summary").locator("visible=true").count() == 0
    assert page.locator(f"{folds} :is(li, h4)").first.is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("wanted", "suggested"),
    [
        ("briefs/council-revivall/", "briefs/council-revival/"),
        ("brief/council-revival.html", "briefs/council-revival/"),
        ("timelin", "timeline/"),
        ("nothing-like-any-other-page-of-the-site", None),
    ],
)
def test_an_address_that_leads_nowhere(
    tab: Tab, site: Site, wanted: str, suggested: str | None
) -> None:
    """The server of the tests has its own page for these, unlike hosts of static sites."""
    tab.clear(site)
    page = tab.page
    missing = (site.folder / "404.html").read_text()
    page.route(
        f"**/{wanted}",
        lambda route: route.fulfill(status=404, body=missing, content_type="text/html"),
    )
    with page.expect_response("**/sitemap.xml"):
        page.goto(wanted)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("search", name="").last).to_be_visible()
    links = page.locator("[data-missing] a")
    if suggested:
        expect(links).to_have_attribute("href", f"/{suggested}")
    else:
        expect(page.locator("[data-missing]")).to_be_hidden()
    expect(
        page.locator(".cast").get_by_role("link", name="Timeline")
    ).to_have_attribute("href", "/timeline/")


def test_a_citation_is_copied(page: Page) -> None:
    page.goto(BRIEF)
    page.get_by_text("Chicago, MLA, BibTeX").click()
    mla = page.locator(".citation").nth(2)
    copied = copied_with(mla.get_by_role("button", name="Copy citation"))
    assert copied.startswith(
        "Briefs. Upland and Lowland Put the River Council to Work. "
    )
    assert copied.endswith("briefs/council-revival/")


def test_a_tour_by_keyboard(page: Page) -> None:
    """Skip to the content, go on to a brief, an actor and a source, and see the focus all the way."""
    page.goto("")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")

    def go_to(wanted: Callable[[str, str], bool], most: int = 200) -> None:
        page.wait_for_load_state()  # the address is new before there is anything to focus
        for _ in range(most):
            page.keyboard.press("Tab")
            focus = page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e.textContent.trim(), e.getAttribute('href') ?? '', s.outlineStyle, s.outlineWidth]; })()"
            )
            assert focus[2] != "none", focus
            assert focus[3] != "0px", focus
            if wanted(focus[0], focus[1]):
                page.keyboard.press("Enter")
                return
        pytest.fail("the focus never got there")

    go_to(lambda _, address: address == BRIEF)
    expect(page).to_have_url(re.compile(rf"/{BRIEF}$"))
    go_to(lambda text, _: text == "Victor Ford")
    expect(page).to_have_url(re.compile("/actors/victor-ford/$"))
    go_to(lambda _, address: address.endswith("#sanctions"))
    expect(page).to_have_url(re.compile(rf"/{BRIEF}#sanctions$"))


def test_the_header_covers_neither_the_focus_nor_the_target_of_a_link(
    page: Page,
) -> None:
    """WCAG 2.2, 2.4.11: also on the way back, where the browser scrolls up."""
    is_covered = (
        "each => { const at = each.getBoundingClientRect(), top = document.elementFromPoint(at.x + 3, at.y + 3);"
        " return !!top?.closest('header') && !each.closest('header'); }"
    )
    page.goto(f"{BRIEF}#sanctions")
    assert box(page.get_by_role("banner"))["y"] == 0
    assert not page.locator(":target").evaluate(is_covered)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator("footer a").first.focus()
    for _ in range(80):
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate(f"({is_covered})(document.activeElement)")


def test_dark_light_and_automatic(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).not_to_have_css("background-color", dark)
    choice = page.get_by_role("button", name="Theme:")
    for name in ("light", "dark"):
        choice.click()
        expect(choice).to_have_accessible_name(f"Theme: {name}")
    page.goto("briefs/")
    expect(page.locator("body")).to_have_css("background-color", dark)


def test_chosen_colours_hide_nothing(new_page: Page) -> None:
    """Of `forced-colors`: what a filling or a shade says has a line, and no text is as its background."""
    page = new_page
    page.emulate_media(forced_colors="active")
    page.goto("search/?q=council")
    button = page.locator(".search-field button")
    expect(button).to_have_css("forced-color-adjust", "none")
    expect(button).not_to_have_css(
        "color", button.evaluate("each => getComputedStyle(each).backgroundColor")
    )
    page.goto("timeline/")
    tabs = page.locator(".md-tabs__item")
    widths = tabs.evaluate_all(
        "all => all.map((each) => parseFloat(getComputedStyle(each).borderBottomWidth))"
    )
    assert sorted(widths, reverse=True)[:2] == [3, 0]


def test_paper_shows_the_brief_and_nothing_else(page: Page) -> None:
    page.goto(BRIEF)
    page.emulate_media(media="print")
    for frame in (
        ".search-box", "[data-choose-scheme]", ".md-tabs", ".md-footer", ".crumbs", ".headerlink", "#cite",
        "text=Report an error", "text=Show as list", ".copying",
    ):  # fmt: skip
        expect(page.locator(frame).first).to_be_hidden()
    expect(page.locator(".site-name")).to_be_visible()
    for line in page.locator(".quote-by, .evidence").all_inner_texts():
        assert not line.rstrip().endswith("·")
    expect(page.locator("article time").first).to_have_css("white-space", "nowrap")
    expect(page.locator("a[href^='#source--']").first).to_have_css(
        "display", "inline"
    )  # no full stop after it begins a line
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".citation").first).to_be_visible()


@pytest.mark.parametrize(
    ("address", "chosen", "number"),
    [
        ("timeline/?topic=smuggling&from=2010", ("topic", "from"), "of"),
        ("quotes/?words=river", ("words",), "of"),
        ("timeline/", (), "events"),
    ],
)
def test_paper_names_the_filter(
    page: Page, address: str, chosen: tuple[str, ...], number: str
) -> None:
    """With what was chosen, and how much of the list that is; not with what was not chosen."""
    page.goto(address)
    page.emulate_media(media="print")
    form = page.locator("form.filter")
    expect(form.locator("output")).to_contain_text(number)
    shown = [
        field.get_attribute("name")
        for field in form.locator("input, select").all()
        if field.is_visible()
    ]
    assert tuple(shown) == chosen
    assert not any(button.is_visible() for button in form.locator("button").all())


@pytest.mark.parametrize(
    ("path", "field", "value", "said"),
    [
        ("timeline/", "select[name=status]", "disputed", "1 of 22 events"),
        ("quotes/", "input[name=words]", "suffocation", "1 of "),
        ("quotes/", "select[name=check]", "not-checked", " of "),
        ("search/", ".search-page input[name=q]", "suffocation", " result"),
        ("briefs/", "form[data-search] input[name=q]", "suffocation", " result"),
    ],
)
def test_what_is_entered_before_scripts_are_loaded_stays(
    page: Page, path: str, field: str, value: str, said: str
) -> None:
    quick = page.context.new_page()
    quick.add_init_script(f"""document.addEventListener("DOMContentLoaded", () => {{
        const field = document.querySelector("{field}");
        field.value = "{value}";
        field.focus();
    }})""")
    quick.goto(path)
    expect(
        quick.locator("output, [role=status]").filter(has_text=said)
    ).not_to_have_count(0)
    expect(quick.locator(field)).to_have_value(value)
    if path != "briefs/":
        expect(quick).to_have_url(re.compile(rf"\?\w+={value}$"))
