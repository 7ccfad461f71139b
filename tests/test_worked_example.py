"""The examples that CONTRIBUTING.md names, applied as they stand: they add a field, a rule, a page and a table."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import CASES, copy_repository

FIELD, RULE, PAGE, EXPORT = (
    (CASES / f"examples/{name}.diff").read_text(encoding="utf-8")
    for name in ("field", "rule", "page", "table")
)


def apply(folder: Path, diff: str) -> None:
    subprocess.run(
        ["git", "apply", "-"], cwd=folder, input=diff, encoding="utf-8", check=True
    )


def run_python(folder: Path, *arguments: str) -> str:
    """What Python prints, with the program and the tests in the folder."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTEST_")
    }
    environment["PYTHONPATH"] = os.pathsep.join(["generator", "."])
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


@pytest.mark.parametrize(
    ("diff", "most"), [(FIELD, 4), (RULE, 4), (PAGE, 3), (EXPORT, 1)]
)
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


def test_the_examples_one_after_the_other(tmp_path: Path) -> None:
    """The rule is reported, explained and translated, the page made, and the table written and described.

    The model of the field alone brings it into all outputs but those whose templates decide what to show.
    """
    copy_repository(tmp_path, "generator", "tests", "pyproject.toml")
    for diff in (RULE, PAGE, EXPORT):
        apply(tmp_path, diff)
    tests = ("tests/test_diagnostics.py", "tests/test_translations.py")
    chosen = ("-k", "reviewed-by-author or every_code or catalogues")
    program = f"""
import pytest
pytest.main({["-q", "-p", "no:cacheprovider", *tests, *chosen]})
from briefing_site.pages import reference
from briefing_site.site.site import Site
from tests.project import awkward_briefs, exported
print(next(reference.page(None, Site())).content.decode())
files = exported(awkward_briefs(), Site())
print(files["indicators.md"].decode())
print(*(files[f"api/v1/{{name}}"].decode() for name in ("briefs.csv", "index.json", "openapi.json")))
"""
    printed = run_python(tmp_path, "-c", program)
    assert "5 passed" in printed
    assert "`reviewed-by-author`" in printed
    assert "An author reviewed their own brief." in printed
    assert "name a reviewer who did not write the brief" in printed
    assert "\ufeffid,title,summary,date,updated,status,topics,url,data" in printed
    assert "# What to watch" in printed
    assert "&#61;Clouds" in printed
    assert printed.count("All briefs as a table, for spreadsheets") == 3

    parts = re.split("^(?=diff --git)", FIELD, flags=re.MULTILINE)
    model = next(
        each
        for each in parts
        if each.startswith("diff --git a/generator/briefing_site/format/")
    )
    apply(tmp_path, model)
    missed = {
        "page",
        "plain text",
        "paper",
        "page of a version",
        "text of a version",
    }
    assert set(run_python(tmp_path, "-c", MISSED).splitlines()) == missed
    apply(tmp_path, "".join(each for each in parts if each != model))
    assert run_python(tmp_path, "-c", MISSED) == ""
