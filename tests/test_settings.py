"""The settings of a site: what `extra.briefs` in `mkdocs.yml` changes, and what sets one site apart from another."""

import io
import itertools
import json
import os
import random
import re
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from playwright.sync_api import Browser, expect

from briefing_site import pipeline
from briefing_site.commands.check import check
from briefing_site.commands.terminal import CommandError
from briefing_site.format.settings import Settings
from briefing_site.library import linker
from briefing_site.reading import RawFile, settings
from briefing_site.site import Site, colours
from briefing_site.site.site import from_settings
from tests import odd_settings
from tests.conftest import served, watched
from tests.mistakes import BRIEF
from tests.project import (
    Files,
    case,
    exported,
    make,
    run,
    site_of,
    texts,
    with_settings,
    without_papers,
)

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#00ff00"/></svg>'
FILES = {
    "briefs/bridge.yml": BRIEF,
    "briefs/topics.yml": "trade: {title: Trade, summary: Goods.}\n",
}
OWN = {
    "accent": "#ffcc00",
    "logo": "assets/logo.svg",
    "licence": {
        "name": "CC BY-SA 4.0",
        "url": "https://creativecommons.org/licenses/by-sa/4.0/",
    },
    "headline": "What <is> known",
    "publisher": "Smith & <Sons>",
    "editors": ["Ada Stone", "<b>Bo</b>"],
    "contact": "mailto:editors@example.org",
}


def site(text: str, **environment: str) -> Site:
    return from_settings(
        settings.read(RawFile("mkdocs.yml", text.encode())), environment
    )


def ids(site: Site) -> set[str]:
    files = exported(FILES, site)
    feeds = re.findall("<id>(.*?)</id>", files["feeds/all.atom"].decode())
    return {*feeds, *re.findall("UID:(.*)\r\n", files["calendars/all.ics"].decode())}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site with these settings and without an address, and what its build says."""
    settings = with_settings(**OWN)["mkdocs.yml"].replace(
        "Bridges", "<i>Bridges</i> & more"
    )
    files = {**FILES, "mkdocs.yml": settings, "docs/assets/logo.svg": LOGO}
    project = make(tmp_path_factory.mktemp("settings"), files)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SITE_URL", "GITHUB_REPOSITORY", "CI_PAGES_URL"):
            patch.delenv(name, raising=False)
        result = run(project, "build")
    assert result.returncode == 0, result.stderr
    return project / "site", result.stdout + result.stderr


@pytest.fixture
def built(ended: tuple[Path, str]) -> Path:
    return ended[0]


def test_two_sites_share_no_ids() -> None:
    """Feed readers and calendars would take what one of them publishes for news of the other."""
    sites = [
        site("site_name: A\n", SITE_URL="https://a.example"),
        site("site_name: A\n", SITE_URL="https://b.example"),
        site(
            "site_name: A\nextra: {briefs: {namespace: 3f1c2a52-8d2b-4c1e-9a57-0c6f5b7d9e10}}\n"
        ),
        site("site_name: A\n"),
        site("site_name: B\n"),
    ]
    for one, other in itertools.combinations(map(ids, sites), 2):
        assert one
        assert not one & other


def test_a_site_that_moves_keeps_its_ids() -> None:
    text = "site_name: {}\nextra: {{briefs: {{namespace: 3f1c2a52-8d2b-4c1e-9a57-0c6f5b7d9e10}}}}\n"
    before = site(text.format("A"), SITE_URL="https://a.example")
    assert ids(before) == ids(site(text.format("B"), SITE_URL="https://b.example"))


@given(st.integers(0, 0xFFFFFF))
def test_every_accent_can_be_read(number: int) -> None:
    colour = f"#{number:06x}"
    accent = colours.accent(colour)
    for shade, backgrounds in (
        (accent.light, colours.LIGHT),
        (accent.dark, colours.DARK),
    ):
        assert all(colours.contrast(shade, each) >= 4.5 for each in backgrounds)
        is_fine = all(colours.contrast(colour, each) >= 4.5 for each in backgrounds)
        assert (
            not is_fine
            or max(abs(a - b) for a, b in zip(parts(shade), parts(colour), strict=True))
            <= 1
        )


def parts(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def test_the_accent_is_on_pages_and_in_the_mark(built: Path) -> None:
    accent = colours.accent("#ffcc00")
    page = html.fromstring((built / "briefs/bridge/index.html").read_bytes())
    styles = [
        each.get("href")
        for each in page.iter("link")
        if each.get("rel") == "stylesheet"
    ]
    assert "../../assets/accent.css" in styles
    assert (
        f"--accent: light-dark({accent.light}, {accent.dark})"
        in (built / "assets/accent.css").read_text()
    )
    assert accent.light in (built / "assets/icons/icon.svg").read_text()
    assert "assets/accent.css" in (built / "feeds/all.atom").read_text()


def test_the_logo_is_on_pages_and_papers(built: Path) -> None:
    page = html.fromstring((built / "briefs/bridge/index.html").read_bytes())
    assert page.xpath("//header//img/@src") == ["../../assets/logo.svg"]
    paper = pypdf.PdfReader(
        io.BytesIO((built / "briefs/bridge/bridge.pdf").read_bytes())
    )
    drawn = paper.pages[0].get_contents()
    assert drawn is not None
    assert b" 0 1 0 scn" in drawn.get_data()


def test_the_licence_is_told_to_readers_and_programs(built: Path) -> None:
    address = "https://creativecommons.org/licenses/by-sa/4.0/"
    page = html.fromstring((built / "index.html").read_bytes())
    assert page.xpath("//footer//a[contains(@rel, 'license')]/@href") == [address]
    for path in (
        "feeds/all.atom",
        "api/v1/briefs.json",
        "api/v1/openapi.json",
        "data/index.html",
    ):
        text = (built / path).read_text()
        assert address in text, path
        assert path.endswith("openapi.json") or "licenses/by/4.0" not in text, path


TRACES = {
    "papers": "bridge.pdf", "cards": "card.png", "data": "api/v1", "calendars": ".ics", "references": "sources.bib",
    "feeds": ".atom",
}  # fmt: skip
"""What shows that there are such files, or links to them."""


@pytest.mark.parametrize(
    "left_out",
    [{"papers", "data", "references"}, {"cards", "calendars", "feeds"}],
    ids=["one half", "the other"],
)
def test_a_site_may_do_without_exports(tmp_path: Path, left_out: set[str]) -> None:
    """Nothing links to what is not there: the build fails if a page does."""
    exports = [each for each in Settings().exports if each not in left_out]
    site = site_of(tmp_path, FILES | with_settings(exports=exports))
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*")}
    pages = {
        path: file.read_text() for path, file in files.items() if file.suffix == ".html"
    }
    for name, trace in TRACES.items():
        assert any(trace in path for path in files) == (name not in left_out), trace
        assert name in exports or not [
            path for path, text in pages.items() if trace in text
        ], trace


KINDS = "actor_kinds: {person: {}, town: {label: municipality, plural: Municipalities}, ngo: {}}"
TOWN = "{id: upland, name: Upland, kind: town, role: Builds it}"


def test_a_site_may_have_its_own_kinds_of_actors(tmp_path: Path) -> None:
    brief = f"title: A\nsummary: B.\ndate: 2020-05-01\nactors:\n  - {TOWN}\nsources: {{paper: {{title: C}}}}\n"
    written = f"site_name: A\ntheme: briefs\nplugins: [briefs]\nextra: {{briefs: {{{KINDS}}}}}\n"
    wrong = brief.replace("kind: town", "kind: Town")
    project = make(
        tmp_path,
        {"mkdocs.yml": written, "briefs/right.yml": brief, "briefs/wrong.yml": wrong},
    )
    checked = run(project, "check")
    assert (
        "wrong.yml:5:38: error[bad-choice]: 'Town' is not a valid value for 'kind'"
        in checked.stdout
    )
    assert "did you mean 'town'? The choices are: person, town, ngo" in checked.stdout
    assert "right.yml:5" not in checked.stdout
    for old, new in (
        ("{briefs: {", "{briefs: {accent: purple, "),
        ("actor_kinds", "actor_kind"),
    ):
        make(project, {"mkdocs.yml": written.replace(old, new)})
        found = run(project, "check").stdout
        assert ("mkdocs.yml:4:" in found, "right.yml:5" in found) == (True, False), (
            "no kind is wrong for that"
        )
    own = site(written)
    checked_files = pipeline.check(
        texts({"briefs/right.yml": brief}), actor_kinds=own.settings.kinds
    )
    made = Files(linker.link(checked_files.collection), own)
    page, listed, guide = (
        made[f"{name}.md"].decode()
        for name in ("actors/upland", "actors/index", "contribute/index")
    )
    assert "\nMunicipality · in 1 brief\n" in page
    assert '"@type":"Thing","name":"Upland"' in page
    assert "## Municipalities\n" in listed
    assert "`person`, `town` or `ngo`" in guide
    reference = made["contribute/reference.md"].decode()
    assert reference.count("One of `person`, `town` or `ngo`. Example: `person`") == 2
    assert "organisation, state or group. Not" not in reference
    described = reference.partition("{ #examples-of-mistakes }")[0]
    assert "](http" not in described.replace("\\", "")
    assert re.findall("^ +(name|kind): (.+)$", guide, re.MULTILINE)[:2] == [
        ("name", "Example (person)"),
        ("kind", "person"),
    ]
    assert "*municipality*{ .kind } Builds it" in made["briefs/right.md"].decode()


def test_the_form_calls_kinds_of_actors_as_the_site_does(
    browser: Browser, tmp_path: Path
) -> None:
    """In its language where it says nothing; what is written is an id."""
    settings = "site_name: A\ntheme: {name: briefs, language: de}\nplugins: [briefs]\n"
    files = {
        **FILES,
        "mkdocs.yml": f"{settings}extra: {{briefs: {{exports: [], {KINDS}}}}}\n",
    }
    files["briefs/bridge.yml"] = BRIEF.replace("kind: person", "kind: town")
    with (
        served(site_of(tmp_path, files)) as own,
        watched(browser, own) as (page, wrong),
    ):
        page.goto("contribute/write/")
        page.get_by_role("button", name="Akteur hinzufügen", exact=True).click()
        kind = page.get_by_role("radiogroup", name=re.compile("^Art")).last
        expect(kind.locator("label")).to_have_text(
            ["Person", "municipality", "ngo", "Keine Angabe"]
        )
        kind.get_by_label("municipality").check()
        assert kind.get_by_label("municipality").input_value() == "town"
        described = page.locator("#write--actors option").evaluate_all(
            "all => all.map(({ label }) => label)"
        )
        assert described == ["municipality"]
        assert wrong == []


def page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path / "index.html").read_bytes())


def test_every_page_names_who_publishes_it(built: Path) -> None:
    for path in ("", "briefs/bridge", "about"):
        footer = page(built, path).xpath("//footer")[0]
        text = " ".join(footer.text_content().split())
        assert "<i>Bridges</i> & more" in text
        assert "Published by Smith & <Sons>" in text
        assert "Edited by Ada Stone, <b>Bo</b>" in text
        assert footer.xpath(".//a[text()='Contact']/@href") == [
            "mailto:editors@example.org"
        ]


def test_the_home_page_has_the_heading(built: Path) -> None:
    home = page(built, "")
    assert home.xpath("//h1/text()") == ["What <is> known"]
    assert home.xpath("//title/text()") == ["<i>Bridges</i> & more"]


def test_programs_are_told_the_same(built: Path) -> None:
    assert (
        json.loads((built / "site.webmanifest").read_text())["name"]
        == "<i>Bridges</i> & more"
    )
    (data,) = page(built, "").xpath("//script[@type='application/ld+json']/text()")
    (website,) = json.loads(data)["@graph"]
    assert website["publisher"]["name"] == "Smith & <Sons>"


def test_a_build_without_an_address_says_once_what_is_missing(
    ended: tuple[Path, str],
) -> None:
    assert ended[1].count("The address of the site is not known") == 1
    assert (
        ended[1].count("SITE_URL=https://briefs.example/ make site (or briefs build)")
        == 1
    )


def test_what_the_engine_says_of_an_unknown_option_is_no_traceback(
    tmp_path: Path,
) -> None:
    text = "site_name: Test\ntheme: briefs\nplugins: [briefs]\nmarkdown_extensions: [{toc: {zzz: true}}]\n"
    files = {**FILES, "mkdocs.yml": without_papers(f"{text}extra:\n  briefs:\n")}
    result = run(make(tmp_path, files), "build", "--no-search")
    assert result.returncode == 2
    assert "KeyError: 'zzz'" in result.stderr
    assert "Traceback" not in result.stderr


# seeds at which the check ended with a traceback
KEPT_SEEDS = [1035, 1050, 1053]


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a brief, and with all that its settings name."""
    brief = BRIEF.replace("kind: person", "kind: company")
    files = {**case("settings"), "briefs/bridge.yml": brief}
    return make(tmp_path_factory.mktemp("odd"), {**FILES, **files})


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "seed", [*KEPT_SEEDS, *range(1000, 1000 + int(os.environ.get("SEEDS", "8")))]
)
def test_settings_with_odd_lines_are_checked_in_messages(
    odd_site: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """With many of them, and with a few, of which the check accepts some."""
    chance = random.Random(seed)  # noqa: S311 -- nothing secret is made of it
    text = odd_settings.changed(
        case("settings")["mkdocs.yml"], chance, 40 if seed % 3 else 3
    )
    (odd_site / "mkdocs.yml").write_bytes(text.encode())
    monkeypatch.chdir(odd_site)
    result = CliRunner().invoke(check, [])
    if not isinstance(result.exception, (SystemExit, CommandError, type(None))):
        raise result.exception
    assert result.exit_code in {0, 1, 2}
    read = settings.load(odd_site)
    if not read.errors:
        with suppress(MkDocsException, OSError):
            load_config(str(odd_site / "mkdocs.yml"))
