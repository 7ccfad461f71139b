"""The pages about the site itself: it has them without writing any, and its own ones instead where it does."""

import re
from pathlib import Path

import pytest

from generator.pages import provided
from generator.pages.provided import MARK, offered
from generator.site import addresses
from generator.site.language import Language
from generator.site.site import Site
from tests.mistakes import BRIEF
from tests.project import linked, make, run, snapshot, with_settings
from tests.repository import git

FILES = {"briefs/bridge.yml": BRIEF, "briefs/topics.yml": "trade: {title: Trade, summary: Goods.}\n"}
BUILD = ("build", "--engine", "none", "--no-search")
OWN = "# About us\n\nZyzzyva.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, FILES)


def test_pages_speak_of_what_the_site_has() -> None:
    nothing, everything = Site(), Site(address="https://bridges.test/", repository="https://git.example/a/b")
    (without, data, alone, contribute) = (
        next(provided.page(linked(FILES), site, path)).content.decode()
        for path in (addresses.DATA, addresses.CONTRIBUTE)
        for site in (nothing, everything)
    )
    assert "replace `https://briefs.example`" in without
    assert "replace `" not in data
    assert "curl -sO https://bridges.test/api/v1/briefs.sqlite" in data
    assert "pencil" not in alone
    assert "pencil" in contribute


ACTORS = "actors: [{id: a, name: A, kind: state, role: R}, {id: b, name: B, kind: state, role: R}]"
FORECAST = "{statement: It ends., probability: 50, made_on: 2020-01-01, resolves_by: 2021-01-01}"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("more", "sections"),
    [
        ("scope: All of it.", set()),
        ("timeline: [{date: 2020, title: A walk}]", {"events"}),
        ("quotes: [{text: Yes, speaker_description: a guest, date: 2020, source: a}]", {"quotes"}),
        ("key_judgements: [{text: It ends., confidence: low}]", {"judgements"}),
        (
            "key_judgements: [{text: It ends., confidence: low, likelihood: likely}]",
            {"judgements", "likelihood"},
        ),
        (f"forecasts: [{FORECAST}]", {"forecasts"}),
        (f"{ACTORS}\nrelations: [{{from: a, to: b, label: knows}}]", {"relations"}),
    ],
)
def test_about_explains_what_the_site_has(more: str, sections: set[str], language: str) -> None:
    head = "title: A\nsummary: S.\ndate: 2020-05-01\nsources: {a: {title: A}}\n"
    site = Site(language=Language(language))
    (page,) = provided.page(linked({"briefs/a.yml": head + more}), site, addresses.ABOUT)
    text = page.content.decode().replace("ICD-203.pdf", "{ #likelihood }")
    known = {"sources", "events", "quotes", "judgements", "likelihood", "forecasts", "relations"}
    assert {*re.findall(r"{ #(\w+) }", text)} & known == sections
    (page,) = provided.page(
        linked({"briefs/a.yml": head.replace("A}", "A, kind: press}")}), site, addresses.ABOUT
    )
    assert "{ #sources }" in page.content.decode()


def test_its_own_page_has_precedence(project: Path) -> None:
    """Whatever sections it lacks, no link leads nowhere, and git takes it, and any other file of a person."""
    git(project, "init", "-q")
    assert run(project, *BUILD).returncode == 0
    assert git(project, "status", "--short", "-uall", "docs") == ""
    own = {f"docs/{path}": OWN for path in ("contribute/index.md", "data.md", "briefs/more.md")}
    make(
        project, {**with_settings(exports=["data"]), **own, "docs/about.md": f"{OWN}## Words {{ #quotes }}\n"}
    )
    for _ in range(2):
        assert "0 dead links" in run(project, "test").stdout
        added = git(project, "status", "--short", "-uall", "docs").split()
        assert {*added} == {"??", "docs/about.md", *own}
    page = (project / "site/quotes/index.html").read_text()
    assert ("../about/#quotes" in page, "about/#corrections" in page) == (True, False)
    assert 'href="/about/"' in (project / "site/404.html").read_text()


def test_a_page_becomes_its_own_without_the_mark(project: Path) -> None:
    """If it is deleted, the site has the generated one again, which it has without writing any."""
    assert run(project, *BUILD).returncode == 0
    for path in offered(Site()):
        assert MARK in (project / "docs" / path).read_text()
    page = project / "docs/about.md"
    for own in (page.read_text().replace(f"# {MARK}\n", ""), OWN):
        page.write_text(own)
        for _ in range(2):
            assert run(project, *BUILD).returncode == 0
            assert page.read_text() == own
        page.unlink()
        assert run(project, *BUILD).returncode == 0
        assert MARK in page.read_text()


def test_what_is_changed_with_the_mark_is_made_again(project: Path) -> None:
    assert run(project, *BUILD).returncode == 0
    before = snapshot(project / "docs")
    page = project / "docs/about.md"
    page.write_text(page.read_text() + "More.\n")
    assert run(project, *BUILD).returncode == 0
    after = snapshot(project / "docs")
    for made in (before, after):
        del made[".generated/record.cbor"]  # has the times of files
    assert after == before
