"""The examples that CONTRIBUTING.md names, applied as they stand: they add a field, a rule of the check and an export."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import CASES, copy_repository

FIELD, RULE, EXPORT = (
    (CASES / f"examples/{name}.diff").read_text(encoding="utf-8") for name in ("field", "rule", "table")
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and its tests, elsewhere."""
    copy_repository(tmp_path, "generator", "tests", "pyproject.toml")
    return tmp_path


def apply(folder: Path, diff: str) -> None:
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff, encoding="utf-8", check=True)


def run_tests(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize(("diff", "most"), [(FIELD, 4), (RULE, 4), (EXPORT, 3)])
def test_an_example_takes_few_files(diff: str, most: int) -> None:
    assert 0 < diff.count("diff --git ") <= most


def test_a_field_is_in_every_output(copy: Path) -> None:
    apply(copy, FIELD)
    result = run_tests(copy, "tests/test_sentinels.py")
    assert result.returncode == 0, result.stdout
    listed = subprocess.run(
        [sys.executable, "-c", "from tests.sentinels import collection; print(*collection()[1], sep='\\n')"],
        cwd=copy,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert "implications" in listed


def test_a_field_that_no_template_shows_is_missed(copy: Path) -> None:
    """The model alone brings it into all outputs but those whose templates decide what to show."""
    (model,) = re.findall(
        r"^diff --git a/generator/format/.*?(?=^diff --git|\Z)", FIELD, re.MULTILINE | re.DOTALL
    )
    apply(copy, model)
    result = run_tests(copy, "tests/test_sentinels.py")
    assert result.returncode == 1
    failed = set(re.findall(r"^FAILED \S+\[([^\]]+)\]", result.stdout, re.MULTILINE))
    of_versions = {"page of a version", "text of a version"}
    assert failed == {"page", "plain text", "paper", "feed", *of_versions}


def test_a_rule_is_reported_explained_and_translated(copy: Path) -> None:
    apply(copy, RULE)
    tests = ("tests/test_diagnostics.py", "tests/test_translations.py")
    result = run_tests(copy, *tests, "-k", "reviewed-by-author or every_code or catalogues")
    assert result.returncode == 0, result.stdout
    assert "4 passed" in result.stdout
    program = (
        "from generator.pages import reference; from generator.site.site import Site;"
        "print(next(reference.page(None, Site())).content.decode())"
    )
    page = subprocess.run(
        [sys.executable, "-c", program], cwd=copy, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert "<code>reviewed-by-author</code>" in page
    assert "An author reviewed their own brief." in page
    assert "name a reviewer who did not write the brief" in page


def test_an_export_is_written_and_described(copy: Path) -> None:
    apply(copy, EXPORT)
    program = (
        "from tests.project import awkward_briefs, exported; from generator.site.site import Site;"
        "files = exported(awkward_briefs(), Site());"
        "print(*(files[f'api/v1/{name}'].decode() for name in ('forecasts.csv', 'index.json', 'openapi.json')))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=copy, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert printed.startswith("\ufeffbrief,brief_title,statement,probability,made_on,resolves_by,")
    assert printed.count("All forecasts as a table, for spreadsheets") == 3
