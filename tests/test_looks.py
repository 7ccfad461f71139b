"""What publishers know of Material works in both looks: blocks, palettes, nested menus, and what its Markdown shows."""

import re
from pathlib import Path

import pytest
import rcssmin
import yaml
from lxml import html
from playwright.sync_api import Browser, Page, expect

from briefing_site.engines import theme
from tests import readers
from tests.conftest import served, shared, watched
from tests.project import case, run, site_of
from tests.test_every_kind_of_page import barriers, narrow_barriers

LOOKS = ("briefs", "material")
PAGE = """\
# A guide

!!! note "A note"
    With `code` and a [link](index.md).

=== "First"

    Text of the first

=== "Second"

    Text of the second

[A button](index.md){ .md-button }

## One

## Two

## Three
"""
OVERRIDES = """\
{% extends "base.html" %}
{% block announce %}News of the site{% endblock %}
{% block extrahead %}<meta name="test" content="extrahead">{% endblock %}
{% block hero %}<aside aria-label="Hero" class="test-hero">Hero</aside>{% endblock %}
{% block content %}<p class="test-content">Before</p>{{ super() }}{% endblock %}
{% block footer %}{{ super() }}<aside aria-label="After" class="test-footer">After</aside>{% endblock %}
{% block scripts %}{{ super() }}<script src="{{ 'assets/own.js' | url }}"></script>{% endblock %}
"""
BARE = """\
{% extends "main.html" %}
{% block site_meta %}<meta charset="utf-8"><meta name="viewport" content="width=device-width">{% endblock %}
{% block styles %}{% endblock %}
"""
"""Blocks without what they had."""
MENU = """\
nav:
  - Home: index.md
  - Briefs: briefs/index.md
  - Other site: /elsewhere/
  - Guide:
    - guide/index.md
    - Deep:
      - guide/deep.md
"""
SETTINGS = """\
site_name: Bridges
repo_url: https://git.example/bridges/
edit_uri_template: edit?file=docs/{path!q}&mode=edit
theme:
  name: LOOK
  custom_dir: own-templates
  features: [navigation.footer, announce.dismiss]
  palette:
    - media: "(prefers-color-scheme: light)"
      primary: teal
      toggle: {icon: material/weather-sunny, name: Light}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: lime
      toggle: {icon: material/weather-night, name: Dark}
plugins: [briefs]
markdown_extensions: [admonition, pymdownx.tabbed: {alternate_style: true}]
copyright: Nobody
extra:
  briefs: {exports: [feeds]}
  social: [{icon: fontawesome/brands/mastodon, link: "https://social.example/@bridges"}]
"""
FILES = case("greek") | {
    "own-templates/main.html": OVERRIDES,
    "own-templates/bare.html": BARE,
    "docs/bare.md": "---\ntemplate: bare.html\n---\n# Bare\n",
    "docs/assets/own.js": "document.documentElement.dataset.own = 'yes';\n",
    "docs/guide/index.md": PAGE,
    "docs/guide/deep.md": "# Deep inside\n",
}
BRIEF = "briefs/bridge/"
POLICY = "meta[@http-equiv='Content-Security-Policy']/@content"
EDIT = "https://git.example/bridges/edit?file="
COLOURS = """
() => {
  const drawn = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const luminance = (colour) => {
    drawn.fillStyle = colour;
    drawn.fillRect(0, 0, 1, 1);
    const [red, green, blue] = drawn.getImageData(0, 0, 1, 1).data;
    return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
  };
  const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
  const contrast = (...colours) => {
    const [brighter, darker] = colours.map(luminance).sort((a, b) => b - a);
    return (brighter + 0.05) / (darker + 0.05);
  };
  return {
    link: contrast(of("article p a[href]", "color"), of("body", "backgroundColor")),
    header: contrast(of(".site-name", "color"), of(".md-header", "backgroundColor")),
    badge: of(".badge--disputed", "color"),
  };
}
"""
PRIMARY = (
    "red", "pink", "purple", "deep-purple", "indigo", "blue", "light-blue", "cyan", "teal", "green", "light-green",
    "lime", "yellow", "amber", "orange", "deep-orange", "brown", "grey", "blue-grey", "black", "white",
)  # fmt: skip


def _built(
    tmp_path_factory: pytest.TempPathFactory, look: str, engine: str = "mkdocs"
) -> Path:
    settings = SETTINGS.replace("LOOK", look) + MENU
    files = FILES | {"mkdocs.yml": settings}
    return shared(
        tmp_path_factory,
        f"look-{look}-{engine}",
        lambda folder: site_of(folder, files, "--engine", engine),
    )


@pytest.fixture(scope="module", params=LOOKS)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return _built(tmp_path_factory, request.param) / "site"


def _page(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_bytes())


def test_blocks_of_a_publisher(site: Path) -> None:
    page = _page(site, BRIEF)
    assert (
        page.xpath("normalize-space(//aside[@class='md-banner'])") == "News of the site"
    )
    assert page.xpath("//head/meta[@name='test']/@content") == ["extrahead"]
    for name in ("hero", "content", "footer"):
        assert len(page.find_class(f"test-{name}")) == 1
    assert page.xpath("//article//p[@class='test-content']")
    assert page.xpath("//script[contains(@src, 'assets/own.js')]")
    footer = page.xpath("//footer")[0]
    assert "Nobody" in footer.text_content()
    assert footer.xpath(".//a[@href='https://social.example/@bridges']")


def test_no_block_is_without_the_policy(site: Path) -> None:
    (bare,) = _page(site, "bare").xpath(f"//head/{POLICY}")
    (guide,) = _page(site, "guide").xpath(f"//head/{POLICY}")
    assert bare == guide


def test_generated_pages_have_all_styles_that_they_use(site: Path) -> None:
    def selectors(name: str) -> set[str]:
        styles = (site / f"assets/{name}.css").read_text(encoding="utf-8")
        rules = re.findall(r"([^{}@;]+)\{", styles)
        return {selector for rule in rules for selector in rule.split(",")}

    left_out = selectors("material") - selectors("generated")
    assert ".md-typeset .tabbed-set" in left_out
    required = [set(re.findall(r"\.([\w-]+)", selector)) for selector in left_out]
    generated = 0
    for page in readers.pages(site).values():
        if page.xpath("//link[contains(@href, 'assets/generated.css')]"):
            generated += 1
            classes = set(" ".join(page.xpath("//@class")).split())
            assert not [names for names in required if names <= classes]
    assert generated > 10
    assert not _page(site, "guide").xpath("//link[contains(@href, 'generated.css')]")


def test_a_nested_menu(site: Path) -> None:
    """Once in the page, whole without scripts; pages follow one another through its sections."""
    page = _page(site, "guide")
    for target in ("deep/", "../briefs/"):
        assert (
            len(
                page.xpath(
                    f"//nav[contains(@class, 'md-nav--primary')]//a[@href='{target}']"
                )
            )
            == 1
        )
    assert not page.find_class("menu")
    assert page.xpath("//a[contains(@class, 'md-footer__link--next')]/@href") == [
        "deep/"
    ]


def test_nothing_from_elsewhere_and_no_error(browser: Browser, site: Path) -> None:
    with served(site) as host, watched(browser, host) as (page, wrong):
        for address in ("", BRIEF, "guide/", "timeline/"):
            page.goto(address, wait_until="networkidle")
            assert page.evaluate("document.documentElement.dataset.own") == "yes"
        page.goto(BRIEF)
        page.get_by_role("combobox").press_sequentially("Γέφυρα")
        expect(page.get_by_role("option").first).to_be_visible()
        node = page.locator(".graph-node rect").first
        assert node.evaluate("each => getComputedStyle(each).fill") != "rgb(0, 0, 0)"
    assert wrong == []


def test_a_closed_drawer_takes_no_focus(browser: Browser, site: Path) -> None:
    with served(site) as host, watched(browser, host) as (page, _):
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto("guide/")
        expect(page.locator(".md-banner__button")).to_be_hidden()  # it has no script
        hidden = "document.activeElement.closest('.md-sidebar--primary') !== null"
        for _press in range(12):
            page.keyboard.press("Tab")
            assert not page.evaluate(hidden)
        page.get_by_title("Navigation").press("Enter")
        link = page.locator(".md-nav--primary").get_by_role("link", name="Briefs")
        expect(link).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(link).not_to_be_in_viewport()


def test_everybody_can_use_it(browser: Browser, site: Path) -> None:
    with served(site) as host, watched(browser, host) as (page, _):
        for address in ("guide/", BRIEF):
            page.goto(address, wait_until="networkidle")
            assert barriers(page) == []
            assert narrow_barriers(page, 360) == []
            page.set_viewport_size({"width": 1280, "height": 720})


def _choose(page: Page, scheme: str, primary: str) -> None:
    page.evaluate(
        "([scheme, primary]) => { for (const [name, value] of [['scheme', scheme], ['primary', primary]]) "
        "document.body.setAttribute(`data-md-color-${name}`, value); }",
        [scheme, primary],
    )


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_palette_can_be_read(browser: Browser, site: Path, scheme: str) -> None:
    """Links and badges have the colour that the site has chosen, as dark or light as it takes."""
    with (
        served(site) as host,
        watched(browser, host, reduced_motion="reduce") as (page, _),
    ):
        page.goto(BRIEF)
        badges = set()
        for primary in PRIMARY:
            _choose(page, scheme, primary)
            colours = page.evaluate(COLOURS)
            assert min(colours["link"], colours["header"]) >= 4.5, (primary, colours)
            badges.add(colours["badge"])
        assert len(badges) > 15


def test_readers_choose_a_palette(browser: Browser, site: Path) -> None:
    with (
        served(site) as host,
        watched(browser, host, color_scheme="dark") as (page, _),
    ):
        page.goto("guide/")
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.get_by_role("button", name="Dark").click()
        expect(body).to_have_attribute("data-md-color-primary", "teal")
        page.goto(BRIEF)
        expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_content_tabs(browser: Browser, site: Path) -> None:
    with served(site) as host, watched(browser, host) as (page, wrong):
        page.goto("guide/")
        expect(page.get_by_text("Text of the first")).to_be_visible()
        page.locator("label", has_text="Second").click()
        expect(page.get_by_text("Text of the second")).to_be_visible()
        line = page.locator(".tabbed-labels")
        assert (
            line.evaluate("each => each.style.getPropertyValue('--md-indicator-x')")
            != "0px"
        )
    assert wrong == []


def test_zensical_shows_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("zensical")
    sites = [
        _built(tmp_path_factory, "briefs", engine) / "site"
        for engine in ("mkdocs", "zensical")
    ]
    edited = {
        "guide": "docs%2Fguide%2Findex.md",
        "guide/deep": "docs%2Fguide%2Fdeep.md",
        BRIEF: "briefs%2Fbridge.yml",
    }
    for address, source in edited.items():
        shown = []
        for site in sites:
            page = _page(site, address)
            links = page.xpath("//nav[contains(@class, 'md-nav--primary')]//a[text()]")
            shown.append(
                {
                    "menu": [link.text_content().split() for link in links],
                    "edit": page.xpath("//a[@rel='edit']/@href"),
                    "article": page.xpath("//article")[0].text_content().split(),
                    "blocks": [
                        element.text
                        for element in page.xpath("//*[starts-with(@class, 'test-')]")
                    ],
                }
            )
        assert shown[0] == shown[1]
        assert shown[0]["edit"] == [f"{EDIT}{source}&mode=edit"]


def test_hosts_that_a_publisher_allows(tmp_path: Path) -> None:
    settings = {"site_name": "Bridges", "theme": "briefs", "plugins": ["briefs"]}
    hosts: dict[str, object] = {
        "exports": ["feeds"],
        "allow_hosts": ["cdn.example.org"],
    }
    files = case("greek") | {
        "mkdocs.yml": yaml.safe_dump({**settings, "extra": {"briefs": hosts}})
    }
    page = _page(site_of(tmp_path, files), "")
    (policy,) = page.xpath(f"//head/{POLICY}")
    for directive in ("script-src 'self'", "img-src 'self' data:", "frame-src"):
        assert f"{directive} cdn.example.org;" in policy
    hosts["allow_hosts"] = ["cdn.example.org; script-src *"]
    (tmp_path / "mkdocs.yml").write_text(
        yaml.safe_dump({**settings, "extra": {"briefs": hosts}})
    )
    ended = run(tmp_path, "check")
    assert ended.returncode == 1
    assert "error[bad-setting]" in ended.stdout + ended.stderr


def test_minified_selectors_mean_the_same() -> None:
    """In a layer, `rcssmin` takes `a :is(b)` for a declaration, and drops the space that it depends on."""
    for path in sorted((theme.TEMPLATES / "assets").glob("*.css")):
        styles = re.sub(
            r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        spaced = re.compile(r"[\w)\]] :[a-z-]+[(,{]")
        assert len(spaced.findall(rcssmin.cssmin(styles))) == len(
            spaced.findall(styles)
        )
