"""The program in the browser says what the command says."""

import base64
import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator import pipeline
from generator.diagnostics import Diagnostic
from generator.reading.folder import RawFile
from generator.site import program
from tests import mistakes
from tests.conftest import Site, Tab, watched
from tests.project import sections, site_briefs, texts
from tests.test_diagnostics import BYTES, TODAY
from tests.test_diagnostics import FILES as DIAGNOSTICS
from tests.test_every_kind_of_page import barriers, narrow_barriers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not program.wheels(), reason="`make setup` brings what runs in browsers"),
]
Files = dict[str, bytes]

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
    """A tab in which colours change at once."""
    with watched(browser, site, reduced_motion="reduce") as tab:
        yield tab


def cases() -> dict[str, Files]:
    found: dict[str, Files] = {}
    for file in DIAGNOSTICS:
        parts = sections(file)
        for name in ("expected", "mkdocs.yml"):
            parts.pop(name, None)
        found[file.stem] = contents(parts)
    for file in mistakes.FILES:
        found[f"mistake: {file.stem}"] = contents({**mistakes.TOPICS, **mistakes.read(file).broken})
    return found | {f"bytes: {name}": {"briefs/a.yml": content} for name, (content, _) in BYTES.items()}


def contents(files: dict[str, str]) -> Files:
    return {raw.path: raw.content for raw in texts(files)}


def answers(page: Page, cases: dict[str, Files]) -> dict[str, list[dict[str, Any]]]:
    plain = {
        name: {path: base64.b64encode(content).decode() for path, content in files.items()}
        for name, files in cases.items()
    }
    found: dict[str, list[dict[str, Any]]] = page.evaluate(CHECK, [plain, TODAY.isoformat()])
    return found


def plain(each: Diagnostic) -> dict[str, Any]:
    return {
        "path": each.path,
        "code": each.code.slug,
        "severity": each.severity.value,
        "line": each.span.start.line,
        "column": each.span.start.column,
        "end_line": each.span.end.line,
        "end_column": each.span.end.column,
        "message": str(each.message),
        "help": str(each.help),
        "edits": [[*edit.span.start, *edit.span.end, edit.text] for edit in each.edits],
    }


def test_each_case_has_the_same_answers(page: Page) -> None:
    nothing = {
        "site": {"name": "", "address": "", "repository": "", "branch": "", "language": "en", "settings": {}}
    }
    empty = gzip.compress(json.dumps({**nothing, "briefs": [], "files": {}}).encode())
    page.route("**/contribute/known/*", lambda route: route.fulfill(body=empty))
    expected = {
        name: pipeline.check([RawFile(*each) for each in files.items()], today=TODAY).diagnostics
        for name, files in cases().items()
    }
    found = answers(page, cases())
    assert len(found) > 300
    for name, diagnostics in expected.items():
        without_more = [
            {key: each[key] for key in each if key not in {"field", "excerpt"}} for each in found[name]
        ]
        assert without_more == list(map(plain, diagnostics)), name


def test_a_brief_of_the_site_has_the_same_answers_as_among_all_files(page: Page) -> None:
    """What the site publishes of its other files is enough."""
    files = site_briefs()
    changed = {}
    for name in ("council-revival", "mill-raid"):
        path = f"briefs/{name}.yml"
        text = files[path].replace("kind: person", "kind: group").replace("same_as: ", "same_as: x")
        changed[name] = {path: text.replace("see_also: [", "see_also: [nowhere, ").encode()}
    found = answers(page, changed)
    for each in changed.values():
        (path,) = each
        everything = {**contents(files), **each}
        known = pipeline.check(texts(files), today=TODAY).diagnostics
        expected = pipeline.check([RawFile(*file) for file in everything.items()], today=TODAY).diagnostics
        own = [plain(one) for one in expected if one.path == path]
        assert own
        assert [one["message"] for one in found[path.removeprefix("briefs/").removesuffix(".yml")]] == [
            str(one.message) for one in expected if one.path == path or one not in known
        ]


@pytest.fixture
def text(page: Page) -> Locator:
    page.goto("contribute/check/")
    return page.get_by_label("Text of the brief")


def test_what_is_wrong_is_listed_as_one_types_and_fixed_on_request(page: Page, text: Locator) -> None:
    asked: list[str] = []
    page.context.on("request", lambda each: asked.append(each.url))
    brief = site_briefs()["briefs/pipeline-loans.yml"]
    wrong = brief.replace("kind: organisation", "kind: Organisation", 1)
    assert not any(
        "/contribute/program/" in each and ".pack" in each for each in asked
    )  # before anybody writes
    text.fill(wrong)
    found = page.locator(".check-found > li")
    expect(found).to_have_count(1)
    assert any("contribute/program" in each for each in asked)
    expect(page.locator(".check-page h1")).to_be_visible()
    assert barriers(page) == []
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


def test_without_scripts_the_page_says_what_to_do(page_without_scripts: Page) -> None:
    page_without_scripts.goto("contribute/check/")
    expect(page_without_scripts.get_by_text("requires JavaScript")).to_be_visible()


def test_a_second_visit_loads_nothing_anew(new_page: Page) -> None:
    """Neither the program, nor what Python compiled of it."""
    page, asked = new_page, list[str]()
    ask = "async () => (await import('/contribute/form/program.js')).check({ 'briefs/a.yml': 'title: A' })"
    page.goto("contribute/check/")
    first = page.evaluate(ask)
    page.wait_for_function(IS_COMPILED)
    page.on("request", lambda each: asked.append(each.url))
    page.reload()
    page.wait_for_event("request", lambda each: "/contribute/known/" in each.url)  # it starts by itself
    assert page.evaluate(ask) == first != []
    assert [each for each in asked if ".pack" in each and "/contribute/program/" in each] == []


IS_COMPILED = """async () => {
  const kept = await (await caches.open("program")).keys();
  return kept.some(({ url }) => url.includes("/contribute/program/compiled?"));
}"""
