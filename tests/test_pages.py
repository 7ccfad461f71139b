"""Golden cases: these briefs make these pages. `pytest --renew` writes them anew, for a review of the diff."""

import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.library import linker
from generator.pages import provided
from generator.site import addresses
from generator.site.site import Site
from tests.project import CASES, snapshot, texts

GOLDEN = sorted((CASES / "pages").iterdir())


def pages(files: dict[str, str]) -> dict[str, bytes]:
    checked = pipeline.check(texts(files))
    assert not checked.errors, checked.diagnostics
    made = pipeline.render(linker.link(checked.collection), Site(), slow=False)
    return {
        path: content
        for path, content in made.items()
        # the reference and the pages about the site are the same whatever the briefs are
        if path.endswith(".md") and path not in {addresses.REFERENCE, *provided.PAGES}
    }


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_golden(case: Path, request: pytest.FixtureRequest) -> None:
    files = {
        path.relative_to(case).as_posix(): path.read_text(encoding="utf-8")
        for path in (case / "briefs").rglob("*.yml")
    }
    made, expected = pages(files), case / "expected"
    if request.config.getoption("--renew"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in made.items():
            target = expected / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    assert made == snapshot(expected)
