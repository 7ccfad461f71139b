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
    copy_repository(tmp_path, "generator", "tests", "pyproject.toml")
    return tmp_path


def apply(folder: Path, diff: str) -> None:
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff, encoding="utf-8", check=True)


def run_python(folder: Path, *arguments: str) -> str:
    """What Python prints, with the program and the tests in the folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.parametrize(("diff", "most"), [(FIELD, 4), (RULE, 4), (EXPORT, 3)])
def test_an_example_takes_few_files(diff: str, most: int) -> None:
    assert 0 < diff.count("diff --git ") <= most


MISSED = """
from tests.test_sentinels import OUTPUTS, SENTINELS, built
(field,) = (each for each in SENTINELS if "implications" in each.pattern)
for name, output in OUTPUTS.items():
    if output.is_about(field) and not field.is_in(output.text(built(), field)):
        print(name)
"""
"""Tells in which outputs the field of the example is not, as `test_sentinels` finds it for every field."""


def test_a_field_is_in_every_output(copy: Path) -> None:
    apply(copy, FIELD)
    assert run_python(copy, "-c", MISSED) == ""


def test_a_field_that_no_template_shows_is_missed(copy: Path) -> None:
    """The model alone brings it into all outputs but those whose templates decide what to show."""
    (model,) = re.findall(
        r"^diff --git a/generator/format/.*?(?=^diff --git|\Z)", FIELD, re.MULTILINE | re.DOTALL
    )
    apply(copy, model)
    missed = {"page", "plain text", "paper", "feed", "page of a version", "text of a version"}
    assert set(run_python(copy, "-c", MISSED).splitlines()) == missed


def test_a_rule_is_reported_explained_and_translated(copy: Path) -> None:
    apply(copy, RULE)
    tests = ("tests/test_diagnostics.py", "tests/test_translations.py")
    chosen = ("-k", "reviewed-by-author or every_code or catalogues")
    program = (
        f"import pytest; pytest.main({['-q', '-p', 'no:cacheprovider', *tests, *chosen]});"
        "from generator.pages import reference; from generator.site.site import Site;"
        "print(next(reference.page(None, Site())).content.decode())"
    )
    page = run_python(copy, "-c", program)
    assert "5 passed" in page
    assert "<code>reviewed-by-author</code>" in page
    assert "An author reviewed their own brief." in page
    assert "name a reviewer who did not write the brief" in page


def test_an_export_is_written_and_described(copy: Path) -> None:
    apply(copy, EXPORT)
    program = (
        "from tests.project import awkward_briefs, exported; from generator.site.site import Site;"
        "files = exported(awkward_briefs(), Site());"
        "print(*(files[f'api/v1/{name}'].decode() for name in ('briefs.csv', 'index.json', 'openapi.json')))"
    )
    printed = run_python(copy, "-c", program)
    assert printed.startswith("\ufeffid,title,summary,date,updated,status,topics,data,url")
    assert printed.count("All briefs as a table, for spreadsheets") == 3
