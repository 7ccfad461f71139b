"""The program in the browser says what the command says."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from briefing_site import pipeline
from briefing_site.form.check import Session
from briefing_site.site import program
from tests.conftest import Site, Tab, watched
from tests.project import site_briefs, texts
from tests.test_diagnostics import TODAY
from tests.test_every_kind_of_page import barriers, narrow_barriers
from tests.test_form import Form
from tests.test_parser import DIFFERENT, Files, cases, contents, places

pytestmark = pytest.mark.skipif(
    not program.wheels(), reason="`make setup` brings what runs in browsers"
)
LOADED = 120_000
"""Milliseconds that the program may take to start on a machine that has much else to do."""

CHECK = """async ([cases, day]) => {
  const { check } = await import("/contribute/form/program.js");
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const answers = {};
  for (const [name, files] of Object.entries(cases)) {
    const inBytes = Object.entries(files).map(([path, text]) => [path, bytes(text)]);
    answers[name] = await check(Object.fromEntries(inBytes), day);
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser, site: Site) -> Iterator[Tab]:
    """A tab that keeps the program."""
    with watched(browser, site) as tab:
        yield tab


def answers(page: Page, cases: dict[str, Files]) -> dict[str, list[dict[str, Any]]]:
    plain = {
        name: {
            path: base64.b64encode(content).decode() for path, content in files.items()
        }
        for name, files in cases.items()
    }
    found: dict[str, list[dict[str, Any]]] = page.evaluate(
        CHECK, [plain, TODAY.isoformat()]
    )
    return found


IS_KEPT = """async () => {
  const kept = await (await caches.open("program")).keys();
  return kept.some(({ url }) => url.includes("/contribute/program/packages.pack"));
}"""


def test_what_is_wrong_is_listed_as_one_types_and_fixed_on_request(page: Page) -> None:
    asked: list[str] = []
    page.context.on("request", lambda each: asked.append(each.url))
    page.evaluate("caches.delete('program')")
    page.goto("contribute/check/")
    text = page.get_by_label("Text of the brief")
    brief = site_briefs()["briefs/pipeline-loans.yml"]
    wrong = brief.replace("kind: organisation", "kind: Organisation", 1)
    assert not any(".pack" in each for each in asked)  # before anybody writes
    text.fill(wrong)
    found = page.locator(".check-found > li")
    expect(found).to_have_count(1, timeout=LOADED)
    assert any("/contribute/program/" in each and ".pack" in each for each in asked)
    expect(page.locator(".check-page h1")).to_be_visible()
    assert barriers(page, "body", "light") == []
    page.get_by_role("button", name="Fix this: Line").first.click()
    expect(text).to_have_value(brief)

    text.fill(wrong)
    page.get_by_role("button", name="Fix everything that is certain").click()
    expect(text).to_have_value(brief)

    text.fill("")
    page.get_by_label("Brief", exact=True).select_option("pipeline-loans")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(text).to_have_value(brief)
    expect(page.locator("#check--state")).to_have_text("Nothing is wrong.")
    region = page.get_by_role("region", name="Preview")
    expect(region.get_by_role("heading", level=3).first).to_be_visible()
    assert narrow_barriers(page, 360) == []
    assert page.evaluate(IS_KEPT)


def among_others(site: Site) -> Session:
    """What a browser runs, with what the site publishes of its files."""

    def unpacked(path: str) -> Any:  # noqa: ANN401 -- what JSON holds
        return json.loads(gzip.decompress((site.folder / path).read_bytes()))

    known = unpacked("contribute/known/all.pack")
    for path in known["briefs"]:
        known["files"] |= unpacked(path)
    return Session(json.dumps(known))


@pytest.mark.parametrize("name", ["council-revival", "mill-raid"])
def test_what_a_site_publishes_of_its_files_is_enough(site: Site, name: str) -> None:
    """A brief of the site has the same answers as among all files."""
    files = site_briefs()
    known = pipeline.check(texts(files), today=TODAY).diagnostics
    path = f"briefs/{name}.yml"
    text = (
        files[path]
        .replace("kind: person", "kind: group")
        .replace("same_as: ", "same_as: x")
    )
    changed = {path: text.replace("see_also: [", "see_also: [nowhere, ")}
    found = json.loads(among_others(site).check(contents(changed), TODAY.isoformat()))
    expected = pipeline.check(texts(files | changed), today=TODAY).diagnostics
    assert found[-1]["field"] == ["see_also", 0]
    assert [each["message"] for each in found] == [
        str(each.message) for each in expected if each.path == path or each not in known
    ]


def test_of_python_it_brings_what_a_check_imports(site: Site) -> None:
    with ZipFile(site.folder / "contribute/program/python.zip") as archive:
        names = archive.namelist()
    assert "json/decoder.py" in names
    assert not any(name.startswith("unittest/") for name in names)


@pytest.fixture
def returning(page: Page) -> Iterator[Page]:
    """A tab of somebody who has been here: the program is not loaded anew."""
    if not page.evaluate(IS_KEPT):
        page.goto("contribute/check/")
        answers(page, {"a": {"briefs/a.yml": b"title: A"}})
        assert page.evaluate(IS_KEPT)
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    yield page
    assert [
        each for each in asked if ".pack" in each and "/contribute/program/" in each
    ] == []


def test_the_program_checks_and_shows_the_brief(returning: Page, site: Site) -> None:
    """What it finds stands at its field, in the words of a form, and what it makes is the page of the brief.

    A browser that allows no script but files of the site has nothing to object to.
    """
    page = returning
    form = Form(page).open("council-revival")
    expect(
        page.get_by_text("Everything is checked once you begin to write.")
    ).to_be_visible()
    form.fill(title="A <b>bold</b> title")
    shown = page.get_by_role("region", name="Preview")
    expect(shown.locator(".brief-title")).to_contain_text(
        "A <b>bold</b> title", timeout=LOADED
    )
    expect(
        page.get_by_text("This is what the check of the pull request finds, too.")
    ).to_be_visible()
    form.expect_nothing_to_do()
    original = site_briefs()["briefs/council-revival.yml"].splitlines()
    title = next(line for line in original if line.startswith("title: "))
    written = page.locator(".write-panel pre code").inner_text().splitlines()
    assert set(written) ^ set(original) == {title, "title: A <b>bold</b> title"}
    page.get_by_role("button", name="Open pull request").click()
    change = page.locator(".changes > li")
    expect(change).to_have_count(1)
    number = original.index(title) + 1
    expect(change).to_contain_text(f"Replace line {number}")
    expect(change.locator("del")).to_have_text(title)
    expect(change.locator("ins")).to_have_text("title: A <b>bold</b> title")
    brief = page.context.new_page()
    brief.goto("briefs/council-revival/")
    brief.locator(".cited-in").evaluate_all("all => all.forEach(each => each.remove())")
    for selector in (
        ".standfirst",
        ".judgements li",
        ".event",
        ".quotes blockquote",
        ".sources li",
    ):
        texts, others = (
            [
                each.rstrip("# ")
                for each in tab.locator(f"{within} >> {selector}").all_text_contents()
            ]
            for tab, within in ((page, ".preview"), (brief, "article"))
        )
        assert texts == others != [], selector
    brief.close()

    form.fill(
        date="15 April 2010", background="Read [@gazete] <script>alert(1)</script>"
    )
    date = page.get_by_label("Date", exact=False).first
    expect(date).to_have_accessible_description(re.compile("Write 2010-04-15$"))
    form.add("actor", {"Name": "Vladimir Example", "Role": "Clerk"})
    form.add("quote", {"Text": "“In marks”"})
    form.add("figure", {"Title": "One"})
    form.add("source", {"Publisher": "Gazette"})
    page.get_by_role("button", name="Open pull request").click()
    expect(form.to_do).to_be_focused()
    for message in (
        "Background: 'gazete' is not listed under 'sources'",
        "Background: HTML is not allowed in prose",
        "Actor 10: Kind is required for an actor that is new to this site",
        "Quote 5: Date is required",
        "Quote 5: Source is required",
        "Quote 5, Text: Leave out the quotation marks around it",
        "Figure 1: Add at least one row",
        "Source 4, Title: Enter a title, or a description of what has none",
        "Source 4: Nothing in this brief refers to this source",
    ):
        expect(page.get_by_role("link", name=message)).to_be_visible()
    page.get_by_role("link", name="Quote 5: Source is required").click()
    choice = page.get_by_role("group", name="Quote 5").get_by_role(
        "radiogroup", name=re.compile("^Source")
    )
    expect(choice).to_have_attribute("aria-invalid", "true")
    expect(choice.get_by_role("radio").first).to_be_focused()
    choice.get_by_label("Beefing up the river").check()
    expect(page.get_by_role("link", name="Quote 5: Source is required")).to_have_count(
        0
    )
    assert barriers(page, ".write-panel") == []
    # it says what the same program says here
    chosen = dict([*cases().items()][::32])
    for name in DIFFERENT:
        chosen.pop(name, None)
    here, day = among_others(site), TODAY.isoformat()
    assert len(chosen) > 10
    in_browser = answers(page, chosen)
    for name, files in chosen.items():
        expected = places(json.loads(here.check(files, day)))
        assert places(in_browser[name]) == expected, name
