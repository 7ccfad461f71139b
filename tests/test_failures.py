"""An error in the program is told in one message, which names the stage and the file, and stops only that."""

import importlib
import os
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefing_site.build import workers
from briefing_site.cli import DEBUG, main
from briefing_site.commands import progress
from briefing_site.library import linked_forecasts
from briefing_site.library.library import Library, LinkedBrief
from briefing_site.pages import brief
from briefing_site.pages.components import history
from briefing_site.reading import Document, validation
from briefing_site.site import Output, Site
from tests.project import WITH_PAPERS, make, run
from tests.test_building import FILES
from tests.test_preview import FILES as WITH_PAGES
from tests.test_preview import NOTICE, new_project, previewed

HANDWRITTEN = {
    path: text for path, text in WITH_PAGES.items() if path.startswith("docs/")
}
make_page = brief.page
validate = validation.validate
link_all = linked_forecasts.link_all
of_brief = history.of_brief
PAGE = "docs/briefs/dam.md"
BUILD = ("build", "--engine", "none", "--no-search")


def failing(*_: object, **__: object) -> None:
    raise ValueError("no ink\nin the pen")


def failing_at_the_dam(library: Library, site: Site, slug: str) -> Iterator[Output]:
    if library.briefs[slug].slug == "dam":
        failing()
    return make_page(library, site, slug)


def ended(*_: object) -> None:
    os._exit(9)


class PanicError(BaseException):
    """As a library written in Rust raises it."""


def panicking_at_the_dam(library: Library, site: Site, slug: str) -> Iterator[Output]:
    if library.briefs[slug].slug == "dam":
        raise PanicError("not a char boundary")
    return make_page(library, site, slug)


def broken(module: str, name: str, by: object) -> None:
    """The command with something else in place of a function."""
    setattr(importlib.import_module(f"briefing_site.{module}"), name, by)
    main()


with_a_page_that_fails = partial(broken, "pages.brief", "page", failing_at_the_dam)
submit = ProcessPoolExecutor.submit


def submitted_in_turn(*arguments: Any) -> Future[Any]:  # noqa: ANN401 -- those of `submit`
    future: Future[Any] = submit(*arguments)
    wait([future])
    return future


def with_a_process_that_ends() -> None:
    """While there is more to submit."""
    workers.perform_batch = ended  # type: ignore[assignment]
    ProcessPoolExecutor.submit = submitted_in_turn  # type: ignore[method-assign,assignment]
    main()


FAILURES: dict[str, tuple[Callable[[], None], str]] = {
    "a panic": (partial(broken, "pages.brief", "page", panicking_at_the_dam), "'briefs/dam.md' could not be made from briefs/dam.yml: PanicError: not a char boundary"),
    "a page": (with_a_page_that_fails, "'briefs/dam.md' could not be made from briefs/dam.yml: ValueError: no ink"),
    "linking": (partial(broken, "library.linker", "link", failing), "linking the briefs failed: ValueError: no ink"),
    "linking a brief": (partial(broken, "library.linked_briefs", "fingerprint", failing), "linking briefs/bridge.yml failed: ValueError: no ink"),
    "a process": (with_a_process_that_ends, "a process was ended from outside, maybe because the memory was full"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_of_a_build(tmp_path: Path, name: str) -> None:
    program, message = FAILURES[name]
    project = make(tmp_path, FILES | WITH_PAPERS)
    result = run(project, *BUILD, program=program)
    assert result.returncode == 2
    first, second = result.stderr.splitlines()
    assert first.startswith(f"briefs: {message}")
    assert second.startswith("This is an error in the program: please report it")
    assert not (project / PAGE).exists()


def failing_at_the_bridge(document: Document, *arguments: Any) -> Any:  # noqa: ANN401 -- those of `validate`
    if document.path == "briefs/bridge.yml":
        failing()
    return validate(document, *arguments)


def failing_to_link_the_dam(slug: str, *arguments: Any) -> Any:  # noqa: ANN401 -- those of `link_all`
    if slug == "dam":
        failing()
    return link_all(slug, *arguments)


def failing_to_describe_the_dam(
    linked: LinkedBrief,
    *arguments: Any,  # noqa: ANN401 -- those of `of_brief`
    **options: Any,  # noqa: ANN401 -- those of `of_brief`
) -> Any:  # noqa: ANN401 -- those of `of_brief`
    if linked.slug == "dam":
        failing()
    return of_brief(linked, *arguments, **options)


def test_a_failure_to_read_a_file_is_an_error_of_it_alone(tmp_path: Path) -> None:
    project = make(tmp_path, FILES)
    program = partial(broken, "reading.validation", "validate", failing_at_the_bridge)
    result = run(project, "check", program=program)
    assert result.returncode == 1
    assert (
        "briefs/bridge.yml:1:1: error[program-error]: the program fails at this file: ValueError: no ink\n"
        in result.stdout
    )
    assert "1 error" in result.stdout
    assert run(project, *BUILD, program=program).returncode == 1
    assert run(project, *BUILD, "--skip-invalid", program=program).returncode == 0
    assert (project / PAGE).exists()
    assert not (project / "docs/briefs/bridge.md").exists()


@pytest.mark.parametrize(
    "program",
    [
        with_a_page_that_fails,
        partial(
            broken, "library.linked_forecasts", "link_all", failing_to_link_the_dam
        ),
        partial(
            broken, "pages.components.history", "of_brief", failing_to_describe_the_dam
        ),
    ],
)
def test_a_failure_of_a_brief_leaves_it_out_of_a_build_that_skips_what_is_invalid(
    tmp_path: Path, program: Callable[[], None]
) -> None:
    project = make(tmp_path, FILES)
    result = run(project, *BUILD, "--skip-invalid", program=program)
    assert result.returncode == 0
    assert "briefs/dam.yml:1:1: error[program-error]" in result.stderr
    assert "Left out because of errors: briefs/dam.yml. Do not" in result.stderr
    assert (project / "docs/briefs/bridge.md").exists()
    assert not (project / PAGE).exists()


def test_a_traceback_is_shown_if_somebody_asks_for_it(tmp_path: Path) -> None:
    result = run(make(tmp_path, FILES), DEBUG, *BUILD, program=with_a_page_that_fails)
    assert result.returncode == 2
    assert "in failing\n" in result.stderr


FAILING_WHEN_LATE = """
from briefing_site.pages import brief

make_page = brief.page


def page(library, site, slug):
    if "late" in library.briefs[slug].entry.title:
        raise ValueError("no ink")
    return make_page(library, site, slug)


brief.page = page
"""
"""What Python runs before the engine, which the preview starts as a program of its own."""


def test_a_page_that_fails_leaves_the_last_good_pages_to_the_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The failure is shown on every page until it is over."""
    modules = make(tmp_path / "modules", {"sitecustomize.py": FAILING_WHEN_LATE})
    monkeypatch.setenv("PYTHONPATH", str(modules))
    project = new_project(tmp_path / "project", {**FILES, **HANDWRITTEN})
    with previewed(project) as preview:
        preview.wait_for("briefs/dam/", "<h1")
        preview.save("briefs/dam.yml", "title: The dam", "title: The late dam")
        preview.wait_for("briefs/dam/", "ValueError: no ink")
        assert "The late dam" not in preview.get("briefs/dam/")[1]
        preview.save("briefs/dam.yml", "title: The late dam", "title: The early dam")
        assert "The early dam" in preview.wait_without("briefs/dam/", NOTICE)


def make_page_slowly(library: Library, site: Site, slug: str) -> Iterator[Output]:
    time.sleep(0.2)
    return make_page(library, site, slug)


def impatiently() -> None:
    progress.QUIET = 0.0
    brief.page = make_page_slowly
    main()


def test_a_build_that_takes_long_says_where_it_is(tmp_path: Path) -> None:
    """Where there is no terminal for a progress bar."""
    result = run(make(tmp_path, FILES), *BUILD, program=impatiently)
    assert result.returncode == 0
    assert "Checking: 5 of 5; the last is briefs/tunnel.yml\n" in result.stderr
    assert re.search(
        r"^Rendering: \d+ of \d+; the last is [a-z/.-]+$", result.stderr, re.MULTILINE
    )
    assert "Traceback" not in result.stderr
