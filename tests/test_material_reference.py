"""What Material's reference documents arrives on pages written by hand, in both looks, without its scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import served, shared, watched
from tests.project import case, site_of
from tests.test_conventions import page
from tests.test_every_kind_of_page import barriers, narrow_barriers
from tests.test_looks import LOOKS

PALETTES = """\
  name: material
  palette:
    - {media: "(prefers-color-scheme: light)", toggle: {icon: material/weather-sunny, name: Light}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-night, name: Dark}}
"""
BOXES = {
    "title of its type": "//div[@class='admonition note']/p[@class='admonition-title'][.='Note']",
    "title with code": "//div[@class='admonition tip']/p/code",
    "box within a box": "//div[@class='admonition tip']/div[@class='admonition warning']//code",
    "box without a title": "//div[@class='admonition info'][not(p[@class='admonition-title'])]",
    "folded box": "//details[@class='question'][not(@open)]/summary",
    "unfolded box": "//details[@class='success'][@open]",
    "box at the side": "//div[@class='admonition abstract inline']",
    "box at the end": "//div[@class='admonition example inline end']",
    "content tabs": "//div[@class='tabbed-set tabbed-alternate'][input[@type='radio'][3]]",
    "tabs within tabs in a box": "//div[@class='admonition example']//div[@class='tabbed-block']//div[@class='tabbed-block']",
    "cards": "//div[@class='grid cards']/ul/li[.//hr]//span[@class='twemoji lg middle']/svg",
    "grid": "//div[@class='grid']/p[@class='card']",
    "tabs in a grid": "//div[@class='grid']/div[@class='tabbed-set tabbed-alternate']",
    "button": "//a[@class='md-button'][@href='../../']",
    "main button": "//a[@class='md-button md-button--primary']",
    "button with an icon": "//a[@class='md-button']/span[@class='twemoji']/svg",
}  # fmt: skip
CODE = {
    "title of code": "//span[@class='filename'][.='bridge.py']",
    "line numbers": "//td[@class='linenos']//a[.='6']",
    "highlighted lines": "//span[@class='hll']",
    "code in text": "//p/code[contains(@class, 'language-python')]/span",
    "annotated code": "//div[contains(@class, 'language-yaml')]/following-sibling::*[1][self::ol]",
    "annotation": "//p[@class='annotate']/following-sibling::ol/li/strong",
    "annotated box": "//div[@class='admonition note annotate']/following-sibling::ol",
    "annotated quote": "//div[@class='annotate']/blockquote",
    "diagram as text": "//pre/code[contains(., 'Bridge --> Ferry')]",
    "formula in text": "//span[@class='arithmatex']",
    "formula apart": "//div[@class='arithmatex']",
}
TEXT = {
    "changes": "//p[del[@class='critic']][ins[@class='critic']]/span[@class='critic comment']",
    "highlighted block": "//*[@class='critic block'][contains(., 'A whole block')]",
    "marks": "//li[mark][ins][del]",
    "indices": "//li[sub='2'][sup='T']",
    "keys": "//span[@class='keys']/kbd[@class='key-delete']",
    "symbols": "//li[contains(., '© ™ → ← ≠ ½')]",
    "nested list": "//article//ul/li/ul/li",
    "numbered list": "//ol/li/ol/li",
    "task list": "//li[@class='task-list-item'][.//input[@checked]]//li[@class='task-list-item']",
    "definition list": "//dl[dt/code]/dd[p[2]]",
    "footnote": "//sup/a[@class='footnote-ref']",
    "footnotes": "//div[@class='footnote']//li[p[2]]",
    "title of a link": "//a[@title='The title']",
    "title of an icon": "//span[@class='twemoji'][@title='What the icon says']",
    "abbreviation": "//abbr[@title='World Wide Web Consortium']",
}
PICTURES = {
    "table": "//table[thead/tr/th[3][@align='right']]//td[@align='center']//a",
    "icon in a table": "//td/span[@class='twemoji']/svg",
    "icon with a class": "//span[@class='twemoji heart']/svg",
    "picture at the left": "//img[@align='left'][@width='150']",
    "lazy picture": "//img[@loading='lazy']",
    "caption in HTML": "//figure[.//img]/figcaption[.='A caption in HTML']",
    "caption in Markdown": "//figure[.//img]/figcaption[contains(., 'A caption in Markdown')]",
    "picture of dark pages": "//img[contains(@src, 'dark.svg#only-dark')]",
}
FEATURES = {
    "reference/boxes": BOXES,
    "reference/code": CODE,
    "reference/text": TEXT,
    "reference/pictures": PICTURES,
}
"""What shows on a page that a feature has arrived."""


@pytest.fixture(scope="module", params=LOOKS)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    files = case("greek") | case("reference")
    if request.param == "material":
        settings = files["mkdocs.yml"].replace("  name: briefs\n", PALETTES)
        files["mkdocs.yml"] = settings
    return shared(
        tmp_path_factory,
        f"reference-{request.param}",
        lambda folder: site_of(folder, files),
    )


@pytest.mark.parametrize("address", FEATURES)
def test_every_feature_arrives(site: Path, address: str) -> None:
    document = page(site / "site", address)
    missing = []
    for name, path in FEATURES[address].items():
        if not document.xpath(path):
            missing.append(name)
    assert missing == []


OF_MATERIAL = (
    "#__codelineno",  # links of numbers of lines are as high as lines
    'class="mf"',  # a number in a highlighted line, in Material's colours
)
"""What axe finds in Material itself."""


def test_everybody_can_use_it(browser: Browser, site: Path) -> None:
    """Nothing is asked of another host, on a desk or a phone."""
    with served(site / "site") as host, watched(browser, host) as (tab, wrong):
        for address in FEATURES:
            tab.set_viewport_size({"width": 1280, "height": 720})
            tab.goto(f"{address}/", wait_until="networkidle")
            for barrier in (*barriers(tab), *narrow_barriers(tab, 360)):
                assert any(element in barrier[1] for element in OF_MATERIAL), barrier
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_for_light_or_dark_pages(
    browser: Browser, site: Path, scheme: str
) -> None:
    other = {"light": "dark", "dark": "light"}[scheme]
    with (
        served(site / "site") as host,
        watched(browser, host, color_scheme=scheme) as (tab, _),
    ):
        tab.goto("reference/pictures/")
        picture = tab.locator("img[src*='svg#only-']")
        expect(picture.and_(tab.locator(f"[src*=only-{scheme}]"))).to_be_visible()
        expect(picture.and_(tab.locator(f"[src*=only-{other}]"))).to_be_hidden()


def test_tabs_of_the_same_name_change_together(browser: Browser, site: Path) -> None:
    with served(site / "site") as host, watched(browser, host) as (tab, _):
        tab.goto("reference/boxes/", wait_until="networkidle")
        tab.locator("label", has_text="Shell").first.click()
        expect(tab.get_by_text("Linked, too.")).to_be_visible()


def test_lines_stay_beside_their_numbers(browser: Browser, site: Path) -> None:
    with served(site / "site") as host, watched(browser, host) as (tab, _):
        tab.set_viewport_size({"width": 360, "height": 720})
        tab.goto("reference/code/")
        line = "__codelineno-0-6"
        number = tab.locator(f".linenos a[href='#{line}']").bounding_box()
        code = tab.locator(f"a[id='{line}']").bounding_box()
        assert number
        assert code
        assert abs(number["y"] - code["y"]) < 5
