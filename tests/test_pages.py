"""Golden cases: these briefs make these pages. `pytest --renew` writes them anew, for a review of the diff."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markdown import markdown

from briefing_site.pages import provided
from briefing_site.site import Site, addresses
from briefing_site.site.markdown import extensions
from tests.project import CASES, Files, linked, snapshot

GOLDEN = sorted((CASES / "pages").iterdir())


def pages(files: dict[str, str]) -> dict[str, bytes]:
    return {
        path: content
        for path, content in Files(linked(files), Site()).items()
        # the reference and the pages about the site are the same whatever the briefs are
        if path.endswith(".md") and path not in {addresses.REFERENCE, *provided.PAGES}
    }


def test_each_brief_is_once_on_the_home_page() -> None:
    """The newest first, then of the others those with the most links."""
    brief = "title: Brief {0}\nsummary: S\ndate: 2020-01-{0}\nsee_also: [{1}]\nsources: {{s: {{title: T}}}}\n"
    others = {number: [number - 1] for number in range(11, 25)} | {
        24: range(11, 20),
        15: range(16, 22),
    }
    files = {
        f"briefs/b{number}.yml": brief.format(
            number, ", ".join(f"b{each}" for each in also)
        )
        for number, also in ({10: [11]} | others).items()
    }
    home = pages(files)[addresses.HOME].decode()
    shown = re.findall(r"^(?:- )?(?:#+ )?\[Brief (\d+)\]", home, re.MULTILINE)
    assert shown[:7] == ["24", "23", "22", "21", "20", "19", "15"]
    assert len(shown) == len(set(shown)) == 1 + 5 + 3


def test_sources_have_the_numbers_that_citations_name() -> None:
    """Also those after the first, which are folded on a phone and so are another list."""
    ids = [f"s{number}" for number in range(1, 31)]
    sources = "".join(f"  {id_}: {{title: {id_}}}\n" for id_ in ids)
    judgements = "key_judgements:\n"
    for id_ in ids:
        judgements += f"  - {{text: T, confidence: low, sources: [{id_}]}}\n"
    text = f"title: T\nsummary: S\ndate: 2020-01-01\n{judgements}sources:\n{sources}"
    options = dict(extensions())
    page: Any = html.fromstring(
        markdown(
            pages({"briefs/a.yml": text})["briefs/a.md"].decode(),
            extensions=[*options],
            extension_configs={name: dict(of) for name, of in options.items()},
        )
    )
    cited = {
        each.get("href"): each.text
        for each in page.xpath("//a[starts-with(@href, '#source--')]")
    }
    shown = {
        f"#{entry.get('id')}": f"[{number}]"
        for listed in page.xpath("//ol[@class='sources']")
        for number, entry in enumerate(listed, int(listed.get("start", "1")))
    }
    assert shown == cited
    assert len(shown) == 30


def test_numbers_that_follow_one_another_are_a_range() -> None:
    sources = "{a: {title: A}, b: {title: B}, c: {title: C}, d: {title: D}}"
    judgements = (
        "[{text: One, confidence: low, sources: [a]}, {text: Two, confidence: low, "
        "sources: [b, c, d]}, {text: Three, confidence: low, sources: [a, c, d]}]"
    )
    text = f"title: T\nsummary: S\ndate: 2020-01-01\nkey_judgements: {judgements}\nsources: {sources}\n"
    page = pages({"briefs/a.yml": text})["briefs/a.md"].decode()
    assert "Two\N{NO-BREAK SPACE}[\\[2–4\\]](#source--b)\n" in page
    assert (
        "Three\N{NO-BREAK SPACE}[\\[1\\]](#source--a) [\\[3\\]](#source--c) [\\[4\\]](#source--d)\n"
        in page
    )


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_golden(case: Path, request: pytest.FixtureRequest) -> None:
    files = {
        f"briefs/{path}": text.decode()
        for path, text in snapshot(case / "briefs").items()
    }
    made, expected = pages(files), case / "expected"
    if request.config.getoption("--renew"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in made.items():
            target = expected / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    assert made == snapshot(expected)
