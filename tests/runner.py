"""What GitHub and GitLab do with workflows: on an event they run the scripts of its jobs, each job in a clean copy.

Nothing is installed: for `python3 -m venv` they have the environment of the tests, in which the programs that would
contact other hosts, or run all tests again, only note how they were called.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from tests.project import call, program_for_scripts
from tests.repository import git

BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""As GitHub runs a step; the script follows."""
NOTED = (
    "pip",
    "pip-audit",
    "uv",
    "cyclonedx-py",
    "twine",
    "pytest",
    "ruff",
    "mypy",
    "lint-imports",
    "zizmor",
)
"""Programs in an environment that only note how they were called."""
_NOTE = '#!/bin/sh\necho "${0##*/} $*" >> "$NOTES"\n'
_VENV = """
import shutil, sys
if __name__ == "__main__":
    shutil.rmtree(sys.argv[-1], ignore_errors=True)
    shutil.copytree({environment!r}, sys.argv[-1] + "/bin", symlinks=True)
"""
_GH = """#!/usr/bin/env python3
import json, os, shutil, sys
arguments = sys.argv[1:]
value = dict(zip(arguments, arguments[1:]))
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps(arguments) + "\\n")
if arguments[:2] == ["run", "download"]:
    artifact = os.path.join(os.environ["ARTIFACTS"], value["--name"])
    if not os.path.isdir(artifact):
        sys.exit("no artifact")
    shutil.copytree(artifact, value["--dir"])
elif file := value.get("--input", value.get("--body-file")):
    shutil.copy(file, os.environ["GH_LOG"] + ".body")
else:
    print(os.environ["OTHERS" if arguments[1] == "graphql" else "NUMBER"])
"""
"""Stands in for the program of GitHub, and notes what it is asked."""


@dataclass(frozen=True)
class Event:
    """Something that happens in a repository of GitHub, as far as its workflows are told."""

    name: str
    payload: Mapping[str, Any]
    ref: str = "refs/heads/trunk"


_OF = {"repository": {"default_branch": "trunk"}}  # as a fork may call it
PULL_REQUEST = Event(
    "pull_request",
    {**_OF, "number": 7, "pull_request": {"number": 7}},
    ref="refs/pull/7/merge",
)
"""From a fork: its token can only read."""
PUSH = Event("push", {**_OF, "before": "0" * 40})
TO_ANOTHER_BRANCH = replace(PUSH, ref="refs/heads/other")
RELEASE = replace(PUSH, ref="refs/tags/v1")
SCHEDULE = Event("schedule", {"schedule": "17 4 * * 1"})
"""It alone says nothing of the repository: https://github.com/github/codeql-action/pull/1211."""
CHECKED = Event(
    "workflow_run",
    {
        **_OF,
        "workflow": {"name": "Check"},
        "workflow_run": {
            "id": 5, "event": "pull_request", "conclusion": "success", "head_branch": "head_branch",
            "head_sha": "head_sha", "head_repository": {"id": 3, "owner": {"login": "head_owner"}},
        },
    },
)  # fmt: skip
"""After the check of a pull request from a fork."""

Done = dict[str, subprocess.CompletedProcess[str]]


@dataclass
class Host:
    """It has a repository as it is, with what is checked out there as the commit of each event."""

    repository: Path
    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    """What scripts are given besides."""

    def __post_init__(self) -> None:
        self.artifacts, self.remote = (
            self.folder / "artifacts",
            self.folder / "server/owner/briefs.git",
        )
        self.notes, self._log = self.folder / "notes", self.folder / "log"
        self.summary = self.folder / "summary"
        for each in (self.artifacts, self.remote.parent):
            each.mkdir(parents=True)
        git(
            self.folder, "clone", "-q", "--bare", str(self.repository), str(self.remote)
        )
        git(self.remote, "config", "receive.advertisePushOptions", "true")
        stand_ins(self.folder)
        _script(self.folder / "bin/gh", _GH)
        _script(self.folder / "bin/curl", f"{_NOTE}printf '%s\\n' \"$@\"\n")

    @property
    def asked(self) -> list[list[str]]:
        """What was asked of the program of GitHub."""
        return (
            [json.loads(line) for line in self._log.read_text().splitlines()]
            if self._log.exists()
            else []
        )

    @property
    def body(self) -> str:
        """The file that it was last given."""
        return (self.folder / "log.body").read_text()

    def github(self, file: str, event: Event, only: str = "") -> Done:
        """What came of each script in the jobs of a workflow that run on an event, or in one job alone, by name."""
        workflow = yaml.safe_load(
            (self.repository / ".github/workflows" / file).read_text()
        )
        done: Done = {}
        if not _is_triggered(workflow[True], event):  # YAML 1.1 reads `on` as true
            return done
        context: dict[str, Any] = {
            "github": {
                "event": event.payload, "event_name": event.name, "ref": event.ref, "run_id": "run_id",
                "ref_name": event.ref.split("/", 2)[2], "token": "token",
            }
        }  # fmt: skip
        assert not _fill(workflow["concurrency"]["group"], context).endswith("-")
        succeeded: set[str] = set()
        for name, job in workflow["jobs"].items():
            if only not in {"", name} or (
                not only and job.get("needs", name) not in {*succeeded, name}
            ):
                continue
            if not _evaluate(job.get("if", "true"), context):
                continue
            environment = {
                **self.environment(name),
                "GITHUB_ACTIONS": "true",
                "GITHUB_EVENT_NAME": event.name,
                "GITHUB_REF": event.ref,
                "GITHUB_REF_NAME": event.ref.split("/", 2)[2],
                "GITHUB_REPOSITORY": "owner/briefs",
                "GITHUB_SERVER_URL": f"file://{self.folder}/server",
                "GITHUB_STEP_SUMMARY": str(self.summary),
            }
            environment |= {
                key: _fill(str(value), context)
                for key, value in {
                    **workflow.get("env", {}),
                    **job.get("env", {}),
                }.items()
            }
            folder = self.folder / "work" / name
            shutil.rmtree(folder, ignore_errors=True)
            if self._steps(folder, job["steps"], context, environment, done):
                succeeded.add(name)
        return done

    def _steps(
        self,
        folder: Path,
        steps: list[dict[str, Any]],
        context: Mapping[str, Any],
        environment: Mapping[str, str],
        done: Done,
    ) -> bool:
        """Whether all steps of a job succeeded."""
        good = True
        outcomes: dict[str, Any] = {}
        for step in steps:
            condition = step.get("if", "true")
            known = {**context, "steps": outcomes}
            if not (good or "cancelled()" in condition) or not _evaluate(
                condition, known
            ):
                continue
            ended = True
            if "run" in step:
                given = {
                    key: _fill(str(value), known)
                    for key, value in step.get("env", {}).items()
                }
                assert (
                    "${{" not in step["run"]
                )  # which would be a script of whoever can choose the value
                run = call(
                    folder,
                    *BASH,
                    step["run"],
                    environment={**environment, **given, **self.variables},
                )
                assert step["name"] not in done
                done[step["name"]] = run
                ended = run.returncode == 0
            else:
                self._use(folder, step["uses"].partition("@")[0], step.get("with", {}))
            outcomes[step.get("id", "")] = {
                "outcome": "success" if ended else "failure"
            }
            good = good and (ended or step.get("continue-on-error", False))
        return good

    def _use(self, folder: Path, action: str, given: Mapping[str, Any]) -> None:
        """Do what an action does, as far as other steps can notice."""
        match action:
            case "actions/checkout":
                self._check_out(folder, int(given.get("fetch-depth", 1)))
            case "actions/upload-artifact":
                fixed = folder / given["path"].partition("*")[0]
                top = fixed.parent if fixed.is_file() else fixed
                for path in folder.glob(given["path"]):
                    _copy(path, self.artifacts / given["name"] / path.relative_to(top))
            case "actions/upload-pages-artifact" | "actions/attest-build-provenance":
                assert [*folder.glob(given.get("path", given.get("subject-path")))]
            case "actions/cache" | "actions/deploy-pages" | "actions/setup-python":
                pass
            case _:
                raise NotImplementedError(action)

    def gitlab(self, source: str, only: str = "", **variables: str) -> Done:
        """The same of the jobs of a pipeline of GitLab, each with the artifacts of those before."""
        loaded = yaml.safe_load((self.repository / ".gitlab-ci.yml").read_text())
        commit = git(self.remote, "rev-parse", "HEAD")
        known = {
            "CI_PIPELINE_SOURCE": source,
            "CI_DEFAULT_BRANCH": "trunk",
            "CI_COMMIT_SHA": commit,
            "CI_COMMIT_BEFORE_SHA": "0" * 40,
            "CI_PROJECT_PATH": "owner/briefs",
            "CI_PROJECT_ID": "1",
            "CI_JOB_ID": "9",
            "CI_PAGES_DOMAIN": "gitlab-pages.example",
            "CI_SERVER_HOST": "gitlab.example",
            "CI_API_V4_URL": "https://gitlab.example/api/v4",
            "CI_REPOSITORY_URL": f"file://{self.remote}",
            "GITLAB_USER_EMAIL": "a@example.org",
            "GITLAB_CI": "true",
        }
        if source == "merge_request_event":
            known["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = git(
                self.remote, "rev-parse", "HEAD^1"
            )
        else:
            known["CI_COMMIT_BRANCH"] = "trunk"
        known |= variables
        jobs = {
            name: loaded.get(job.get("extends"), {}) | job
            for name, job in loaded.items()
            if isinstance(job, dict) and "script" in job
        }
        done: Done = {}
        for name, job in sorted(
            jobs.items(), key=lambda each: loaded["stages"].index(each[1]["stage"])
        ):
            conditions = [rule["if"] for rule in job["rules"]]
            is_due = any(
                _evaluate(each, {f"${key}": value for key, value in known.items()})
                for each in conditions
            )
            if only not in {"", name} or not is_due:
                continue
            folder = self.folder / "work" / name
            shutil.rmtree(folder, ignore_errors=True)
            of_job = {**loaded["variables"], **job.get("variables", {})}
            if of_job.get("GIT_STRATEGY") == "none":
                folder.mkdir(parents=True)
            else:
                self._check_out(folder, int(of_job["GIT_DEPTH"]))
            for before in job.get("dependencies", jobs):
                if (self.artifacts / before).exists():
                    shutil.copytree(
                        self.artifacts / before,
                        folder,
                        dirs_exist_ok=True,
                        symlinks=True,
                    )
            environment = {
                **self.environment(name),
                **known,
                "CI_PROJECT_DIR": str(folder),
            }
            if job.get("environment", {}).get("name") == "records":
                environment |= {
                    "RECORD_TOKEN": "secret",
                    "GIT_CONFIG_COUNT": "1",
                    "GIT_CONFIG_KEY_0": f"url.{self.remote}.insteadOf",
                    "GIT_CONFIG_VALUE_0": "https://token:secret@gitlab.example/owner/briefs.git",
                }
            environment |= {
                key: value.replace("$CI_PROJECT_DIR", str(folder))
                for key, value in of_job.items()
            }
            run = call(
                folder,
                *BASH,
                "\n".join(job["script"]),
                environment=environment | self.variables,
            )
            done[name] = run
            for path in job.get("artifacts", {}).get("paths", ()):
                if (folder / path).exists():
                    _copy(folder / path, self.artifacts / name / path)
            if run.returncode and not job.get("allow_failure"):
                break
        return done

    def environment(self, job: str) -> dict[str, str]:
        home = self.folder / "home" / job
        home.mkdir(parents=True, exist_ok=True)
        return {
            "PATH": f"{self.folder / 'bin'}:/usr/bin:/bin",
            "HOME": str(home),
            "CI": "true",
            "NOTES": str(self.notes),
            "GH_LOG": str(self._log),
            "ARTIFACTS": str(self.artifacts),
            "NUMBER": "",
            "OTHERS": "",
        }

    def _check_out(self, folder: Path, depth: int) -> None:
        folder.mkdir(parents=True)
        git(folder, "init", "-q")
        limit = [f"--depth={depth}"] if depth else []
        git(folder, "fetch", "-q", *limit, f"file://{self.remote}", "HEAD")
        git(folder, "checkout", "-q", "--detach", "FETCH_HEAD")


def _copy(path: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, kept, dirs_exist_ok=True)
    else:
        shutil.copy(path, kept)


def stand_ins(folder: Path) -> Path:
    """A folder `bin` whose Python makes environments that are installed already."""
    own, environment, programs = (
        Path(sys.prefix) / "bin",
        folder / "environment",
        folder / "bin",
    )
    modules = folder / "modules"
    for each in (environment, programs, modules):
        each.mkdir(parents=True)
    for program in own.iterdir():
        if not program.name.startswith(("python", "briefs", *NOTED)):
            (environment / program.name).symlink_to(program)
    (environment / "briefs").symlink_to(program_for_scripts())
    for name in NOTED:
        _script(environment / name, _NOTE)
    _script(environment / "python", f'#!/bin/sh\nexec {own}/python "$@"\n')
    (modules / "venv.py").write_text(_VENV.format(environment=str(environment)))
    _script(
        programs / "python3",
        f"#!/bin/sh\nPYTHONPATH='{modules}' exec {own}/python \"$@\"\n",
    )
    return programs


def _script(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o755)


def _is_triggered(on: Mapping[str, Any], event: Event) -> bool:
    if event.name not in on:
        return False
    chosen = on[event.name] or {}
    if event.name == "workflow_run":
        return event.payload["workflow"]["name"] in chosen["workflows"]
    return "tags" not in chosen or event.ref.startswith("refs/tags/")


def _fill(text: str, context: Mapping[str, Any]) -> str:
    def filled(found: re.Match[str]) -> str:
        value = _evaluate(found[1], context)
        return "" if value is None else str(value)

    return re.sub(r"\$\{\{ *(.*?) *\}\}", filled, text)


_TOKEN = re.compile(r"""'[^']*'|"[^"]*"|&&|\|\||!(?!=)|\$?[A-Za-z_][\w.-]*(?:\(\))?""")
_OPERATORS = {"&&": " and ", "||": " or ", "!": " not "}
_VALUES = {"cancelled()": False, "true": True, "false": False}


def _evaluate(expression: str, context: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- whatever is in the context
    """What an expression of GitHub's or GitLab's comes to; what a context does not have is null."""

    def translated(token: re.Match[str]) -> str:
        if token[0] in _OPERATORS:
            return _OPERATORS[token[0]]
        if token[0][0] in "'\"":
            return repr(token[0][1:-1])
        if token[0] in _VALUES:
            return repr(_VALUES[token[0]])
        found: Any = context
        for key in token[0].split("."):
            found = found.get(key) if isinstance(found, Mapping) else None
        return repr(found)

    return eval(_TOKEN.sub(translated, re.sub(r"^\$\{\{|\}\}$", "", expression)), {})  # noqa: S307 -- our own files
