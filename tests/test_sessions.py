"""What people type one after the other, and what they then see; `README.md` explains `cases/sessions`."""

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefing_site.cli import briefs
from tests.blocks import projects
from tests.host import Reply, host, redirect
from tests.project import CASES, call, make, program_for_scripts
from tests.repository import GIT

PREAMBLE = """\
asked() { cat "$LOG"; : > "$LOG"; }
reply() { printf %s "$2" > "$HOST$1"; }
commit() {
    local when=$1; [[ $when == @* ]] || when="$1T12:00:00+00:00"
    git add --all && GIT_AUTHOR_DATE=$when GIT_COMMITTER_DATE=$when git commit -q --allow-empty -m "${2:-A message}"
}
edit() {
    local text; text=$(cat "$1"; echo x); text=${text%x}; text=${text%$'\\n'}
    [[ $text == *"$2"* ]] || return 9
    printf '%s\\n' "${text/"$2"/"$3"}" > "$1"
}
"""


class Served(dict[str, Reply]):
    """What the files of a folder say."""

    def __init__(self, folder: Path, log: Path) -> None:
        super().__init__()
        self._folder, self._log = folder, log

    def get(self, path: str, default: Any = None) -> Any:  # noqa: ANN401 -- as it is in the base class
        if (
            default is None
        ):  # the host asks again without what stands behind a question mark
            with self._log.open("a") as log:
                log.write(f"{path}\n")
        file = self._folder / path.removeprefix("/")
        if not file.is_file():
            return default
        head, _, body = file.read_text(encoding="utf-8").partition("\n")
        if not (answer := re.fullmatch(r"HTTP (\d+) ?(.*)", head)):
            return Reply(body=file.read_bytes())
        status, what = int(answer[1]), answer[2]
        if status // 100 == 3:
            return redirect(what, status)
        return Reply(status, body.encode(), {"Content-Type": what or "text/html"})


class Step(NamedTuple):
    command: str
    code: int
    said: list[str]
    unsaid: list[str]


class Session(NamedTuple):
    files: dict[str, str]
    steps: list[Step]


def steps(text: str) -> list[Step]:
    found: list[Step] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:], 0, [], []))
        elif line == ">" or line.startswith("> "):
            found[-1] = found[-1]._replace(command=f"{found[-1].command}\n{line[2:]}")
        elif re.fullmatch(r"\[\d+\]", line):
            found[-1] = found[-1]._replace(code=int(line[1:-1]))
        elif line and not line.startswith("# "):
            (found[-1].unsaid if line.startswith("!! ") else found[-1].said).append(
                line.removeprefix("!! ")
            )
    return found


def sessions() -> dict[str, Session]:
    all_sessions: dict[str, Session] = {}
    for name, files, cases in projects(CASES / "sessions"):
        setup = steps(files.pop("setup", ""))
        for case in cases:
            typed = "".join(block.text for block in case.blocks)
            session = Session(files, [*setup, *steps(typed)])
            all_sessions[f"{name}: {case.title}"] = session
    return all_sessions


SESSIONS = sessions()


@pytest.mark.parametrize("name", sorted(SESSIONS), ids=str)
def test_session(tmp_path: Path, name: str) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    files = SESSIONS[name].files
    folder = make(
        tmp_path / "project",
        {path: text for path, text in files.items() if path[0] != "/"},
    )
    pages = make(
        tmp_path / "host",
        {path[1:]: text for path, text in files.items() if path[0] == "/"},
    )
    script = PREAMBLE + "".join(
        f"{{ {step.command}\n}} >>{logs}/{number}.out 2>>{logs}/{number}.err </dev/null; echo $? >{logs}/{number}\n"
        for number, step in enumerate(SESSIONS[name].steps)
    )
    log = logs / "asked"
    log.touch()
    own = {
        "PATH": f"{program_for_scripts().parent}{os.pathsep}{os.environ['PATH']}",
        "CASES": str(CASES), "HOST": str(pages), "LOG": str(log), "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }  # fmt: skip
    ours = (
        "GITHUB_",
        "CI_",
        "SITE_",
        "REPO_",
    )  # of the workflow in which these tests run
    given = {
        name: value for name, value in os.environ.items() if not name.startswith(ours)
    }
    with host(Served(pages, log)) as running:
        for file in (each for each in folder.rglob("*") if each.is_file()):
            file.write_text(
                file.read_text(encoding="utf-8").replace("ADDRESS", running.address),
                encoding="utf-8",
            )
        call(
            folder,
            "bash",
            "-c",
            script,
            environment=given | GIT | own | {"ADDRESS": running.address},
        )
    for number, step in enumerate(SESSIONS[name].steps):
        output, errors = (
            (logs / f"{number}.{stream}").read_text() for stream in ("out", "err")
        )
        shown = f"$ {step.command}\n{output[-4000:]}{errors[-4000:]}"
        assert int((logs / str(number)).read_text()) == step.code, shown
        assert not (step.code == 2 and output and step.command.startswith("briefs")), (
            shown
        )
        rest = " ".join(f"{output} {errors}".split())
        assert not [words for words in step.unsaid if words in rest], shown
        for words in step.said:
            if words == "(nothing)":
                assert rest == "", shown
            else:
                before, found, rest = rest.partition(" ".join(words.split()))
                assert found, f"{shown}\ndoes not say: {words}\nafter: {before}"


def test_each_command_meets_kinds_of_actors_of_the_site() -> None:
    """But those that read no briefs, and `serve`, which has a test of its own in `test_preview.py`."""
    typed = "".join(
        step.command
        for name in SESSIONS
        if name.startswith("kinds")
        for step in SESSIONS[name].steps
    )
    assert {name for name in briefs.commands if f"briefs {name}" not in typed} == {
        "lock",
        "serve",
        "setup",
    }
