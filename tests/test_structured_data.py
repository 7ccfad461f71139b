"""What search engines, and those who share a page, are told of it: read back by pyld and lxml."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html
from markdown import markdown
from pyld import jsonld

from briefing_site.site import Site
from tests import odd, readers
from tests.project import Files, first_seen, linked, site_briefs
from tests.taking import records

HOST = "https://briefs.example/"
SCHEMA = "https://schema.org/"
SITES = {site.address: site for site in (odd.SITE, Site())}
"""By address: that of one is known."""


def context(_url: str, _options: object) -> dict[str, object]:
    """In place of the vocabulary's own context, which is on the web."""
    return {
        "contextUrl": None,
        "documentUrl": SCHEMA,
        "document": {
            "@context": {
                "@vocab": SCHEMA,
                "url": {"@type": "@id"},
                "item": {"@type": "@id"},
            }
        },
    }


def things(text: str) -> list[dict[str, Any]]:
    """All nodes of a document, each with all that is said of it anywhere."""
    flat: list[dict[str, Any]] = jsonld.flatten(
        json.loads(text), None, {"documentLoader": context}
    )
    return flat


def of_type(nodes: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [node for node in nodes if SCHEMA + name in node.get("@type", [])]


def value(node: dict[str, Any], name: str) -> object:
    (only,) = node[SCHEMA + name]
    return only.get("@value", only.get("@id"))


@cache
def rendered(address: str) -> Files:
    return Files(linked(odd.briefs()), SITES[address])


def page(path: str, site: Site = odd.SITE) -> str:
    return rendered(site.address)[path].decode()


def structured(path: str, site: Site = odd.SITE) -> str:
    _, _, last = page(path, site).rpartition('<script type="application/ld+json">')
    return last.removesuffix("</script>\n")


def test_a_brief_and_an_actor() -> None:
    nodes = things(structured("briefs/odd.md"))
    page = "https://briefs.example/sub/briefs/odd/"
    (brief,) = of_type(nodes, "Report")
    assert brief["@id"] == page
    assert value(brief, "headline") == odd.TEXT
    assert value(brief, "dateModified") == "2015-03-04"
    assert value(brief, "license") == "https://creativecommons.org/licenses/by/4.0/"
    assert value(brief, "contentReferenceTime") == "2014-01-02"
    assert SCHEMA + "datePublished" not in brief
    (person,) = [
        node for node in of_type(nodes, "Person") if node["@id"].startswith("http")
    ]
    assert person["@id"] == "https://briefs.example/sub/actors/person/"
    assert value(person, "name") == odd.TEXT
    assert [value(each, "name") for each in of_type(nodes, "Country")] == ["上海"]
    assert [value(each, "contentUrl") for each in of_type(nodes, "MediaObject")] == [
        f"{page}odd.pdf",
        "https://briefs.example/sub/api/v1/briefs/odd.json",
    ]
    (trail,) = of_type(nodes, "BreadcrumbList")
    assert len(trail[SCHEMA + "itemListElement"]) == 3
    (actor,) = of_type(things(structured("actors/person.md")), "Person")
    assert (value(actor, "name"), value(actor, "subjectOf")) == (odd.TEXT, page)


@pytest.mark.parametrize("site", SITES.values())
@pytest.mark.parametrize(
    "path",
    ["briefs/odd.md", "actors/person.md", "index.md", "timeline.md", "actors/index.md"],
)
def test_it_stays_within_its_script_element(path: str, site: Site) -> None:
    data = structured(path, site)
    body = page(path, site).split("---\n", 2)[2]
    made = markdown(body, extensions=["attr_list", "md_in_html", "tables"])
    assert html.fromstring(f"<div>{made}</div>").xpath("//script/text()") == [data]
    assert made.endswith(f">{data}</script>")
    assert not set(data) & set("<>&\u2028\u2029")


def test_without_an_address_nothing_pretends_to_have_one() -> None:
    data = structured("briefs/odd.md", Site())
    assert "@id" not in data
    nodes = things(data)
    assert value(of_type(nodes, "Report")[0], "headline") == odd.TEXT
    assert of_type(nodes, "BreadcrumbList") == []
    assert [node for node in nodes if SCHEMA + "url" in node] == []


def test_a_brief_has_the_same_dates_everywhere() -> None:
    """The day that it describes and that of the last update, named as such, and its publication; no other."""
    briefs = site_briefs()
    library = linked(briefs, first_seen(briefs, "2025-10-01", until="2026-02-01"))
    made = Files(library, Site(address=HOST), slow=True)
    path, dated = (
        "briefs/council-revival",
        "As of 2 September 2025 · updated 26 January 2026",
    )
    assert dated in readers.paper(made[f"{path}/council-revival.pdf"])
    assert dated in made[f"{path}/index.md.txt"].decode()
    for lists in (f"{path}.md", "index.md", "briefs/index.md", "topics/smuggling.md"):
        assert dated in re.sub("<[^>]+>", "", made[lists].decode())
    (result,) = (each for each in records(library) if each.address == f"{path}/")
    assert (result.date, result.year) == ("As of 2 September 2025", 2025)
    text = made[f"{path}.md"].decode()
    (brief,) = of_type(
        things(text.rpartition('json">')[2].removesuffix("</script>\n")), "Report"
    )
    days = ("2025-09-02", "2025-10-01", "2026-01-26")
    names = ("contentReferenceTime", "datePublished", "dateModified")
    assert tuple(value(brief, name) for name in names) == days
    head = yaml.safe_load(text.split("---\n")[1])
    assert head["updated"] == days[2]
    dates = {
        each["name"]: each["content"].replace("/", "-") for each in head["citation"]
    }
    assert (dates["citation_publication_date"], dates["citation_online_date"]) == days[
        1:
    ]


def test_what_was_updated_before_it_was_published_was_not_updated_since() -> None:
    briefs = odd.briefs()
    made = Files(linked(briefs, first_seen(briefs, "2020-01-01")), odd.SITE)
    text = made["briefs/odd.md"].decode()
    assert '"datePublished":"2020-01-01","dateModified":"2020-01-01"' in text
    assert "updated <time" not in text


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, html.HtmlElement]:
    found = readers.pages(built)
    return {
        path: page
        for path, page in found.items()
        if not page.xpath("//meta[@http-equiv='refresh']")
    }


def test_built_pages_hold_it(pages: dict[str, html.HtmlElement]) -> None:
    for address, kind in {
        "": "WebSite", "briefs/council-revival/": "Report", "actors/victor-ford/": "Person", "actors/lowland/": "Country",
        "topics/smuggling/": "CollectionPage", "timeline/": "CollectionPage",
    }.items():  # fmt: skip
        (script,) = pages[address].xpath("//script[@type='application/ld+json']/text()")
        assert HOST + address in [
            value(node, "url") for node in of_type(things(script), kind)
        ], address
    (script,) = pages[""].xpath("//script[@type='application/ld+json']/text()")
    assert f"{HOST}search/?q={{search_term_string}}" in script


def test_what_is_told_to_those_who_share_a_page(
    built: Path, pages: dict[str, html.HtmlElement]
) -> None:
    for address, page in pages.items():
        if address == "404.html":
            continue
        told = {
            element.get("property") or element.get("name"): element.get("content")
            for element in page.xpath("//head/meta[@content]")
        }
        assert (
            told["og:url"]
            == HOST + address
            == page.xpath("string(//link[@rel='canonical']/@href)")
        )
        assert told["og:description"] == told["description"], address
        assert (built / told["og:image"].removeprefix(HOST)).is_file()
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:title"] in told["og:image:alt"]
        assert told["twitter:card"] == "summary_large_image"
    told = {
        each.get("property"): each.get("content")
        for each in pages["briefs/council-revival/"].xpath("//meta[@property]")
    }
    assert told["og:type"] == "article"
    assert told["og:title"] == "Upland and Lowland put the River Council to work"
    assert told["og:image"] == f"{HOST}briefs/council-revival/card.png"
    assert told["article:modified_time"] == "2026-01-26"
    for path, card in (
        ("topics/energy/", "topics/energy/card.png"),
        ("actors/ada-stone/", "actors/ada-stone/card.png"),
        ("actors/upland-oil/", "card.png"),  # it has no profile
    ):
        (picture,) = pages[path].xpath("//meta[@property='og:image']/@content")
        assert picture == HOST + card
        assert pages[path].xpath("//meta[@property='og:type']/@content") == ["website"]


def test_the_map_of_the_site(built: Path, pages: dict[str, html.HtmlElement]) -> None:
    """Each page once; a date where the last change is known, and never the day of the build."""
    robots = (built / "robots.txt").read_text()
    assert f"Sitemap: {HOST}sitemap.xml" in robots
    urls = etree.parse(built / "sitemap.xml").getroot()
    dates = {url.findtext("{*}loc"): url.findtext("{*}lastmod") for url in urls}
    assert len(dates) == len(urls)
    hidden = {
        path
        for path, page in pages.items()
        if page.xpath("//meta[@name='robots'][@content='noindex']")
    }
    assert dates.keys() == {
        HOST + address for address in pages.keys() - hidden - {"404.html"}
    }
    assert dates[f"{HOST}briefs/council-revival/"] == "2026-01-26"
    undated = {
        str(address).removeprefix(HOST).split("/")[0]
        for address, day in dates.items()
        if not day
    }
    assert undated == {"about", "contribute", "data", "glossary", "method", "search"}
