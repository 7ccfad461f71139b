"""The built site: whole, and every link on it leads somewhere."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from briefing_site.engines.links import dead_links
from tests import readers

HOST = "https://briefs.example/"
"""Where the site stands for the tests."""


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, html.HtmlElement]:
    """Every page by its address."""
    return {HOST + path: page for path, page in readers.pages(built).items()}


def test_addresses_that_were_promised(built: Path) -> None:
    for address in (
        "", "briefs", "briefs/council-revival", "actors", "actors/victor-ford", "topics", "topics/smuggling",
        "timeline", "quotes", "sources", "new",
    ):  # fmt: skip
        assert (built / address / "index.html").is_file(), address


def test_every_link_leads_somewhere(built: Path) -> None:
    """Links, anchors, styles, scripts and pictures of the site's own."""
    assert [*dead_links(built, HOST)] == []


def test_keyboards_skip_to_the_next_section(pages: dict[str, html.HtmlElement]) -> None:
    """But not from year to year of a list."""
    brief, timeline = (
        pages[f"{HOST}{page}/"].xpath("//a[@class='skip-section']")
        for page in ("briefs/council-revival", "timeline")
    )
    assert "#relations" in {each.get("href") for each in brief}
    assert timeline == []


VOID = {"br", "hr", "img", "input", "link", "meta"}


class _Tags(HTMLParser):
    """The elements that are open, innermost last; an end tag that ends none of them stays, too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 -- its name in the base class
        self.open += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Neither begins nor ends anything."""

    def handle_endtag(self, tag: str) -> None:
        self.open[-1:] = [] if self.open[-1:] == [tag] else [f"{self.open[-1:]}</{tag}"]


def test_each_tag_that_is_opened_is_closed(built: Path) -> None:
    """On pages; plain text has no tags."""
    texts = {str(path): path.read_text() for path in built.rglob("*.html")}
    assert {
        name: tags for name, text in texts.items() if (tags := _Tags(text).open)
    } == {}
    for path in built.rglob("*.txt"):
        assert not re.search(r"</?[a-z]+[\s/>]", path.read_text()), path


def test_our_texts_have_typographic_apostrophes(
    pages: dict[str, html.HtmlElement],
) -> None:
    """Unlike code; what contributors write is shown as they typed it, so that quotes stay word for word."""
    for path in ("about/", "data/", "contribute/", "404.html"):
        texts = pages[HOST + path].xpath("//body//text()[not(ancestor::code)]")
        assert not [each for each in texts if re.search(r"\w'\w", each)]


def test_no_id_stands_twice(pages: dict[str, html.HtmlElement]) -> None:
    for address, page in pages.items():
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), address


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, html.HtmlElement]) -> None:
    """No style, script, picture or frame of another host, and nothing that is fetched ahead."""
    for address, page in pages.items():
        for element, _, link, _ in page.iterlinks():
            if element.tag in {"a", "form"} or element.get("rel") == "canonical":
                continue
            assert urljoin(address, link).startswith(HOST), (
                address,
                html.tostring(element),
            )


NOWHERE = (
    "//script[not(@src) and not(@type='application/ld+json')]",  # which a policy may forbid
    "//*[@tabindex < 0]",  # which keys skip
    "//a[starts-with(@href, 'http') or starts-with(@href, '//')][@target]",  # so other hosts can't reach back
    "//meta[@name='description'][string-length(@content) < 11 or string-length(@content) > 160]",
)
"""What no page has."""


def test_no_page_has_what_none_may_have(pages: dict[str, html.HtmlElement]) -> None:
    found = {
        (address, path): page.xpath(path)
        for address, page in pages.items()
        for path in NOWHERE
    }
    assert {place: each for place, each in found.items() if each} == {}


def test_edit_leads_to_the_file_that_a_page_is_made_from(
    pages: dict[str, html.HtmlElement],
) -> None:
    edit = {
        address: sorted(set(page.xpath("//a[contains(@href, '/edit/')]/@href")))
        for address, page in pages.items()
    }
    base = "https://git.example/owner/briefs/edit/main/"
    assert edit[f"{HOST}briefs/council-revival/"] == [
        f"{base}briefs/council-revival.yml"
    ]
    assert edit[f"{HOST}actors/victor-ford/"] == [
        f"{base}briefs/actors/victor-ford.yml"
    ]
    assert edit[f"{HOST}topics/smuggling/"] == [f"{base}briefs/topics.yml"]
    assert edit[f"{HOST}timeline/"] == []


def test_pages_tell_programs_of_feeds_calendars_and_data(
    pages: dict[str, html.HtmlElement],
) -> None:
    """Where each leads is tested with all links."""

    def alternates(path: str) -> list[tuple[str, str]]:
        links = pages[HOST + path].xpath("//head/link[@rel='alternate']")
        return [
            (
                link.get("type"),
                urljoin(HOST + path, link.get("href")).removeprefix(HOST),
            )
            for link in links
        ]

    def data(name: str) -> list[tuple[str, str]]:
        return [
            ("application/json", f"api/v1/{name}.json"),
            ("text/csv", f"api/v1/{name}.csv"),
        ]

    feeds = [
        ("application/atom+xml", "feeds/{}.atom"),
        ("application/feed+json", "feeds/{}.json"),
    ]
    for path, subject, rest in (
        ("", "all", [("text/calendar", "calendars/all.ics"), ("application/json", "api/v1/index.json")]),
        ("topics/smuggling/", "topics/smuggling", [("text/calendar", "calendars/topics/smuggling.ics")]),
        ("actors/victor-ford/", "actors/victor-ford", [("text/calendar", "calendars/actors/victor-ford.ics"), ("application/json", "api/v1/actors/victor-ford.json")]),
        ("briefs/council-revival/", "briefs/council-revival", [("application/json", "api/v1/briefs/council-revival.json")]),
        ("timeline/", "all", [("text/calendar", "calendars/all.ics"), ("application/json", "api/v1/events.json"), ("text/csv", "api/v1/events.csv")]),
        ("quotes/", "all", data("quotes")),
        ("forecasts/", "all", data("forecasts") + data("removed_forecasts")),
        ("about/", "all", []),
    ):  # fmt: skip
        expected = [(type_, address.format(subject)) for type_, address in feeds] + rest
        if not path.startswith(("actors", "about")):
            expected.append(("text/plain", f"{path}index.md.txt"))
        assert sorted(alternates(path)) == sorted(expected)


def test_pages_offer_readers_what_they_tell_programs_of(
    pages: dict[str, html.HtmlElement],
) -> None:
    for path in (
        "",
        "topics/smuggling/",
        "actors/victor-ford/",
        "timeline/",
        "briefs/council-revival/",
    ):
        page = pages[HOST + path]
        offered = page.xpath(
            "//*[contains(@class, 'alternates') or contains(@class, 'downloads')]//a/@href"
        )
        told = page.xpath("//head/link[@rel='alternate']/@href")
        links = {
            urljoin(HOST + path, link) for link in told if not link.endswith(".txt")
        }
        if path.startswith(
            ("briefs/", "timeline/")
        ):  # as a page for browsers, or that of the site
            links = {each for each in links if "/feeds/" not in each}
        assert links <= {urljoin(HOST + path, link) for link in offered}
        assert told


def test_reference_managers_find_what_they_need(
    pages: dict[str, html.HtmlElement],
) -> None:
    page = pages[f"{HOST}briefs/council-revival/"]
    tags = [
        (tag.get("name"), tag.get("content"))
        for tag in page.xpath("//head/meta[starts-with(@name, 'citation_')]")
    ]
    assert dict(tags).keys() == {
        f"citation_{name}" for name in (
            "title", "author", "online_date", "technical_report_institution", "language", "keywords",
            "abstract_html_url", "pdf_url",
        )
    }  # fmt: skip
    assert (
        dict(tags)["citation_title"]
        == "Upland and Lowland put the River Council to work"
    )
    assert (
        dict(tags)["citation_pdf_url"]
        == f"{HOST}briefs/council-revival/council-revival.pdf"
    )
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", dict(tags)["citation_online_date"])


def test_a_version_is_for_those_who_cite_it_and_not_for_search_engines(
    pages: dict[str, html.HtmlElement],
) -> None:
    """So the map of the site, which lists all other pages, leaves it out."""
    address = f"{HOST}briefs/ferry-line/versions/2022-03-01/"
    page, brief = pages[address], pages[f"{HOST}briefs/ferry-line/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    assert page.xpath("//link[@rel='latest-version']/@href") == ["../../"]
    assert brief.xpath("//link[@rel='predecessor-version']/@href") == [
        "versions/2022-03-01/"
    ]
    assert brief.xpath("//h2[@id='history']/following-sibling::p[1]//a/@href") == [
        "versions/2022-03-01/"
    ]
    assert brief.xpath("//meta[@name='robots']") == []


def test_every_brief_ends_with_what_can_be_done_with_it(
    pages: dict[str, html.HtmlElement],
) -> None:
    briefs = [
        page
        for address, page in pages.items()
        if page.xpath("//ul[contains(@class, 'downloads')]")
        and "/versions/" not in address
    ]
    assert len(briefs) == 4
    for page in briefs:
        (panel,) = page.xpath("//ul[contains(@class, 'downloads')]")
        cited = panel.xpath("./li[p/strong = 'Cite a version']//a/@href")
        headings = [
            "Cite (APA)",
            *["Cite a version"] * len(cited),
            "Download",
            "Follow",
            "Data",
            "Correct",
        ]
        assert panel.xpath("./li/p/strong/text()") == headings
        assert {
            "BibTeX", "RIS", "CSL-JSON", "PDF", "Plain text", "What’s new", "Feed of this brief", "Feed of all briefs", "JSON", "Edit in the form", "Edit the file", "Report an error",
        } == set(panel.xpath("./li[not(p/strong = 'Cite a version')]//a/text()"))  # fmt: skip


def test_the_navigation_is_short(pages: dict[str, html.HtmlElement]) -> None:
    """No brief is listed in it: with a thousand of them every page would carry all."""
    for page in pages.values():
        links = page.xpath("//nav[contains(@class, 'md-tabs')]//a")
        assert len(links) == 13
        assert not [link for link in links if "council-revival" in link.get("href", "")]


def test_browsers_do_not_ask_for_an_icon_that_is_not_there(
    built: Path, pages: dict[str, html.HtmlElement]
) -> None:
    """Each page names one, also those that lead on; a browser asks the root of the host for `favicon.ico` otherwise."""
    for address, page in pages.items():
        base = HOST if address.endswith("404.html") else address
        (icon, *_) = page.xpath("//link[@rel='icon']/@href")
        path = urljoin(base, icon).removeprefix(HOST)
        assert (built / path).is_file(), address


def test_the_site_has_its_own_identity(
    built: Path, pages: dict[str, html.HtmlElement]
) -> None:
    for address, page in pages.items():
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue
        icons = page.xpath("//link[@rel='icon' or @rel='apple-touch-icon']/@href")
        assert len(icons) == 3
        assert all("assets/icons/" in icon for icon in icons), address
        text = page.text_content()
        assert "Table of contents" not in text
        assert page.xpath("//footer//a[@rel='license']"), address
        base = HOST if address.endswith("404.html") else address
        links = {urljoin(base, link) for link in page.xpath("//footer//a/@href")}
        assert {f"{HOST}about/#corrections", f"{HOST}data/#feeds"} <= links, address
        footer = page.xpath("//footer")[0].text_content()
        assert "Published by" not in footer, "nobody is named in mkdocs.yml"
        assert "Edited by" not in footer
    manifest = json.loads((built / "site.webmanifest").read_text())
    assert manifest["name"] == "Briefs"
    assert all((built / icon["src"]).is_file() for icon in manifest["icons"])


def test_the_footer_dates_the_last_change(
    built: Path, pages: dict[str, html.HtmlElement]
) -> None:
    briefs = json.loads((built / "api/v1/briefs.json").read_text())["briefs"]
    changed = {
        each["id"]: date.fromisoformat(each["updated"] or each["date"])
        for each in briefs
    }
    of_topic = [changed[each["id"]] for each in briefs if "smuggling" in each["topics"]]
    for path, expected in (
        ("", max(changed.values())),
        ("briefs/", max(changed.values())),
        ("briefs/council-revival/", changed["council-revival"]),
        ("topics/smuggling/", max(of_topic)),
    ):
        (time,) = pages[HOST + path].xpath("//footer//time")
        assert time.get("datetime") == expected.isoformat()
        assert time.text == f"{expected.day} {expected:%B %Y}"
    assert pages[f"{HOST}about/"].xpath("//footer//time") == []


def test_cards_have_labelled_dates_and_a_picture(
    pages: dict[str, html.HtmlElement],
) -> None:
    for path in ("briefs/", "topics/smuggling/"):
        cards = pages[HOST + path].xpath("//ul[@class='cards']/li")
        assert cards
        for card in cards:
            assert (
                card.xpath(".//p[contains(@class, 'facts')]")[0]
                .text_content()
                .startswith("As of ")
            )
            (picture,) = card.xpath(".//svg")
            assert picture.get("aria-hidden") == "true"
            assert picture.xpath("./path[@class='strip-dot']")


def test_a_page_names_the_way_to_it(pages: dict[str, html.HtmlElement]) -> None:
    page = pages[f"{HOST}briefs/council-revival/"]
    assert page.xpath("//*[@aria-label='Breadcrumb']//a/text()") == ["Home", "Briefs"]
    assert page.xpath("//p[starts-with(., 'Topics:')]/a/text()") == [
        "River security",
        "Smuggling",
        "Upland and Lowland",
    ]
    assert page.xpath("//span[@class='actions']//a/text()") == ["PDF", "Cite", "Follow"]
