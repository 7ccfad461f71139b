"""The commands as a contributor runs them: processes of their own, their output and exit codes."""

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import ROOT, awkward_briefs, copy_repository, make, run, run_anew


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, awkward_briefs())


def test_ctrl_c_while_the_program_loads_ends_it_without_a_traceback(
    tmp_path: Path,
) -> None:
    make(tmp_path, {"modules/click.py": "raise KeyboardInterrupt"})
    ended = run_anew(tmp_path, "check", PYTHONPATH=str(tmp_path / "modules"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", "")


def test_build_notices_a_change_to_a_script_of_the_form(project: Path) -> None:
    build = ("build", "--engine", "none", "--no-search")
    assert run(project, *build).returncode == 0
    copy_repository(project, "generator")
    with (project / "generator/briefing_site/form" / "assets" / "main.js").open(
        "a"
    ) as script:
        script.write("// changed\n")
    assert run_anew(project, *build).stdout.startswith(
        "docs/: 1 files written, 0 removed"
    )
    assert (
        (project / "docs" / "contribute" / "form" / "main.js")
        .read_text()
        .endswith("// changed\n")
    )


def test_a_bar_in_a_terminal_and_silence_in_a_pipe(project: Path) -> None:
    """On a run of many files; the pipe is that of the other tests."""
    for number in range(60):
        name = f"briefs/actors/somebody-{number}.yml"
        (project / name).write_text(f"name: Somebody {number}\nkind: person\n")
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "briefing_site", "check"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=follower,
        env={
            "PATH": "/usr/bin:/bin",
            "TERM": "xterm",
            "PYTHONPATH": str(ROOT / "generator"),
        },
    ) as process:
        os.close(follower)
        shown = b"".join(terminal(leader)).decode()
        output, _ = process.communicate()
    os.close(leader)
    assert process.returncode == 0
    assert "Checking" in shown
    assert "100%" in shown
    assert b"Checking" not in output
    assert run(project, "check").stderr == ""


def terminal(leader: int) -> Iterator[bytes]:
    """What is written to a terminal, until whoever writes has ended."""
    with contextlib.suppress(OSError):  # as Linux says that nobody is left
        while read := os.read(leader, 4096):
            yield read
