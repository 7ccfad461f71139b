"""The program in the browser says what the command says."""

import base64
import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator import pipeline
from generator.diagnostics import Diagnostic
from generator.form import program
from generator.reading.folder import RawFile
from tests import mistakes
from tests.conftest import Site, Tab, watched
from tests.project import sections, site_briefs, texts
from tests.test_diagnostics import BYTES, TODAY
from tests.test_diagnostics import FILES as DIAGNOSTICS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not program.available(), reason="`make setup` brings what runs in browsers"),
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
    """A tab whose worker reads what it has unpacked."""
    with watched(browser, site, "blob:") as tab:
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
