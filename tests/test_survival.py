"""What passes the check ends no build: neither a brief nor a commit, a version or a setting."""

import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from briefing_site import pipeline
from briefing_site.format import version as versions
from briefing_site.format.settings import Settings
from briefing_site.library import linker
from briefing_site.library.library import Library
from briefing_site.site import Output, Site, addresses
from tests import hostile, mutation
from tests.past import recorded
from tests.project import (
    Files,
    frozen,
    linked,
    make,
    run,
    site_briefs,
    texts,
    written_pages,
)
from tests.repository import Repository
from tests.test_failures import BUILD, broken

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


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(int(os.environ.get("SEEDS", "4"))))
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


Task = Callable[..., Iterator[Output]]


def failing_at(subject: str, make_page: Task) -> Task:
    """A task that fails if it is about one thing, after it has looked up a brief as pages of others do."""

    def page(
        library: Library, site: Site, id_: str, *others: object
    ) -> Iterator[Output]:
        pages = list(make_page(library, site, id_, *others))
        if id_ == subject:
            raise ValueError("no ink")
        return iter(pages)

    return page


def with_pages_that_fail(module: str, subject: str) -> None:
    """The command, where a module of pages fails at one actor, topic or brief."""
    pages = import_module(f"briefing_site.{module}")
    broken(module, "page", failing_at(subject, pages.page))


FAILING = [
    ("pages.version", "signs", "briefs/signs/versions/2020-07-01.md"),
    ("pages.actor", "one-0", "actors/one-0.md"),
    ("pages.topic", "topic-0", "topics/topic-0.md"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "subject", "page"), FAILING)
def test_a_page_that_fails_costs_a_build_that_skips_what_is_invalid_nothing_else(
    tmp_path: Path, module: str, subject: str, page: str
) -> None:
    files = {**hostile.project(0, {}), mutation.VERSION: frozen()[mutation.VERSION]}
    project = make(tmp_path, files)
    assert run(project, *BUILD).returncode == 0
    before = written_pages(project / "docs")
    program = partial(with_pages_that_fail, module, subject)
    result = run(project, *BUILD, "--skip-invalid", program=program)
    assert result.returncode == 0, result.stderr
    assert f"docs/{page}:1:1: error[program-error]" in result.stderr
    assert "ValueError: no ink" in result.stderr
    assert f"Left out because of errors: docs/{page}. Do not" in result.stderr
    left = written_pages(project / "docs")
    assert {page} <= before.keys() - left.keys() <= {page, addresses.text(page)}
    assert run(project, *BUILD).returncode == 0
    assert written_pages(project / "docs") == before


def failing_for(subject: str, function: Callable[..., object]) -> Callable[..., object]:
    """The function, which fails if a text is in what it is given."""

    def fail_for(*arguments: object) -> object:
        if subject in repr(arguments):
            raise ValueError("no ink")
        return function(*arguments)

    return fail_for


def with_a_function_that_fails(module: str, name: str, subject: str) -> None:
    function = getattr(import_module(f"briefing_site.{module}"), name)
    broken(module, name, failing_for(subject, function))


def test_a_history_that_fails_costs_its_brief_and_no_other(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    project = repository.folder
    repository.commit("2020-05-01", BRIEF)
    repository.commit("2020-05-01", BRIEF, "weir")
    repository.commit("2020-05-02", BRIEF.replace("A dam", "A high dam", 1))
    program = partial(
        with_a_function_that_fails, "history.histories", "_revisions", "A high dam"
    )
    result = run(project, *BUILD, program=program)
    assert result.returncode == 2
    assert (
        "reading the history of briefs/dam.yml failed: ValueError: no ink"
        in result.stderr
    )
    result = run(project, *BUILD, "--skip-invalid", program=program)
    assert result.returncode == 0, result.stderr
    assert "Left out because of errors: briefs/dam.yml. Do not" in result.stderr
    assert (project / "docs/briefs/weir.md").exists()
    assert not (project / "docs/briefs/dam.md").exists()


def test_a_profile_that_fails_costs_itself_alone(tmp_path: Path) -> None:
    project = make(tmp_path, hostile.project(0, {}))
    program = partial(
        with_a_function_that_fails, "library.linked_sources", "numbered", "Profile("
    )
    result = run(project, *BUILD, "--skip-invalid", program=program)
    assert result.returncode == 0, result.stderr
    assert (
        "Left out because of errors: briefs/actors/one-0.yml. Do not" in result.stderr
    )
    assert (project / "docs/actors/one-0.md").exists()
    assert (project / "docs/briefs/brief-0.md").exists()


FAILING_FOR_ONE = [
    ("checks.rules", "check"),
    ("library.linked_events", "link_all"),
    ("pages.registry", "tasks"),
    ("search", "tasks"),
    ("history.identities", "_identities"),
    ("history.content", "read"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "name"), FAILING_FOR_ONE)
def test_a_brief_at_which_a_stage_for_all_briefs_fails_costs_no_other(
    tmp_path: Path, module: str, name: str
) -> None:
    """Also if it only fails when it compares all of them."""
    repository = Repository(tmp_path)
    project = repository.folder
    for slug in ("weir", "dam", "mill", "ford"):
        text = BRIEF.replace("A dam", "A high dam", 1) if slug == "dam" else BRIEF
        repository.commit("2020-05-01", text, slug)
    program = partial(with_a_function_that_fails, module, name, "A high dam")
    result = run(
        project, "build", "--engine", "none", "--skip-invalid", program=program
    )
    assert result.returncode == 0, result.stderr
    assert "briefs/dam.yml:1:1: error[program-error]" in result.stderr
    assert "Left out because of errors: briefs/dam.yml. Do not" in result.stderr
    assert not (project / "docs/briefs/dam.md").exists()
    for slug in ("weir", "mill", "ford"):
        assert (project / f"docs/briefs/{slug}.md").exists()
