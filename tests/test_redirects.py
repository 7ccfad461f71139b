"""What was renamed keeps its old address, with scripts and without."""

from collections.abc import Iterator

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from tests.conftest import Site, served
from tests.project import site_of, site_settings, without_papers

BRIEF = """
title: The bridge & the <river>
summary: It reopened.
date: 2024-05-14
topics: [water]
actors:
  - {id: maria-example, role: Mayor}
timeline:
  - {date: 2024-05, title: The bridge reopens, id: reopening, formerly: [bridge-opens], sources: [gazette]}
quotes:
  - {text: At last., speaker: maria-example, date: 2024-05-14, source: gazette, id: at-last, formerly: [finally]}
sources:
  gazette: {title: Bridge reopens}
corrections:
  - {date: 2024-06-01, text: There was no second bridge., formerly: [second-bridge]}
formerly: [old-bridge, foo-index]
"""

FILES = {
    "briefs/bridge.yml": BRIEF,
    "briefs/actors/maria-example.yml": "name: Maria Muster\nkind: person\nformerly: [maria]\n",
    "briefs/topics.yml": "water: {title: Water, summary: Water., formerly: [rivers]}\n",
}

MOVED = {
    "briefs/old-bridge/": "briefs/bridge/",
    "briefs/foo-index/": "briefs/bridge/",
    "actors/maria/": "actors/maria-example/",
    "topics/rivers/": "topics/water/",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    settings = {"mkdocs.yml": without_papers(site_settings()["mkdocs.yml"])}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://briefs.example/some/")
        built = site_of(
            tmp_path_factory.mktemp("project"), site_settings() | settings | FILES
        )
    with served(built) as site:
        yield site


@pytest.mark.parametrize("old", MOVED)
def test_an_old_address_leads_on_without_scripts(site: Site, old: str) -> None:
    """By a refresh, a link to click and the address that search engines take."""
    page = html.fromstring((site.folder / old / "index.html").read_bytes())
    leads_to = "../" + MOVED[old].split("/")[1] + "/"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [
        f"0; url={leads_to}"
    ]
    assert page.xpath("//body//a/@href") == [leads_to]
    assert page.xpath("//link[@rel='canonical']/@href") == [
        f"https://briefs.example/some/{MOVED[old]}"
    ]
    assert (site.folder / MOVED[old] / "index.html").is_file()


@pytest.mark.parametrize(
    ("scripts", "arrival"),
    [(True, "briefs/bridge/#reopening"), (False, "briefs/bridge/")],
)
def test_a_reader_arrives(
    browser: Browser,
    site: Site,
    scripts: bool,  # noqa: FBT001
    arrival: str,
) -> None:
    """With scripts at the very event; text of contributors stays text on the way."""
    context = browser.new_context(base_url=site.address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("briefs/old-bridge/#reopening", wait_until="commit")
    expect(page).to_have_url(site.address + arrival)
    expect(page.locator("h1")).to_contain_text("The bridge & the <river>")
    context.close()


def test_old_anchors_are_on_the_page(site: Site) -> None:
    page = html.fromstring((site.folder / "briefs/bridge/index.html").read_bytes())
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    old = ["second-bridge", "bridge-opens", "finally"]
    assert [each for each in ids if each in old] == old
    assert ids.index("reopening") - ids.index("bridge-opens") in {
        -1,
        1,
    }  # next to one another


def test_the_title_is_escaped(site: Site) -> None:
    text = (site.folder / "briefs/old-bridge/index.html").read_text(encoding="utf-8")
    assert "<title>The bridge &amp; the &lt;river&gt;</title>" in text
