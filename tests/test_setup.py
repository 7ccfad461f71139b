"""`make` sets up a machine completely, whenever it was interrupted before."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.project import call, copy_repository

PYTHON = """#!/bin/sh
test "$1" = -m || exit 0  # only asked for its version
rm -rf .venv && mkdir -p .venv/bin && touch .venv/pyvenv.cfg
test "$DIE" != venv || kill -KILL "$PPID"
printf '%s\\n' '#!/bin/sh' 'test "$DIE" != "$2$3" || kill -KILL "$PPID"' 'echo "$@" >> .venv/installed' > .venv/bin/pip
printf '%s\\n' '#!/bin/sh' 'cat .venv/installed' | tee .venv/bin/briefs > .venv/bin/pip-audit
chmod +x .venv/bin/*
"""
"""Stands in for Python and what it installs; ends the `make` that calls it at one of its steps."""
PACKAGES = "install --quiet --no-compile --require-hashes --requirement requirements/{}.lock --requirement requirements/setup.lock"
WHEELS = (
    "download --quiet --no-deps --require-hashes --only-binary :all: --platform pyemscripten_2026_0_wasm32 "
    "--python-version 3.14 --implementation cp --abi cp314 --dest .venv/browser --requirement requirements/browser.lock"
)
PROJECT = "install --quiet --no-deps --no-build-isolation --editable ."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy_repository(tmp_path, "Makefile", "pyproject.toml", "requirements")
    python = tmp_path / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    return tmp_path


def make(project: Path, target: str, dies: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "DIE": dies}
    return call(project, "make", "--silent", target, "PYTHON=./python", environment=environment)


def installed(project: Path, target: str) -> list[str]:
    result = make(project, target)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize("dies", ["venv", "--quiet--no-compile", "--quiet--no-deps"])
def test_an_interrupted_setup_is_done_again(project: Path, dies: str) -> None:
    everything = [PACKAGES.format("site"), PROJECT, WHEELS]
    assert make(project, "site", dies).returncode < 0
    assert installed(project, "site") == everything
    assert installed(project, "check") == everything  # once is enough
    # more is installed when it is required, and if that is interrupted, nothing is relied on
    assert make(project, "audit", "--quiet--no-deps").returncode < 0
    assert installed(project, "site") == everything
    assert installed(project, "audit") == [*everything, PACKAGES.format("audit"), PROJECT]


def test_a_setup_does_not_touch_one_that_runs(project: Path) -> None:
    installed(project, "site")
    (project / ".venv" / "done").rename(project / ".venv" / "unfinished")
    (project / ".venv" / "process").write_text(str(os.getpid()))
    result = make(project, "site")
    assert result.returncode == 2
    assert "Another make is setting up .venv; wait for it." in result.stderr
