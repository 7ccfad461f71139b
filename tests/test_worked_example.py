"""The example in CONTRIBUTING.md that adds a field: applied as it stands, the field is in every output."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT, copy_repository

MOST_FILES = 4
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
(DIFF,) = re.findall(r"^```diff\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
FILES = re.findall(r"^\+\+\+ b/(\S+)$", DIFF, re.MULTILINE)
FIELD = "brief.implications"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and the tests that look for fields, elsewhere."""
    copy_repository(tmp_path, "generator")
    (tmp_path / "tests").mkdir()
    for name in (
        "__init__.py",
        "browser.py",
        "conftest.py",
        "project.py",
        "sentinels.py",
        "test_sentinels.py",
    ):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def apply(folder: Path, diff: str) -> None:
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff, encoding="utf-8", check=True)


def run_sentinels(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_sentinels.py"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_a_field_takes_few_files_and_is_in_every_output(copy: Path) -> None:
    assert len(FILES) <= MOST_FILES
    apply(copy, DIFF)
    result = run_sentinels(copy)
    assert result.returncode == 0, result.stdout
    listed = subprocess.run(
        [sys.executable, "-c", "from tests.sentinels import collection; print(*collection()[1], sep='\\n')"],
        cwd=copy,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert FIELD.partition(".")[2] in listed


def test_a_field_that_no_template_shows_is_missed(copy: Path) -> None:
    """The model alone brings it into all outputs but those whose templates decide what to show."""
    (model,) = re.findall(
        r"^diff --git a/generator/format/.*?(?=^diff --git|\Z)", DIFF, re.MULTILINE | re.DOTALL
    )
    apply(copy, model)
    result = run_sentinels(copy)
    assert result.returncode == 1
    failed = set(re.findall(r"^FAILED \S+\[([^\]]+)\]", result.stdout, re.MULTILINE))
    of_versions = {"page of a version", "text of a version", "paper of a version"}
    assert failed == {"page", "plain text", "paper", "feed", *of_versions}
