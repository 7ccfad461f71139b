"""A site with nothing yet, or with very little: no link on it leads nowhere, and no heading stands for nothing."""

import re
from pathlib import Path

import pytest
from lxml import html

from briefing_site.engines.links import dead_links
from tests.project import make, run, with_settings

SMALLEST = "title: A brief\nsummary: Short.\ndate: 2020-01-01\nsources: {p: {title: A paper}}\nbackground: So [@p].\n"
TOPICS = "trade: {title: Trade, summary: Goods.}\n"
SITES = {
    "nothing": {},
    "a topic and a draft": {
        "briefs/topics.yml": TOPICS,
        "briefs/a.yml": SMALLEST + "status: draft\n",
    },
    "an actor without a brief": {
        "briefs/actors/jane.yml": "name: Jane\nkind: person\n"
    },
    "the smallest brief": {"briefs/a.yml": SMALLEST},
    "an event": {
        "briefs/a.yml": SMALLEST
        + "timeline: [{date: 2019, title: It happened, sources: [p]}]\n"
    },
}


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    own = with_settings(
        exports=["data", "calendars", "references", "feeds"]
    )  # what pages show is enough
    ended = run(make(tmp_path, SITES[request.param] | own), "build")
    assert (ended.returncode, ended.stderr) == (0, "")
    return tmp_path / "site"


def test_a_small_site_is_whole(site: Path) -> None:
    assert [*dead_links(site)] == []
    for path in site.rglob("*.html"):
        page: html.HtmlElement = html.fromstring(path.read_bytes())
        assert page.xpath("//footer//p[.='None'] | //meta[@content='None']") == [], path
        for article in page.find_class("md-content__inner"):
            assert bare_headings(article) == [], path
            assert not re.search(
                r"\b0 (briefs|events|quotes|sources|actors)", article.text_content()
            ), path
    for path in site.rglob("*.txt"):
        targets = re.findall(r"\]\(\./([^)#]*)\)", path.read_text())
        assert [each for each in targets if not (path.parent / each).exists()] == [], (
            path
        )


def bare_headings(article: html.HtmlElement) -> list[str]:
    """Headings that nothing follows before one of the same rank, or before the end."""
    parts = [
        each
        for each in article.iter()
        if each.tag in {"h1", "h2", "h3"}
        or (each.text or "").strip()
        or (each.tail or "").strip()
        or each.tag in {"input", "svg", "img"}
    ]
    bare = []
    for one, following in zip(parts, [*parts[1:], None], strict=True):
        inside = following is not None and one in following.iterancestors()
        if one.tag not in {"h1", "h2", "h3"} or inside:
            continue
        if following is None or (
            following.tag in {"h1", "h2", "h3"} and following.tag <= one.tag
        ):
            bare.append(" ".join(one.itertext()))
    return bare
