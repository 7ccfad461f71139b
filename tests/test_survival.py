"""What passes the check ends no build: neither a brief nor a commit, a version or a setting."""

import json
import os
from pathlib import Path

import pytest

from briefing_site import pipeline
from briefing_site.format import version as versions
from briefing_site.format.settings import Settings
from briefing_site.library import linker
from briefing_site.site import Site
from tests import mutation
from tests.past import recorded
from tests.project import Files, frozen, linked, make, run, site_briefs, texts

BRIEF = """\
title: A dam
summary: A dam is built.
date: 2020-05-01
timeline:
- {date: 2020-03, title: Work begins, sources: [gazette]}
figures:
- {title: Height, kind: KIND, rows: [{label: 2019, values: [NUMBERS]}, {label: 2020, values: [NUMBERS]}], series: [a, b]}
forecasts:
- {statement: It holds, probability: 60, made_on: 2020-05-01, resolves_by: 2021-01-01}
sources: {gazette: {title: The dam, accessed: 2020-05-01}}
""".replace("KIND", "bars").replace("NUMBERS", "1, 2")
NUMBERS = [
    "1, 1.0000000000001", "0, 0.000000000000001", "0, 0", "-1, -1.0000000000001",
    "0, 999999999999999.999999999999999", "-999999999999999, 999999999999999",
]  # fmt: skip
COMMITS = [
    ("probability: 60", "probability: 60, outcome: maybe"),
    ("probability: 60", "probability: 60, outcome: [yes, no]"),
    ("probability: 60", "probability: maybe"),
    ("made_on: 2020-05-01", "made_on: [2020]"),
    ("title: Work begins", "title: {a: b}"),
    ("date: 2020-05-01\n", "date: {a: [b]}\nformerly: {a: b}\nchange_notes: a\nactors: 5\n"),
    ("date: 2020-05-01\n", "date: 2020-05-01\nstatus: [archived]\ncorrections: {a: b}\n"),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(int(os.environ.get("SEEDS", "8"))))
def test_whatever_passes_the_check_is_built(seed: int) -> None:
    mutation.attempt(seed)


@pytest.mark.parametrize("kind", ["bars", "lines", "steps"])
def test_a_chart_of_any_numbers(kind: str) -> None:
    for numbers in NUMBERS:
        brief = BRIEF.replace("kind: bars", f"kind: {kind}")
        brief = brief.replace("values: [1, 2]", f"values: [{numbers}]")
        page = Files(linked({"briefs/dam.yml": brief}), Site()).text("briefs/dam.md")
        assert "nan" not in page
        assert "<svg" in page


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_first_and_the_last_day_of_all(day: str) -> None:
    """In each field with a day, if the check accepts it there."""
    for start in ("date: ", "accessed: ", "made_on: ", "resolves_by: "):
        text = BRIEF.replace("resolves_by: 2021-01-01", "resolves_by: 9999-12-31")
        first, _, end = text.partition(start)
        brief = f"{first}{start}{day}{end[10:]}"
        files = texts({"briefs/dam.yml": brief})
        checked = pipeline.check(files)
        assert "program-error" not in {error.code.slug for error in checked.errors}
        if not checked.errors:
            known = recorded(("1", "dam", BRIEF.encode()), ("2", "dam", brief.encode()))
            dict(Files(linker.link(checked.collection, histories=known), Site()))


@pytest.mark.parametrize(("old", "new"), COMMITS)
def test_a_commit_that_no_check_has_seen(old: str, new: str) -> None:
    """Also one in the middle of a pull request, which is on the main line if that is merged by a rebase."""
    invalid = BRIEF.replace(old, new, 1)
    assert invalid != BRIEF
    commits = [BRIEF, invalid, BRIEF.replace("A dam", "The dam", 1)]
    known = recorded(
        *((str(day), "dam", text.encode()) for day, text in enumerate(commits, start=1))
    )
    collection = pipeline.check(texts({"briefs/dam.yml": commits[-1]})).collection
    files = Files(linker.link(collection, histories=known), Site())
    assert "Title changed" in files.text("briefs/dam/history.md")
    files.text("new.md")
    files.text("forecasts.md")


@pytest.mark.parametrize("language", ["zz", "en-XX-xx", "abc-abcdefgh"])
def test_a_version_in_an_unknown_language_is_refused(language: str) -> None:
    tree = {**json.loads(frozen()[mutation.VERSION]), "language": language}
    text = json.dumps({**tree, "digest": versions.digest(tree)})
    checked = pipeline.check(texts({mutation.VERSION: text}))
    errors = [error for error in checked.errors if error.code.slug == "bad-version"]
    assert len(errors) == 1
    assert "'language'" in errors[0].message


EXPORTS = [
    (), ("references",), ("data",), ("feeds",), ("calendars",), ("cards",), ("papers",),
]  # fmt: skip


@pytest.mark.parametrize("exports", EXPORTS)
def test_links_lead_somewhere_whatever_a_site_does_without(
    exports: tuple[str, ...],
) -> None:
    settings = Settings.model_validate({"exports": exports})
    made = Files(linked(site_briefs()), Site(settings=settings))
    assert mutation.broken_links(dict(made)) == []


def test_a_site_may_do_without_all_exports(tmp_path: Path) -> None:
    settings = (
        "site_name: Test\nsite_url: https://briefs.example/\ntheme: briefs\n"
        "plugins: [briefs]\nextra: {briefs: {exports: []}}\n"
    )
    result = run(make(tmp_path, {**site_briefs(), "mkdocs.yml": settings}), "build")
    assert result.returncode == 0, result.stderr
    home = (tmp_path / "site/index.html").read_text()
    assert "og:title" in home
    assert "og:image" not in home
    assert "feeds" not in home
