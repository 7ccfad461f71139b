"""The commands as a contributor runs them: processes of their own, their output and exit codes."""

import contextlib
import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import ROOT, awkward_briefs, copy_repository, make, run, run_anew, snapshot

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
    result = run(project, "build", "--engine", "none")
    assert result.returncode == 0
    assert " 0 removed, 0 unchanged" in result.stdout
    return project


@pytest.fixture
def built_project(tmp_path: Path, built_once: Path) -> Path:
    """The project after a build."""
    return shutil.copytree(built_once, tmp_path / "project")


def test_without_a_folder_of_briefs(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    result = run(tmp_path, "check")
    assert (result.returncode, result.stderr) == (2, f"briefs: there is no folder 'briefs' in {tmp_path}\n")


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
    build = run(project, "build", "--engine", "none")
    assert build.returncode == 1
    assert "10 errors" in build.stderr
    assert snapshot(project / "docs") == before


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def test_check_of_some_files(project: Path) -> None:
    """Only their mistakes are told."""
    (project / "briefs" / "bad.yml").write_text("title: A\n")
    assert run(project, "check", BRIEF).returncode == 0
    assert run(project, "check", "briefs/bad.yml").returncode == 1
    assert run(project, "check", "briefs").returncode == 1


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_formats_are_whole_documents(project: Path, format_: str) -> None:
    assert json.loads(run(project, "check", "--format", format_).stdout)


def test_wrong_use_and_disk_errors_exit_with_2(project: Path, tmp_path: Path) -> None:
    assert run(project, "chek").returncode == 2
    assert run(project, "check", "missing.yml").returncode == 2
    outside = tmp_path.parent / "elsewhere"
    outside.mkdir(exist_ok=True)
    result = run(outside, "check")
    assert result.returncode == 2
    assert "mkdocs.yml" in result.stderr
    (project / "briefs" / "link.yml").symlink_to("/etc/hostname")
    result = run(project, "check")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "'briefs/link.yml' is a symbolic link" in result.stderr


def test_help_is_for_newcomers(project: Path) -> None:
    text = run(project, "--help").stdout
    for command in ("check", "build", "serve"):
        assert f"\n  {command} " in text
        assert "Usage: briefs" in run(project, command, "--help").stdout


def test_ctrl_c_while_the_program_loads_ends_it_without_a_traceback(tmp_path: Path) -> None:
    make(tmp_path, {"modules/click.py": "raise KeyboardInterrupt"})
    ended = run_anew(tmp_path, "check", PYTHONPATH=str(tmp_path / "modules"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", "")


def test_build_writes_what_changed(built_project: Path) -> None:
    again = run(built_project, "build", "--engine", "none").stdout
    assert again.startswith("docs/: 0 files written, 0 removed")


def test_build_notices_a_change_to_a_script_of_the_form(built_project: Path) -> None:
    project = built_project
    copy_repository(project, "generator")
    run_anew(project, "build", "--engine", "none")
    with (project / "generator" / "form" / "assets" / "main.js").open("a") as script:
        script.write("// changed\n")
    assert run_anew(project, "build", "--engine", "none").stdout.startswith(
        "docs/: 1 files written, 0 removed"
    )
    assert (project / "docs" / "contribute" / "form" / "main.js").read_text().endswith("// changed\n")


def test_drafts_are_left_out_unless_asked_for(built_project: Path) -> None:
    project = built_project
    file = project / "briefs/other.yml"
    file.write_text(file.read_text().replace("status: archived", "status: draft"))
    page = project / "docs" / "briefs" / "other.md"
    assert page.exists()
    assert run(project, "build", "--engine", "none").returncode == 0
    assert not page.exists()
    assert run(project, "build", "--engine", "none", "--drafts").returncode == 0
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


def test_python_has_to_keep_the_descriptions_of_fields(project: Path) -> None:
    """They are docstrings, which Python leaves out at the highest level of optimization."""
    result = run_anew(project, "check", PYTHONOPTIMIZE="2")
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("Error: Python runs without the descriptions")
    assert run_anew(project, "check", PYTHONOPTIMIZE="1").returncode == 0


SMALL = "title: {0}\nsummary: {0}.\ndate: 2020-01-01\nbackground: A [@p].\nsources: {{p: {{title: P}}}}\n"


def test_a_preview_without_briefs_that_have_errors(tmp_path: Path) -> None:
    """What refers to them stays, and what can't do without them is left out, too."""
    actors = "actors: [{id: jane, role: Witness%s}]\n"
    project = make(
        tmp_path,
        {
            "briefs/good.yml": SMALL.format("Good") + "see_also: [bad]\n",
            "briefs/bad.yml": SMALL.format("Bad") + actors % ", name: Jane, kind: person" + "unknown: x\n",
            "briefs/dependent.yml": SMALL.format("Dependent") + actors % "",
        },
    )
    build = ("build", "--engine", "none", "--no-search")
    ended = run(project, *build)
    assert (ended.returncode, (project / "docs/briefs").exists()) == (1, False)
    ended = run(project, *build, "--skip-invalid")
    assert ended.returncode == 0
    assert "error[unknown-key]" in ended.stderr
    assert "Left out, with what depends on it: briefs/bad.yml. Do not publish this.\n" in ended.stderr
    assert (project / "docs/briefs/good.md").is_file()
    assert not (project / "docs/briefs/bad.md").exists()
    assert not (project / "docs/briefs/dependent.md").exists()
    assert run(project, *build).returncode == 1
    bad = project / "briefs/bad.yml"
    bad.write_text(bad.read_text().replace("unknown: x\n", ""))
    assert run(project, *build).returncode == 0
    assert (project / "docs/briefs/dependent.md").is_file()


def test_a_preview_of_nothing_valid(tmp_path: Path) -> None:
    project = make(tmp_path, {"briefs/bad.yml": SMALL.format("Bad") + "unknown: x\n"})
    assert run(project, "build", "--engine", "none", "--skip-invalid").returncode == 1
