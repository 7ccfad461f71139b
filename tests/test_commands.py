"""The commands as a contributor runs them: processes of their own, their output and exit codes."""

import contextlib
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import briefs
from tests.project import ROOT, awkward_briefs, copy_repository, make, run, run_anew, snapshot
from tests.repository import commit, git

BRIEF = "briefs/signs.yml"

TEN_MISTAKES = (
    # what is replaced, by what, the error to come, and the words that it points at
    ('basis: "=why `<b>`"', "basis: why: so", "syntax", ": so"),
    ("updated: 2020", "updatd: 2020", "unknown-key", "updatd"),
    ("topics: [signs]", "topics: [sings]", "unknown-topic", "sings"),
    ("confidence: low", "confidence: lowish", "bad-choice", "lowish"),
    ("{id: jane-doe,", "{id: nobody, role: Nothing}\n  - {id: jane-doe,", "undefined-actor", "nobody"),
    ("from: jane-doe", "from: jane-do", "unknown-actor", "jane-do"),
    ("{date: 2010, title", "{date: 2010-02-30, title", "bad-date", "2010-02-30"),
    ("season, sources: [paper], id: season", "season, sources: [paper], id: year", "duplicate-id", "year"),
    ("  Text & `code", "  <b>Text & `code", "raw-html", "<b>"),
    ('archived: "https://archive', 'archived: "archive', "bad-address", '"archive'),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, awkward_briefs())


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make(tmp_path_factory.mktemp("built"), awkward_briefs())
    result = run(project, "build", "--engine", "none", "--no-search")
    assert result.returncode == 0
    assert " 0 removed, 0 unchanged" in result.stdout
    return project


@pytest.fixture
def built_project(tmp_path: Path, built_once: Path) -> Path:
    return shutil.copytree(built_once, tmp_path / "project")


def test_ten_mistakes_are_ten_errors(built_project: Path) -> None:
    """One run tells them all, each where it is, and leaves the pages alone."""
    project = built_project
    before = snapshot(project / "docs")
    file = project / BRIEF
    text = file.read_text(encoding="utf-8")
    for old, new, _, _ in TEN_MISTAKES:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    expected = [
        (*place(text, text.index(new) + new.index(words)), code) for _, new, code, words in TEN_MISTAKES
    ]
    result = run(project, "check", "--format", "json")
    found = [
        (each["line"], each["column"], each["code"]) for each in json.loads(result.stdout)["diagnostics"]
    ]
    assert found == sorted(expected)
    assert result.returncode == 1
    assert run(project, "check").stdout.count("10 errors") == 1
    build = run(project, "build", "--engine", "none", "--no-search")
    assert build.returncode == 1
    assert "10 errors" in build.stderr
    assert snapshot(project / "docs") == before


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


OWN_KINDS = {
    "mkdocs.yml": "site_name: Test\ntheme: briefs\nplugins: [briefs]\nextra: {briefs: {exports: [data], actor_kinds: {town: {}, ngo: {label: charity}}}}\n",
    "briefs/a.yml": (
        "title: A\nsummary: B.\ndate: 2020-05-01\nsources: {paper: {title: C}, other: {title: D}}\n"
        "actors: [{id: upland, name: Upland, kind: town, role: Host, sources: [paper]}]\n"
    ),
    "briefs/actors/lowland.yml": "name: Lowland\nkind: town\n",
    "table.csv": "date,title,actors\n2020-04-30,They meet,upland\n",
    ".gitignore": ".cache\ndocs\n",
}
ARGUMENTS = {
    "build": ("--engine", "none", "--no-search"),
    "check": (),
    "delete": ("a@other", "--yes"),
    "diff": ("main",),
    "freeze": ("a",),
    "import": ("table.csv", "--into", "a"),
    "init": ("new", "--language=en", "--name=N", "--description=D", "--licence=CC0-1.0"),
    "new": ("--title=T", "--summary=S.", "--date=2020-05-01", "--topic=", "--source=P", "--address=", "--name=t"),
    "rename": ("upland", "highland", "--yes"),
    "lock": None,
    "serve": None,
    "setup": None,
    "sources": (),
    "test": (),
    "upgrade": ("--write",),
    "verify": ("--offline",),
}  # fmt: skip
"""Of each command, what it does with a site; `serve` has a test of its own, in `test_preview.py`."""


@pytest.mark.parametrize("command", sorted(briefs.commands))
def test_each_command_takes_the_kinds_of_actors_that_the_site_has(command: str, tmp_path: Path) -> None:
    arguments = ARGUMENTS[command]
    project = make(tmp_path, OWN_KINDS)
    git(project, "init", "--quiet")
    commit(project)
    if arguments is not None:
        ended = run(project, command, *arguments)
        assert (ended.returncode, "error[" in ended.stdout + ended.stderr) == (0, False), ended
        shown = [ended.stdout, *(file.read_text() for file in project.glob("[bd]*/**/*.[jmy][sdm]*"))]
        assert not [
            text
            for text in shown
            if re.search(r"kind: person|group. Not|Such as person|Northern Town\s+kind", text)
        ]
        assert run(project, "check").returncode == 0


def test_ctrl_c_while_the_program_loads_ends_it_without_a_traceback(tmp_path: Path) -> None:
    make(tmp_path, {"modules/click.py": "raise KeyboardInterrupt"})
    ended = run_anew(tmp_path, "check", PYTHONPATH=str(tmp_path / "modules"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", "")


def test_build_notices_a_change_to_a_script_of_the_form(built_project: Path) -> None:
    project = built_project
    copy_repository(project, "generator")
    with (project / "generator" / "form" / "assets" / "main.js").open("a") as script:
        script.write("// changed\n")
    assert run_anew(project, "build", "--engine", "none", "--no-search").stdout.startswith(
        "docs/: 1 files written, 0 removed"
    )
    assert (project / "docs" / "contribute" / "form" / "main.js").read_text().endswith("// changed\n")


def test_drafts_are_left_out_unless_asked_for(built_project: Path) -> None:
    project = built_project
    file = project / "briefs/other.yml"
    file.write_text(file.read_text().replace("status: archived", "status: draft"))
    page = project / "docs" / "briefs" / "other.md"
    assert page.exists()
    assert run(project, "build", "--engine", "none", "--no-search").returncode == 0
    assert not page.exists()
    assert run(project, "build", "--engine", "none", "--no-search", "--drafts").returncode == 0
    assert "Draft<" in page.read_text(encoding="utf-8")


def test_a_bar_in_a_terminal_and_silence_in_a_pipe(project: Path) -> None:
    """On a run of many files; the pipe is that of the other tests."""
    for number in range(60):
        name = f"briefs/actors/somebody-{number}.yml"
        (project / name).write_text(f"name: Somebody {number}\nkind: person\n")
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "check"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=follower,
        env={"PATH": "/usr/bin:/bin", "TERM": "xterm", "PYTHONPATH": str(ROOT)},
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
