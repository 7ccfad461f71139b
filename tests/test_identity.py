"""Who publishes the site: what `mkdocs.yml` says is on every page, and nothing else."""

import json
from pathlib import Path

import pytest
from lxml import html

from tests.project import ROOT, make, run, site_settings

BRIEF = (ROOT / "tests/cases/pages/minimal/briefs/only.yml").read_text()
SETTINGS = """\
  briefs:
    exports: [data, calendars, references, feeds]
    headline: What <is> known
    publisher: Smith & <Sons>
    editors: [Ada Stone, "<b>Bo</b>"]
    contact: mailto:editors@example.org
"""


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site with these settings and without an address, and what its build says."""
    project = make(tmp_path_factory.mktemp("identity"), site_settings() | {"briefs/only.yml": BRIEF})
    settings = project / "mkdocs.yml"
    before, extra, _ = settings.read_text().partition("extra:\n")
    settings.write_text(
        before.replace("site_name: Briefs", "site_name: <i>Briefs</i> & more") + extra + SETTINGS
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SITE_URL", "GITHUB_REPOSITORY", "CI_PAGES_URL"):
            patch.delenv(name, raising=False)
        result = run(project, "build")
    assert result.returncode == 0, result.stderr
    return project / "site", result.stdout + result.stderr


def page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path / "index.html").read_bytes())


def test_every_page_names_who_publishes_it(ended: tuple[Path, str]) -> None:
    for path in ("", "briefs/only", "about"):
        footer = page(ended[0], path).xpath("//footer")[0]
        text = " ".join(footer.text_content().split())
        assert "<i>Briefs</i> & more" in text
        assert "Published by Smith & <Sons>" in text
        assert "Edited by Ada Stone, <b>Bo</b>" in text
        assert footer.xpath(".//a[text()='Contact']/@href") == ["mailto:editors@example.org"]


def test_the_home_page_has_the_heading(ended: tuple[Path, str]) -> None:
    home = page(ended[0], "")
    assert home.xpath("//h1/text()") == ["What <is> known"]
    assert home.xpath("//title/text()") == ["<i>Briefs</i> & more"]


def test_programs_are_told_the_same(ended: tuple[Path, str]) -> None:
    site, _ = ended
    assert json.loads((site / "site.webmanifest").read_text())["name"] == "<i>Briefs</i> & more"
    (data,) = page(site, "").xpath("//script[@type='application/ld+json']/text()")
    (website,) = json.loads(data)["@graph"]
    assert website["publisher"]["name"] == "Smith & <Sons>"


def test_a_build_without_an_address_says_once_what_is_missing(ended: tuple[Path, str]) -> None:
    assert ended[1].count("SITE_URL is not set") == 1
    assert ended[1].count("SITE_URL=https://briefs.example/ briefs build") == 1
    assert "make site" not in ended[1]
