"""Each engine builds the same site from the same pages: what it shows, links to and can be found by."""

import re
import resource
import shutil
import sys
import tomllib
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner
from lxml import html
from markdown import Markdown
from playwright.sync_api import Browser, expect

from briefing_site.cli import briefs
from briefing_site.engines.engine import ENGINES
from tests import readers
from tests.conftest import build, served, shared, watched
from tests.host import free_port
from tests.project import (
    ROOT,
    awkward_briefs,
    case,
    frozen,
    make,
    run,
    site_settings,
    snapshot,
    without_papers,
)
from tests.test_faults import limited
from tests.test_preview import FILES, new_project, previewed

OTHERS = [name for name in ENGINES if name != "mkdocs"]
BASE = "https://briefs.example/so/deep/that/no/link/leaves/"
"""Where the pages stand for a test, so that a link with too many `..` leads elsewhere."""
OWN_FILES = re.compile(
    r"assets/(images|javascripts|stylesheets)/|assets/(material|generated)\.css$|search\.json$|sitemap\.xml(\.gz)?$"
)
"""What each engine brings or makes itself."""


def _shown(page: html.HtmlElement, address: str) -> dict[str, object]:
    """A page, as its readers and programs take it; around it are header, tabs and footer."""
    (article,) = page.xpath("//article[contains(@class, 'md-content__inner')]")
    tags = page.xpath(
        "//head/meta[@name != 'generator' or not(@name)] | //head/link[@rel != 'stylesheet']"
    )
    return {
        "title": page.xpath("//title/text()"),
        "tells_programs": sorted(
            (tag.get("name") or tag.get("property") or tag.get("rel") or "", tag.get("content") or urljoin(address, tag.get("href", "")))
            for tag in tags
        ),
        "anchors": [each.get("id") for each in article.iter() if each.get("id", "__skip") != "__skip"],
        "links": [(urljoin(address, link.get("href")), link.get("rel")) for link in article.iter("a") if link.get("href")],
        "text": " ".join(article.text_content().split()),
        "around": " ".join(
            " ".join(part.text_content().split())
            for part in page.xpath("//header | //nav[contains(@class, 'md-tabs')] | //footer")
        ),
    }  # fmt: skip


def _built(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Path:
    """A site with every kind of page, and with signs in them that an engine could take for markup."""

    def made(folder: Path) -> None:
        build(folder, awkward_briefs() | frozen(), engine, typeset=False)

    return shared(tmp_path_factory, f"by-{engine}", made) / "site"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory, "mkdocs")


@pytest.fixture(scope="module", params=OTHERS)
def other(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    pytest.importorskip(request.param)
    return _built(tmp_path_factory, request.param)


def test_pages_are_the_same(built: Path, other: Path) -> None:
    expected, found = readers.pages(built), readers.pages(other)
    assert found.keys() == expected.keys()
    for path, page in expected.items():
        if page.xpath("//meta[@http-equiv='refresh']"):
            assert (other / path / "index.html").read_bytes() == (
                built / path / "index.html"
            ).read_bytes()
        elif path != "404.html":  # its addresses begin at the root
            assert _shown(found[path], BASE + path) == _shown(page, BASE + path), path


def test_files_are_the_same(built: Path, other: Path) -> None:
    def files(site: Path) -> dict[str, bytes]:
        return {
            name: path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file() and path.suffix != ".html"
            and not OWN_FILES.search(name := path.relative_to(site).as_posix())
        }  # fmt: skip

    assert files(other) == files(built)


def test_styles_and_scripts_are_there(other: Path) -> None:
    for path, page in readers.pages(other).items():
        for address in page.xpath(
            "//link[@rel='stylesheet']/@href | //script/@src | //img/@src"
        ):
            target = urlsplit(urljoin(f"https://briefs.example/{path}", address))
            assert target.netloc == "briefs.example", (path, address)
            assert (other / target.path.lstrip("/")).is_file(), (path, address)


def test_the_sitemap_lists_the_same_pages(built: Path, other: Path) -> None:
    def entries(site: Path) -> list[tuple[str | None, str | None]]:
        urls = html.fromstring((site / "sitemap.xml").read_bytes())
        return sorted(
            (url.findtext("loc"), url.findtext("lastmod")) for url in urls.iter("url")
        )

    assert entries(other) == entries(built)
    assert len(entries(built)) > 20


@pytest.mark.parametrize("other", ["zensical"], indirect=True)
def test_the_search_works(browser: Browser, other: Path) -> None:
    with served(other) as site, watched(browser, site) as (page, wrong):
        page.goto("briefs/signs/")
        page.get_by_role("combobox").press_sequentially("ordinary")
        expect(page.get_by_role("option").first).to_be_visible()
        page.goto("search/?q=indented")
        expect(page.locator(".search-results ol a").first).to_be_visible()
        page.goto("contribute/write/")
        expect(page.get_by_role("button", name="Open pull request")).to_be_visible()
    assert wrong == []


def test_an_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    for name in OTHERS:
        monkeypatch.setitem(sys.modules, name, None)
        (requirement,) = extras[name]
        for command in ("build", "serve"):
            result = CliRunner().invoke(briefs, [command, "--engine", name])
            assert result.exit_code == 1
            assert (
                f"{name} is not installed; run: {sys.executable} -m pip install"
                in result.stderr
            )
            assert requirement in result.stderr


@pytest.mark.parametrize(
    ("engine", "command", "files", "words"),
    [
        ("properdocs", "build", {}, ""),
        ("properdocs", "serve", {}, ""),
        ("zensical", "build", {}, ""),
        (
            "zensical",
            "serve",
            {"briefs/a.yml": "title: A brief"},
            "error[missing-field]",
        ),
        (
            "zensical",
            "serve",
            {"docs/index.md": "# Home"},
            "'docs/index.md' is in the way",
        ),
    ],
)
def test_what_an_engine_can_not_do_is_shown(
    tmp_path: Path, engine: str, command: str, files: dict[str, str], words: str
) -> None:
    """Before it starts, the preview by Zensical tells what is wrong with the briefs.

    A file with the name of the engine is not run in its place.
    """
    pytest.importorskip(engine)
    project = make(tmp_path, files)
    settings = "site_name: Test\ntheme: {name: briefs, custom_dir: no-such-folder}\nplugins: [briefs]\nextra: {briefs: {exports: []}}\n"
    (project / "mkdocs.yml").write_text(settings)
    (project / f"{engine}.py").write_text("raise SystemExit('not the engine')")
    ended = run(project, command, "--engine", engine)
    is_found_by_mkdocs = (engine, command) == ("properdocs", "serve")
    assert ended.returncode == (1 if is_found_by_mkdocs else 2)
    assert "no-such-folder" in ended.stdout + ended.stderr
    assert words in ended.stderr


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"hook.py": "def on_config(config):\n    no_such()\n"}, "hook.py:2: "),
        ({"hook.py": "def on_config(config)\n"}, "hook.py:1: "),
        ({"own/main.html": '{% extends "base.html" %}\n{% block' }, "own/main.html:2: "),
        ({"own/main.html": "\n\n{{ no.such.name }}"}, "own/main.html:3: "),
    ],
)  # fmt: skip
def test_an_error_of_the_publisher_is_at_its_line(
    tmp_path: Path, engine: str, files: dict[str, str], words: str
) -> None:
    pytest.importorskip(engine)
    settings = (
        "site_name: Test\ntheme: {name: briefs, custom_dir: own}\nplugins: [briefs]\n"
        "hooks: [hook.py]\nextra: {briefs: {exports: []}}\n"
    )
    written = {"mkdocs.yml": settings, "hook.py": "", "own/main.html": "", **files}
    ended = run(make(tmp_path, case("greek") | written), "build", "--engine", engine)
    assert ended.returncode == 2
    assert f"\n{words}" in f"\n{ended.stderr}"
    assert "error in the program" not in ended.stderr


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_disk_that_takes_no_large_file(tmp_path: Path, engine: str) -> None:
    """The engine may leave anything behind, but no build that succeeds, and the next one makes up for it.

    ProperDocs runs as Zensical does, by the same function.
    """
    pytest.importorskip(engine)
    project = new_project(
        tmp_path, FILES | {"docs/contribute/index.md": "# Contribute { #add }\n"}
    )
    assert run(project, "build", "--engine", "none").returncode == 0
    ended = run(
        project,
        "build",
        "--engine",
        engine,
        program=partial(limited, resource.RLIMIT_FSIZE, 40_000),
    )
    assert ended.returncode == 2
    # before Zensical runs, the styles that it would find
    message = "could not build site/" if engine == "mkdocs" else "File too large"
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    made = []
    for _ in range(2):
        assert run(project, "build", "--engine", engine).returncode == 0
        made.append(
            {
                path: text
                for path, text in snapshot(project / "site").items()
                if "sitemap" not in str(path)
            }
        )
        shutil.rmtree(project / "site")
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("page", "written", "made"),
    [
        ("briefs/a.md", '<a class="x" href="../b/#c">', '<a class="x" href="b/#c">'),
        (
            "briefs/a.md",
            "<img src='../../assets/a.png'>",
            "<img src='../assets/a.png'>",
        ),
        ("briefs/a.md", '<a href="#c">', '<a href="#c">'),
        (
            "briefs/a.md",
            '<a href="https://example.org/../b/">',
            '<a href="https://example.org/../b/">',
        ),
        ("briefs/index.md", '<a href="../b/">', '<a href="../b/">'),
    ],
)
def test_zensical_gets_paths_within_html(page: str, written: str, made: str) -> None:
    """It makes addresses of them, as MkDocs does of those of Markdown."""
    context = pytest.importorskip("zensical.extensions.context")
    known = context.makeExtension(
        page=context.Page("", page), config={"mdx_configs": {}}
    )
    text = Markdown(extensions=[known, "briefing_site.engines.zensical_pages"]).convert(
        f"<p>\n{written}\n</p>"
    )
    assert text == f"<p>\n{made}\n</p>"


def test_zensical_previews_briefs_as_they_change(tmp_path: Path) -> None:
    pytest.importorskip("zensical")
    settings = {"mkdocs.yml": without_papers(site_settings()["mkdocs.yml"])}
    make(tmp_path, site_settings() | settings | awkward_briefs())
    with previewed(
        tmp_path, "--engine", "zensical", "--port", str(free_port())
    ) as preview:
        preview.wait_for("briefs/other/", "one of the events too.")
        preview.save("briefs/other.yml", "one of the events", "some of the events")
        preview.wait_for("briefs/other/", "some of the events too.")
    assert not (tmp_path / ".zensical.yml").exists()


MARKUP = """He wrote: "the policy 'self' and the link href="briefs/" are text"."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that opens from disk."""
    files = case("recall")
    files["docs/markup.md"] = f"# Markup\n\n{MARKUP}\n"
    folder = make(
        tmp_path_factory.mktemp("site"),
        files | {"mkdocs.yml": without_papers(files["mkdocs.yml"])},
    )
    ended = run(folder, "build", "--portable")
    assert (ended.returncode, ended.stderr) == (0, "")
    return folder / "portable"


def test_the_links_of_a_copy_lead_to_files(copy: Path) -> None:
    for path in copy.rglob("*.html"):
        page = copy.with_name("site") / path.relative_to(copy)
        assert path.read_text().count(' href="') == page.read_text().count(' href="')
        parsed: html.HtmlElement = html.fromstring(path.read_bytes())
        for _, _, link, _ in parsed.iterlinks():
            target = urljoin(path.as_uri(), link)
            if target.startswith("file:") and path.name != "404.html":
                assert Path(unquote(urlsplit(target).path)).is_file(), (path, link)


def test_text_stays_as_it_is_in_a_copy(copy: Path) -> None:
    for site in (copy.with_name("site"), copy):
        page: html.HtmlElement = html.fromstring(
            (site / "markup/index.html").read_bytes()
        )
        assert MARKUP in page.text_content()


def test_a_copy_opens_from_disk(copy: Path, browser: Browser) -> None:
    """Its pages have their styles and lead to one another; no script runs, so they show what only scripts hide."""
    page = browser.new_page()
    page.goto((copy / "index.html").as_uri())
    accent = "getComputedStyle(document.querySelector('h1')).borderBottomColor"
    assert page.evaluate(accent) == "rgb(11, 110, 79)"
    listed = (copy / "actors/index.html").read_text()
    assert [
        each
        for each in ("Products", "Companies", "Public offices")
        if each not in listed
    ] == []
    for link in ("briefs", "seat-recall", "ida-voss"):
        page.locator(f"a[href$='{link}/index.html']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ida Voss")
    assert page.evaluate("document.documentElement.className") == "no-js"
    assert page.url == (copy / "actors/ida-voss/index.html").as_uri()
    page.close()
