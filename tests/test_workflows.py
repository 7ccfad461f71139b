"""The workflows, run as far as they can be without GitHub, and held against its schemas."""

import base64
import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner
from markdown_it import MarkdownIt

from generator.format.verification import fingerprint
from generator.sources.link_check.archive import nearest
from generator.sources.web.client import Client
from tests.host import host
from tests.project import ROOT, awkward_briefs, call, copy_repository, make, without_papers
from tests.repository import commit, git
from tests.test_sources import snapshot

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")),
    "vendor.github-issue-config": [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.dependabot": [ROOT / ".github" / "dependabot.yml"],
    "vendor.gitlab-ci": [ROOT / ".gitlab-ci.yml"],
}


BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""As GitHub runs a step; the script follows."""


def workflow(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows" / name).read_text())
    return loaded


def steps(name: str, job: str) -> list[dict[str, Any]]:
    return list(workflow(name)["jobs"][job]["steps"])


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_follow_the_schemas_of_their_hosts(schema: str) -> None:
    assert SCHEMAS[schema]
    transform = ["--data-transform", "gitlab-ci"] if schema == "vendor.gitlab-ci" else []
    files = [str(file) for file in SCHEMAS[schema]]
    done = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", schema, *transform, *files])
    assert done.exit_code == 0, done.stdout


def test_every_action_is_pinned_by_its_commit() -> None:
    uses = [line for file in WORKFLOWS for line in file.read_text().splitlines() if "uses:" in line]
    assert len(uses) >= 5
    for line in uses:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def missing_targets(root: Path) -> set[str]:
    """The targets of `make` that workflows and hooks in the folder call, and that its Makefile lacks."""
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    files = [*root.glob(".github/workflows/*"), root / ".gitlab-ci.yml", root / ".pre-commit-config.yaml"]
    calls = r"(?:[-:] make|make --silent) (?!-)(\w+)"
    called = {target for file in files for target in re.findall(calls, file.read_text())}
    assert called >= {"check", "diff", "setup", "site", "sources", "verify"}
    return called - targets


def test_steps_are_targets_that_there_are() -> None:
    assert missing_targets(ROOT) == set()


SAID = yaml.safe_load(awkward_briefs()["briefs/signs.yml"])["quotes"][1]
RECORDS = (
    "signs:\n  indented: {state: unreachable, date: 2020-05-01, "
    f"quote: {fingerprint(SAID['text'], SAID['source'], '')}}}\n"
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project with a few briefs as a repository of its own, with one branch."""
    project = make(
        tmp_path_factory.mktemp("repository"), awkward_briefs() | {"briefs/verification.yml": RECORDS}
    )
    copy_repository(project, ".ci", "docs", "generator", "requirements")
    copy_repository(project, ".gitignore", "Makefile", "mkdocs.yml", "pyproject.toml")
    git(project, "init", "-q", "-b", "main")
    settings, first = project / "mkdocs.yml", commit(project)
    written = without_papers(settings.read_text())
    settings.write_text(re.sub("root_commit: [0-9a-f]+", f"root_commit: {first}", written))
    commit(project)
    # what `make setup` would install is there already
    (project / ".venv" / "done").mkdir(parents=True)
    (project / ".venv" / "bin").symlink_to(Path(sys.prefix) / "bin")
    (project / ".venv" / "done" / "site").touch()
    return project


def propose(project: Path, name: str, files: dict[str, str | None]) -> None:
    """Check out a pull request that changes the files, merged into main, as GitHub does."""
    git(project, "switch", "-q", "-C", name, "main")
    for path, content in files.items():
        if content is None:
            (project / path).unlink()
        else:
            (project / path).write_text(content, encoding="utf-8")
    git(project, "add", "-A", "briefs")
    git(project, "commit", "-q", "-m", name)
    git(project, "switch", "-q", "--detach", "main")
    git(project, "merge", "-q", "--no-ff", "-m", "Merge", name)


def perform(
    project: Path, name: str, job: str, which: str = ".", **variables: str
) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run the steps of a job that are scripts, or those that match, as GitHub does, each whatever came of those before."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(project),
        "GITHUB_ACTIONS": "true",
        "GITHUB_REPOSITORY": "owner/briefs",
        "GITHUB_STEP_SUMMARY": str(project / ".summary"),
        **variables,
    }
    (project / ".summary").unlink(missing_ok=True)
    return {
        step["name"]: call(project, *BASH, step["run"], environment=environment)
        for step in steps(name, job)
        if re.search(which, step.get("run", ""))
    }


def test_a_pull_request_with_many_files(repository: Path) -> None:
    """It is told so before anything else, and as many as allowed are no error."""
    names = [f"briefs/new-{number}.yml" for number in range(101)]
    propose(repository, "many", dict.fromkeys(names, "title: New\n"))
    first = steps("check.yml", "briefs")[1]["run"]
    told = "101 files in briefs/ change; the limit is 100. Split the change, or raise MOST_FILES.\n"
    for most, error in ((str(workflow("check.yml")["env"]["MOST_FILES"]), told), ("101", "")):
        environment = {"PATH": os.environ["PATH"], "MOST_FILES": most}
        done = call(repository, *BASH, first, environment=environment)
        assert (done.stderr.partition("make:")[0], done.returncode == 0) == (error, not error)
    # no other step runs if this one fails
    for step in steps("check.yml", "briefs")[2:]:
        assert (
            "cancelled()" not in step.get("if", "")
            or "steps.limit.outcome == 'success'" in step["if"]
            or ("steps.site.outcome" in step["if"])
        )


def test_a_good_pull_request(repository: Path) -> None:
    """It gets no annotation, and a summary of what changed."""
    brief = awkward_briefs()["briefs/other.yml"].replace("The same event", "Once more the event")
    new = "title: New\nsummary: New.\ndate: 2020-01-01\nstatus: draft\nbackground: A [@b].\nsources: {b: {title: B}}\n"
    propose(repository, "good", {"briefs/other.yml": brief, "briefs/new-one.yml": new})
    done = perform(repository, "check.yml", "briefs", "limit|setup|check|diff")
    assert {name: (each.returncode, each.stderr) for name, each in done.items()} == {
        "Limit the number of files": (0, ""),
        "Set up": (0, ""),
        "Check the briefs": (0, ""),
        "Compare with the base branch": (0, ""),
    }
    assert done["Check the briefs"].stdout == ""
    summary = (repository / ".summary").read_text(encoding="utf-8")
    assert "1 brief changed, 1 brief new" in summary
    assert (
        "| `Event “Once more the event”, Title` | `“The same event”` | `“Once more the event”` |" in summary
    )
    changed = json.loads((repository / "changes.json").read_bytes())["sections"]
    assert ("briefs/new-one.yml", "new", "New") in [
        (each["path"], each["note"], each["title"]) for each in changed
    ]


def test_a_pull_request_with_mistakes(repository: Path) -> None:
    """It gets an annotation on each line, hears which addresses would break, and a site of what is valid, with drafts."""
    brief = awkward_briefs()["briefs/signs.yml"]
    broken = brief.replace("confidence: low", "confidence: lowish", 1)
    line = broken[: broken.index("lowish")].count("\n") + 1
    new = "title: New\nsummary: New.\ndate: 2020-01-01\nstatus: draft\nbackground: A [@b].\nsources: {b: {title: B}}\n"
    files = {
        "briefs/signs.yml": broken,
        "briefs/other.yml": None,
        "briefs/new-one.yml": new,
        "briefs/of-nobody.yml": f"{new}actors: [{{id: nobody, role: None}}]\n",
    }
    propose(repository, "bad", files)
    done = perform(repository, "check.yml", "briefs")
    assert {name for name, each in done.items() if each.returncode != 0} == {
        "Check the briefs",
        "Compare with the base branch",
    }
    build = done["Build the site with drafts, without briefs that have errors"]
    assert "Left out because of errors: briefs/" in build.stderr
    assert (repository / "site/briefs/new-one/index.html").is_file()
    assert not (repository / "site/briefs/signs").exists()
    assert not (repository / "site/briefs/of-nobody").exists()
    annotations = done["Check the briefs"].stdout.splitlines()
    assert annotations[0].startswith("::error file=briefs/")
    assert any(f"::error file=briefs/signs.yml,line={line}," in each for each in annotations)
    left = json.loads((repository / "changes.json").read_bytes())["sections"]
    summary = (repository / ".summary").read_text()
    for what, after in (
        ("/briefs/other/", "restore briefs/other.yml"),
        ("briefs/signs.yml", ""),
        ("briefs/of-nobody.yml:7: the actor 'nobody' has no name and no kind", "add "),
        (f"briefs/signs.yml:{line}: 'lowish' is not a valid value for 'confidence'", "did you mean 'low'?"),
    ):
        assert f"`{what}`" in summary
        (row,) = [row for section in left for row in section["rows"] if row["what"] == what]
        assert row["after"].startswith(after)


def test_a_forged_record_in_a_pull_request(repository: Path) -> None:
    """The job that compares quotes has an annotation on its line; another one has it in the changes."""
    quote = "{id: mine, text: All of it is mine, speaker: a, date: 2020, source: b}"
    brief = (
        "title: New\nsummary: New.\ndate: 2020-01-01\nactors: [{id: a, name: A, kind: person, role: R}]\n"
        f"quotes: [{quote}]\nsources: {{b: {{title: B, url: 'http://127.0.0.1:9/'}}}}\n"
    )
    mark = fingerprint("All of it is mine", "b", "http://127.0.0.1:9/")
    record = f"{RECORDS}new-one:\n  mine: {{state: verified, date: 2020-05-01, from: url, quote: {mark}}}\n"
    propose(repository, "forged", {"briefs/new-one.yml": brief, "briefs/verification.yml": record})
    changes = perform(repository, "check.yml", "briefs", "make --silent diff")
    assert {name: each.returncode for name, each in changes.items()} == dict.fromkeys(changes, 0)
    changed = json.loads((repository / "changes.json").read_bytes())
    claim = "1 quote checked word for word on the live page: new-one#mine"
    assert claim in [row["what"] for section in changed["sections"] for row in section["rows"]]
    (done,) = perform(repository, "check.yml", "quotes").values()
    line = record.count("\n")
    assert done.returncode == 2  # of make
    assert done.stdout.startswith(f"::error file=briefs/verification.yml,line={line},")
    assert "can't be confirmed" in done.stdout


GH = """#!/usr/bin/env python3
import json, os, shutil, sys
arguments = sys.argv[1:]
value = dict(zip(arguments, arguments[1:]))
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps(arguments) + "\\n")
if arguments[:2] == ["run", "download"]:
    if not os.path.isdir(os.environ["LEFT"]):
        sys.exit("no artifact")
    shutil.copytree(os.environ["LEFT"], value["--dir"])
elif file := value.get("--input", value.get("--body-file")):
    shutil.copy(file, os.environ["GH_LOG"] + ".body")
else:
    print(os.environ["OTHERS" if arguments[1] == "graphql" else "NUMBER"])
"""
"""Stands in for the program of GitHub, and notes what it is asked."""


def ask(
    folder: Path, tmp_path: Path, name: str, job: str, **variables: str
) -> tuple[subprocess.CompletedProcess[str], list[list[str]]]:
    """What came of the step of a job that is a script, after a run left what is in `left`, and what it asked of `gh`."""
    stub, log = tmp_path / "bin/gh", tmp_path / "log"
    stub.parent.mkdir(exist_ok=True)
    stub.write_text(GH)
    stub.chmod(0o755)
    log.write_text("")
    (step,) = [each for each in steps(name, job) if "run" in each]
    environment = {name: name.lower() for name in step["env"]} | {
        "PATH": f"{stub.parent}:{os.environ['PATH']}",
        "GITHUB_REPOSITORY": "owner/briefs",
        "GH_LOG": str(log),
        "LEFT": str(tmp_path / "left"),
        "NUMBER": "7",
        "OTHERS": OTHERS,
    }
    done = call(folder, *BASH, step["run"], environment=environment | variables)
    return done, [json.loads(line) for line in log.read_text().splitlines()]


HOSTILE = (
    "\x1b[31m @everyone ![x](http://a.example/x.png) <img src=x onerror=alert(1)> \u202e\n"
    "```\n</details>\n````` [y](http://a.example) #1\n"
)


OTHERS = """\
7\tbriefs/a.yml
7\tREADME.md
7\tbriefs/@everyone.yml
8\tbriefs/@everyone.yml
8\tbriefs/a.yml
9\tREADME.md
10\tbriefs/a.yml
10\tbriefs/b.yml"""


def comment(tmp_path: Path, left: bytes | None, number: str = "7") -> tuple[list[list[str]], str]:
    """What the workflow asks of `gh`, and the comment."""
    if left is not None:
        (tmp_path / "left").mkdir(parents=True)
        (tmp_path / "left/changes.json").write_bytes(left)
    done, calls = ask(ROOT, tmp_path, "comment.yml", "comment", NUMBER=number)
    assert done.returncode == 0, done.stderr
    body = tmp_path / "log.body"
    return calls, body.read_text() if body.exists() else ""


def test_the_comment_is_what_changed(tmp_path: Path) -> None:
    """On the open pull request whose last commit was checked, in one comment that is kept up to date."""
    rows = [{"what": "Date", "before": "1 April | 2 April", "after": "3 `April`"}]
    sections = [{"path": "briefs/a.yml", "title": "A", "rows": rows}]
    left = {"summary": "1 brief changed", "sections": sections}
    calls, body = comment(tmp_path, json.dumps(left).encode())
    download, find, _, say = calls
    assert download[:5] == ["run", "download", "run_id", "--repo", "owner/briefs"]
    assert find[:4] == ["api", "--method", "GET", "repos/owner/briefs/pulls"]
    assert {"state=open", "head=head_owner:head_branch"} < set(find)
    assert "env.HEAD_SHA" in find[-1]
    assert say[:5] == ["pr", "comment", "7", "--repo", "owner/briefs"]
    assert "--edit-last" in say
    table = "| | Before | After |\n| --- | --- | --- |\n| `Date` | `1 April ∣ 2 April` | `` 3 `April` `` |\n"
    assert f"1 brief changed\n\n#### `briefs/a.yml`: `A`\n\n{table}" in body
    assert body.endswith("\n`briefs/a.yml` is also changed by #8, #10.\n")


ROW = dict.fromkeys(("what", "before", "after"), HOSTILE)
SECTION = {"path": HOSTILE, "title": HOSTILE, "note": HOSTILE, "rows": [ROW, {"what": "\\|` |"}]}


@pytest.mark.parametrize(
    "left",
    [
        *(HOSTILE.encode(), b"\xff\x00\xfe", b"[" * 100_000, b"7", b'{"sections": {"rows": 1}, "summary": []}'),
        *(
            json.dumps({"summary": HOSTILE, "sections": [SECTION, {"heading": HOSTILE, "rows": rows}] * number})
            for number in (1, 200)
            for rows in ([{"what": HOSTILE}], [ROW, 7, None, [ROW]])
        ),
    ],
    ids=range(9),
)  # fmt: skip
def test_whatever_a_run_left_is_text_in_the_comment(tmp_path: Path, left: str | bytes) -> None:
    _, body = comment(tmp_path, left.encode() if isinstance(left, str) else left)
    assert body.startswith("### What changes for readers\n")
    assert "This was written by the code of this pull request" in body
    assert all(character.isprintable() or character == "\n" for character in body)
    assert len(body) < 65_536
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(body)
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in inline} <= {"text", "code_inline", "softbreak"}
    assert not any(
        re.search("everyone|example|img|details", each.content) for each in inline if each.type == "text"
    )
    tags = re.compile("|h[34]|p|table|thead|tbody|t[rhd]|ul|li")
    assert [token.tag for token in tokens if not tags.fullmatch(token.tag)] == []
    cells = [token for token in tokens if token.type == "td_open"]
    assert len(cells) == 3 * len([token for token in tokens if token.type == "tr_open"]) - len(
        [token for token in tokens if token.type == "th_open"]
    )


def test_no_comment_where_there_is_nothing_to_comment(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    assert [call[0] for call in comment(tmp_path / "1", None)[0]] == ["run"]
    assert [call[0] for call in comment(tmp_path / "2", b"x", number="")[0]] == ["run", "api"]


def test_a_privileged_workflow_takes_nothing_from_a_pull_request() -> None:
    """No code of it is fetched, and the artifact is read by the script alone."""
    text = (ROOT / ".github/workflows/comment.yml").read_text()
    assert "ref:" not in text
    assert [step.get("run") for step in steps("comment.yml", "comment")] == [None, ".ci/comment"]
    for file in WORKFLOWS:
        writes = re.findall(r"^ +([a-z-]+): write", file.read_text(), re.MULTILINE)
        allowed = {
            "comment.yml": ["pull-requests"],
            "deploy.yml": ["id-token", "pages"],
            "release.yml": ["id-token", "attestations"],
            "sources.yml": ["contents", "pull-requests"],
            "verify.yml": ["actions", "contents"],
        }
        assert writes == allowed.get(file.name, [])


def test_the_records_of_a_run_are_committed(repository: Path, tmp_path: Path) -> None:
    """If they changed, and only for the version of the file that was compared; then the site is published."""
    git(repository, "switch", "-q", "--detach", "main")

    def record(content: bytes) -> list[list[str]]:
        make(tmp_path / "left", {"verification.yml": content.decode()})
        done, calls = ask(repository, tmp_path, "verify.yml", "commit")
        assert done.returncode == 0, done.stderr
        return calls

    before = (repository / "briefs/verification.yml").read_bytes()
    assert [call[:2] for call in record(before)] == [["run", "download"]]
    download, put, deploy = record(before + b"# more\n")
    assert download[:5] == ["run", "download", "run_id", "--repo", "owner/briefs"]
    assert put[:4] == ["api", "--method", "PUT", "repos/owner/briefs/contents/briefs/verification.yml"]
    assert deploy[:3] == ["workflow", "run", "deploy.yml"]
    request = json.loads((tmp_path / "log.body").read_text())
    assert base64.b64decode(request["content"]) == before + b"# more\n"
    assert request["sha"] == git(repository, "rev-parse", "HEAD:briefs/verification.yml")
    assert request["branch"] == "branch"


BRIEF = b"title: A\nsources:\n  a:\n    url: https://a.example/\n  b: {url: 'https://b.example/?a,b'}\n"
COPY = b"https://web.archive.org/web/20260101000000/https://a.example/"
OF_B = b"'https://web.archive.org/web/20260101000000/https://b.example/?a,b'"


def propose_copies(tmp_path: Path, brief: bytes, already_open: str = "") -> tuple[int, list[list[str]], str]:
    """The status of the job that proposes archived copies, what it asks of `gh`, and the brief that it pushes."""
    project, remote, left = (tmp_path / name for name in ("project", "server/owner/briefs", "left"))
    for folder in (project / "briefs", remote, left):
        folder.mkdir(parents=True)
    copy_repository(project, ".ci")
    (project / "briefs/a.yml").write_bytes(BRIEF)
    (left / "a.yml").write_bytes(brief)
    git(remote, "init", "-q", "--bare")
    git(project, "init", "-q", "-b", "main")
    commit(project)
    server = str(tmp_path / "server")
    done, calls = ask(
        project, tmp_path, "sources.yml", "propose", GITHUB_SERVER_URL=server, NUMBER=already_open
    )
    branches = git(remote, "for-each-ref", "--format=%(refname)").split()
    assert branches in ([], ["refs/heads/archived-copies"])
    pushed = git(remote, "show", "archived-copies:briefs/a.yml") + "\n" if branches else ""
    return done.returncode, calls, pushed


def takes_over(folder: Path, before: bytes, after: bytes) -> bool:
    """Whether the script takes the second for the first with more archived copies."""
    for place, content in (("briefs", before), ("other", after)):
        (folder / place).mkdir()
        (folder / place / "a.yml").write_bytes(content)
    status = call(folder, sys.executable, str(ROOT / ".ci/archived.py"), "other").returncode
    assert (folder / "briefs/a.yml").read_bytes() == (before if status else after)
    return status == 0


def test_archived_copies_are_proposed(tmp_path: Path) -> None:
    after = BRIEF.replace(b"a.example/\n", b"a.example/\n    archived: " + COPY + b"\n", 1)
    after = after.replace(b"?a,b'", b"?a,b', archived: " + OF_B)
    status, calls, pushed = propose_copies(tmp_path, after)
    assert (status, pushed) == (0, after.decode())
    download, find, create = calls
    assert download[:5] == ["run", "download", "run_id", "--repo", "owner/briefs"]
    assert find[:2] == ["pr", "list"]
    assert " ".join(create[:8]) == "pr create --repo owner/briefs --base branch --head archived-copies"


def test_archived_copies_are_not_proposed_twice(tmp_path: Path) -> None:
    """Not while the last pull request is open, nor if there is none."""
    for name, brief, number in (
        ("none", BRIEF, ""),
        ("open", BRIEF.replace(b"?a,b'", b"?a,b', archived: " + OF_B), "7"),
    ):
        status, calls, pushed = propose_copies(tmp_path / name, brief, number)
        assert (status, pushed) == (0, "")
        assert calls[-1][:2] != ["pr", "create"]


ARCHIVED = b"a.example/\n    archived: "


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"title: A", b"title: B"),
        (b"a.example/\n", ARCHIVED + b"https://evil.example/web/2026/https://a.example/\n"),
        (b"a.example/\n", ARCHIVED + COPY + b" # more\n"),
        (b"a.example/\n", ARCHIVED + COPY + b"\ntitle: B\n"),
        (b"a.example/\n", ARCHIVED + COPY + b"page\n"),
        (b"a.example/\n", ARCHIVED + COPY.replace(b"a.ex", b"a.b.ex") + b"\n"),
        (b"?a,b'", b"?a,b', archived: " + OF_B + b", title: B"),
        (b"?a,b'", b"?a,b', archived: " + COPY),
        (b"sources:", b"  archived: " + COPY + b"\nsources:"),
    ],
)
def test_nothing_but_archived_copies_is_proposed(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Whatever the job that contacts the sources left."""
    status, calls, pushed = propose_copies(tmp_path, BRIEF.replace(old, new, 1))
    assert (status, len(calls), pushed) == (1, 1, "")


@pytest.mark.parametrize(
    "text",
    [
        "background: |\n  sources:\n    a:\n      url: https://a.example/{}\n",
        "background: |\n  {url: https://a.example/, title: A}\n\n  url: https://a.example/{}\n",
        "background: >-  # text\n    url: https://a.example/{}\n",
        'sources:\n  a:\n    title: "A\n    url: https://a.example/{}\n    "\n',
        "title: 'It''s\nsources:\n  a:\n    url: https://a.example/{}\n    '\n",
        "timeline:\n  - text: |\n      A\n      url: https://a.example/{}\n",
        'timeline:\n  - {text: \'B, "\', note: "url: https://a.example/\n    url: https://a.example/{}\n"}\n',
        "# sources:\n#   a:\n#     url: https://a.example/{}\n",
        "title: A # {\nnote: 'url: https://a.example/{}\n  x'\n",
    ],
)
def test_no_archived_copy_is_proposed_within_a_text(tmp_path: Path, text: str) -> None:
    """Whatever looks like the address of a source there."""
    address = text.rindex("url: ")
    space = " " * (address - text.rindex("\n", 0, address) - 1)
    before, after = (
        text.replace("{}", each, 1).encode() for each in ("", f"\n{space}archived: {COPY.decode()}")
    )
    assert not takes_over(tmp_path, before, after)


ADDRESS = "https://a.example/b/?c=1"


@pytest.mark.parametrize(
    ("found", "is_copy"),
    [
        (f"2026/{ADDRESS}", True),
        (f"20260101000000id_/{ADDRESS}", True),
        (f"20260101if_/{ADDRESS}", True),
        ("2026/http://www.A.example:80/b/?c=1", True),
        ("2026/https:/a.example/b/?c=1/", True),
        ("2026/a.example/b/%3Fc=1", True),
        ("2026/https://a.example/b/", False),
        ("2026/https://a.example/?c=1", False),
        ("2026/https://b.example/b/?c=1", False),
        ("2026/https://a.example:8080/b/?c=1", False),
        ("2026/https://a.example/B/?c=1", False),
        ("2026/https://b.example/https://a.example/b/?c=1", False),
    ],
)
def test_only_a_copy_of_the_page_is_one(tmp_path: Path, found: str, *, is_copy: bool) -> None:
    """To the command that finds copies, and to the script that takes them over."""
    copy = f"https://web.archive.org/web/{found}"
    with host({"/available": snapshot(copy)}) as archive:
        client = Client("briefs", pause=0, allow_private=True)
        known = nearest(client, f"{archive.address}/available", ADDRESS, datetime.date(2026, 1, 1))
    assert known.address == (copy if is_copy else "")
    before = f"sources:\n  a:\n    url: {ADDRESS}\n"
    assert takes_over(tmp_path, before.encode(), f"{before}    archived: {copy}\n".encode()) == is_copy


def test_the_copies_that_a_brief_has_stay(tmp_path: Path) -> None:
    key, other = b"    archived: ", COPY.replace(b"2026", b"2020")
    before = BRIEF.replace(b"a.example/\n", b"a.example/\n" + key + other + b"\n", 1)
    for number, after in enumerate(
        (BRIEF, before.replace(other, COPY), before.replace(key, key + COPY + b"\n" + key))
    ):
        (tmp_path / str(number)).mkdir()
        assert not takes_over(tmp_path / str(number), before, after)


def gitlab(job: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a job of GitLab in the folder, as it is after the artifacts were unpacked into it."""
    script = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())[job]["script"]
    own = {"PATH": os.environ["PATH"], "HOME": str(folder), "CI_DEFAULT_BRANCH": "main"}
    return call(folder, *BASH, "\n".join(script), environment=own | variables)


def test_an_artifact_on_gitlab_runs_nothing(tmp_path: Path) -> None:
    """It is unpacked over whatever the folder of the job holds, also the script and the hooks of git."""
    folder, remote, ran = tmp_path / "folder", tmp_path / "remote", tmp_path / "ran"
    (folder / "briefs/actors").mkdir(parents=True)
    copy_repository(folder, ".ci")
    for file in ("a.yml", "actors/a.yml"):
        (folder / "briefs" / file).write_bytes(BRIEF)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(tmp_path, "clone", "-q", "--bare", str(folder), str(remote))
    git(remote, "config", "receive.advertisePushOptions", "true")
    (folder / "archived/actors").mkdir(parents=True)
    after = BRIEF.replace(b"?a,b'", b"?a,b', archived: " + OF_B)
    for file in ("a.yml", "actors/a.yml"):
        (folder / "archived" / file).write_bytes(after)
    (folder / ".ci/archived.py").write_text(f"open({str(ran)!r}, 'w')\n")
    for hook in ("pre-commit", "post-checkout", "pre-push"):
        (folder / ".git/hooks" / hook).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (folder / ".git/hooks" / hook).chmod(0o755)
    environment = {
        "CI_REPOSITORY_URL": str(remote),
        "CI_COMMIT_SHA": git(remote, "rev-parse", "main"),
        "CI_SERVER_HOST": "gitlab.example",
        "CI_PROJECT_PATH": "owner/briefs",
        "RECORD_TOKEN": "secret",
        "GITLAB_USER_EMAIL": "a@example.org",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{remote}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://token:secret@gitlab.example/owner/briefs.git",
    }
    done = gitlab("archived", folder, **environment)
    assert (done.returncode, ran.exists()) == (0, False), done.stderr
    for file in ("a.yml", "actors/a.yml"):
        assert git(remote, "show", f"archived-copies:briefs/{file}") == after.decode().strip()
    assert git(remote, "rev-parse", "archived-copies^") == git(remote, "rev-parse", "main")


def test_what_a_merge_request_left_in_a_cache_is_not_published() -> None:
    """Nor is it there where a token is, or where pages of other hosts are read."""
    jobs = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())
    for job in ("limit", "quotes", "pages", "sources", "verify", "record", "archived"):
        assert jobs[job]["cache"] == []


def test_the_records_of_a_run_on_gitlab_are_no_link(tmp_path: Path) -> None:
    """Else they could be what only the job knows that commits them."""
    stub = tmp_path / "bin" / "curl"
    (tmp_path / "briefs").mkdir()
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\necho "$@"\n')
    stub.chmod(0o755)
    environment = {"PATH": f"{stub.parent}:{os.environ['PATH']}", "RECORD_TOKEN": "secret"}
    records = tmp_path / "briefs/verification.yml"
    records.write_text("{}\n")
    assert "content=<briefs/verification.yml" in gitlab("record", tmp_path, **environment).stdout
    records.unlink()
    records.symlink_to("/proc/self/environ")
    done = gitlab("record", tmp_path, **environment)
    assert (done.returncode, done.stdout) == (1, "")


def test_settings_of_editors_can_be_read() -> None:
    for file in (".vscode/settings.json", ".vscode/extensions.json", ".devcontainer/devcontainer.json"):
        assert json.loads((ROOT / file).read_text(encoding="utf-8"))


def test_pre_commit_hooks_call_what_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"].split() == ["briefs", "check"]
    for path in ("briefs/a.yml", "briefs/actors/b.yml"):
        assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "docs/briefs/a.md")


def test_nothing_is_proposed_or_published_without_a_check_of_its_history() -> None:
    for name, job in (("deploy.yml", "build"), ("check.yml", "briefs")):
        checkout, *others = steps(name, job)
        assert checkout["with"]["fetch-depth"] == 0
        runs = [each.get("run", "") for each in others]
        checks = [place for place, each in enumerate(runs) if "check FORMAT=github HISTORY=1" in each]
        assert checks < [place for place, each in enumerate(runs) if "make --silent site" in each]
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())
    assert gitlab["variables"]["GIT_DEPTH"] == "0"
    for job in ("check", "pages"):
        assert gitlab[job]["script"][0].startswith("make --silent check HISTORY=1")


def test_a_fork_may_call_its_default_branch_as_it_likes() -> None:
    """Nothing of GitHub's assumes a name, and what is published has no briefs left out."""
    for file in WORKFLOWS:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"branches: *\[", text), file.name
        assert ("SKIP_INVALID" in text) == (file.name == "check.yml")
    for name, job in (("deploy.yml", "build"), ("check.yml", "briefs")):
        (build,) = (each for each in steps(name, job) if "make --silent site" in each.get("run", ""))
        assert build["env"]["REPO_BRANCH"] == "${{ github.event.repository.default_branch }}"
    for name, job in (("deploy.yml", "build"), ("test.yml", "test")):
        condition = workflow(name)["jobs"][job]["if"]
        assert "github.ref_name == github.event.repository.default_branch" in condition
