"""The workflows, run as far as they can be without GitHub, and held against its schemas."""

import base64
import datetime
import itertools
import json
import re
import runpy
import sys
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner
from markdown_it import MarkdownIt

from briefing_site.format.verification import fingerprint
from briefing_site.sources.archive import nearest
from briefing_site.sources.web.client import Client
from tests.blocks import cases
from tests.host import host
from tests.project import (
    CASES,
    ROOT,
    awkward_briefs,
    call,
    copy_repository,
    make,
    put,
    run,
    without_papers,
)
from tests.repository import commit, git
from tests.runner import (
    CHECKED,
    PULL_REQUEST,
    PUSH,
    RELEASE,
    SCHEDULE,
    TO_ANOTHER_BRANCH,
    Done,
    Event,
    Host,
)
from tests.test_small_sites import SMALLEST
from tests.test_sources import snapshot

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": sorted(
        (ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")
    ),
    "vendor.github-issue-config": [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.dependabot": [ROOT / ".github" / "dependabot.yml"],
    "vendor.gitlab-ci": [ROOT / ".gitlab-ci.yml"],
}


def steps(name: str, job: str) -> list[dict[str, Any]]:
    return list(
        yaml.safe_load((ROOT / ".github/workflows" / name).read_text())["jobs"][job][
            "steps"
        ]
    )


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_follow_the_schemas_of_their_hosts(schema: str) -> None:
    assert SCHEMAS[schema]
    transform = (
        ["--data-transform", "gitlab-ci"] if schema == "vendor.gitlab-ci" else []
    )
    files = [str(file) for file in SCHEMAS[schema]]
    done = CliRunner().invoke(
        check_jsonschema.main, ["--builtin-schema", schema, *transform, *files]
    )
    assert done.exit_code == 0, done.stdout


def test_every_action_is_pinned_by_its_commit() -> None:
    uses = [
        line
        for file in WORKFLOWS
        for line in file.read_text().splitlines()
        if "uses:" in line
    ]
    assert len(uses) >= 5
    for line in uses:
        assert re.search(
            r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line
        ), line


SAID = yaml.safe_load(awkward_briefs()["briefs/signs.yml"])["quotes"][1]
RECORDS = (
    "signs:\n  indented: {state: unreachable, date: 2020-05-01, "
    f"quote: {fingerprint(SAID['text'], SAID['source'], '')}}}\n"
)


def this_repository(project: Path, briefs: dict[str, str]) -> Path:
    """This project with a few briefs as a repository of its own, with one branch; its program is a link to check out."""
    make(project, briefs)
    copy_repository(project, ".ci", ".github", "docs")
    for name in ("generator", "requirements", "tests"):
        (project / name).symlink_to(ROOT / name)
    copy_repository(project, *(path.name for path in ROOT.iterdir() if path.is_file()))
    begin(project)
    return project


def begin(project: Path) -> None:
    """Make it a repository whose settings name the first commit, as the README of a new site says."""
    git(project, "init", "-q", "-b", "main")
    settings, first = project / "mkdocs.yml", commit(project)
    written = without_papers(
        re.sub(r"(?m)^ *root_commit: .*\n", "", settings.read_text())
    )
    settings.write_text(
        written.replace("\n  briefs:", f"\n  briefs:\n    root_commit: {first}", 1)
    )
    commit(project)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    briefs = awkward_briefs() | {"briefs/verification.yml": RECORDS}
    return this_repository(tmp_path_factory.mktemp("repository"), briefs)


@pytest.fixture(scope="module")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `briefs init` writes, and a proposal."""
    folder = tmp_path_factory.mktemp("new_site")
    assert run(folder, "init", "--name", "Rivers").returncode == 0
    begin(folder)
    propose(folder, "more", {"briefs/b.yml": SMALLEST})
    return folder


@pytest.fixture(scope="module")
def proposal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository with a pull request, whose sources are nowhere on the web."""
    project = this_repository(
        tmp_path_factory.mktemp("proposal"), {"briefs/a.yml": SMALLEST}
    )
    propose(
        project, "more", {"briefs/b.yml": SMALLEST.replace("A brief", "Another brief")}
    )
    return project


def test_a_new_site_runs_what_this_repository_does(new_site: Path) -> None:
    """So the tests below run each script on one of them; the workflows are the same files."""
    here, there = (
        recipes((folder / "Makefile").read_text()) for folder in (ROOT, new_site)
    )
    assert {name for name in there if there[name] != here.get(name)} == {
        "clean",
        "lock",
        "setup",
        "test",
    }
    jobs, own = (
        yaml.safe_load((folder / ".gitlab-ci.yml").read_text())
        for folder in (ROOT, new_site)
    )
    assert {name for name in jobs if jobs[name] != own.get(name)} == {"default", "test"}
    assert jobs["test"]["script"] == ["make test"]  # as on GitHub


def recipes(makefile: str) -> dict[str, str]:
    """The commands of each target."""
    same = makefile.replace("$(BRIEFS)", "$(BIN)/briefs")
    return dict(re.findall(r"^(\w+):.*\n((?:\t.*\n)+)", same, re.MULTILINE))


SCRIPTS: dict[str, tuple[Event, dict[str, int]]] = {
    "a pull request": (PULL_REQUEST, {"check.yml": 6, "test.yml": 1}),
    "a push": (PUSH, {"deploy.yml": 2, "test.yml": 1}),
    "a push to another branch": (TO_ANOTHER_BRANCH, {}),
    "a release": (RELEASE, {"release.yml": 1}),
    "the schedule": (
        SCHEDULE,
        {"audit.yml": 1, "fuzz.yml": 1, "sources.yml": 3, "verify.yml": 2},
    ),
    "a check": (CHECKED, {"comment.yml": 1}),
}
"""How many scripts of which workflows run on what."""
JOBS = {
    "merge_request_event": {"limit", "check", "changes", "quotes", "site"},
    "push": {"pages"},
    "schedule": {"sources", "verify", "record", "archived"},
}


def everything(host: Host, event: str) -> Done:
    """What comes of all scripts that run on the event, none of which fails."""
    done = {file.name: host.github(file.name, SCRIPTS[event][0]) for file in WORKFLOWS}
    assert failures(*done.values()) == []
    assert {file: len(each) for file, each in done.items() if each} == SCRIPTS[event][1]
    return {name: each for runs in done.values() for name, each in runs.items()}


@pytest.mark.parametrize(
    "event", [each for each in SCRIPTS if each != "a pull request"]
)
def test_every_script_of_a_workflow_runs_on_its_event(
    proposal: Path, tmp_path: Path, event: str
) -> None:
    """Those of a pull request run on a good one, below."""
    everything(Host(proposal, tmp_path), event)


@pytest.mark.parametrize("source", JOBS)
def test_every_script_of_gitlab_runs_in_its_pipeline(
    new_site: Path, tmp_path: Path, source: str
) -> None:
    done = Host(new_site, tmp_path).gitlab(source)
    assert failures(done) == []
    assert done.keys() == JOBS[source]


def failures(*runs: Done) -> list[tuple[str, str, str]]:
    return [
        (name, each.stdout, each.stderr)
        for run in runs
        for name, each in run.items()
        if each.returncode
    ]


def test_no_script_is_missed(new_site: Path) -> None:
    """By the tests above, which would run none that no event reaches."""
    most = {
        file: number for _, runs in SCRIPTS.values() for file, number in runs.items()
    }
    assert most == {
        file.name: len(re.findall(r"^ +run:", file.read_text(), re.MULTILINE))
        for file in WORKFLOWS
    }
    loaded = yaml.safe_load((new_site / ".gitlab-ci.yml").read_text())
    assert {*itertools.chain(*JOBS.values())} == {
        name for name, job in loaded.items() if "script" in job
    }


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


def test_a_pull_request_with_many_files(repository: Path, tmp_path: Path) -> None:
    """It is told so before anything else, and nothing else is run; as many as allowed are no error."""
    names = [f"briefs/new-{number}.yml" for number in range(101)]
    propose(repository, "many", dict.fromkeys(names, "title: New\n"))
    host = Host(repository, tmp_path)
    (done,) = host.github("check.yml", PULL_REQUEST, "briefs").values()
    message = "101 files in briefs/ change; the limit is 100. Split the change, or raise MOST_FILES.\n"
    assert (done.stderr.startswith(message), done.returncode) == (True, 2)
    command = ("make", "--silent", "limit", "BASE=HEAD^1", "MOST_FILES=101")
    assert call(tmp_path / "work/briefs", *command).returncode == 0


NEW = "title: New\nsummary: New.\ndate: 2020-01-01\nstatus: draft\nbackground: A [@b].\nsources: {b: {title: B}}\n"


def test_a_good_pull_request(repository: Path, tmp_path: Path) -> None:
    """It gets no annotation, and a summary of what changed."""
    brief = awkward_briefs()["briefs/other.yml"].replace(
        "The same event", "Once more the event"
    )
    propose(repository, "good", {"briefs/other.yml": brief, "briefs/new-one.yml": NEW})
    host = Host(repository, tmp_path)
    done = everything(host, "a pull request")
    assert done["Check the briefs"].stdout == ""
    summary = host.summary.read_text(encoding="utf-8")
    assert "1 brief added, 1 brief changed" in summary
    assert (
        "| `Event “Once more the event”, Title` | `“The same event”` | `“Once more the event”` |"
        in summary
    )
    changed = json.loads((host.artifacts / "changes/changes.json").read_bytes())[
        "sections"
    ]
    assert ("briefs/new-one.yml", "new", "New") in [
        (each["path"], each["note"], each["title"]) for each in changed
    ]


def test_a_pull_request_with_mistakes(repository: Path, tmp_path: Path) -> None:
    """It gets an annotation on each line, hears which addresses would break, and a site of what is valid, with drafts."""
    brief = awkward_briefs()["briefs/signs.yml"]
    broken = brief.replace("confidence: low", "confidence: lowish", 1)
    line = broken[: broken.index("lowish")].count("\n") + 1
    files = {
        "briefs/signs.yml": broken,
        "briefs/other.yml": None,
        "briefs/new-one.yml": NEW,
        "briefs/of-nobody.yml": f"{NEW}actors: [{{id: nobody, role: None}}]\n",
    }
    propose(repository, "bad", files)
    host = Host(repository, tmp_path)
    done = host.github("check.yml", PULL_REQUEST, "briefs")
    assert {name for name, each in done.items() if each.returncode != 0} == {
        "Check the briefs",
        "Compare with the base branch",
    }
    build = done["Build the site with drafts, without briefs that have errors"]
    assert "Left out because of errors: briefs/" in build.stderr
    assert (host.artifacts / "site/briefs/new-one/index.html").is_file()
    assert not (host.artifacts / "site/briefs/signs").exists()
    assert not (host.artifacts / "site/briefs/of-nobody").exists()
    annotations = done["Check the briefs"].stdout.splitlines()
    assert annotations[0].startswith("::error file=briefs/")
    assert any(
        f"::error file=briefs/signs.yml,line={line}," in each for each in annotations
    )
    left = json.loads((host.artifacts / "changes/changes.json").read_bytes())[
        "sections"
    ]
    summary = host.summary.read_text()
    for what, after in (
        ("/briefs/other/", "keep briefs/other.yml and write 'status: archived' in it"),
        ("briefs/signs.yml", ""),
        ("briefs/of-nobody.yml:7: the actor 'nobody' has no name and no kind", "add "),
        (
            f"briefs/signs.yml:{line}: 'lowish' is not a valid value for 'confidence'",
            "did you mean 'low'?",
        ),
    ):
        assert f"`{what}`" in summary
        (row,) = [
            row for section in left for row in section["rows"] if row["what"] == what
        ]
        assert row["after"].startswith(after)


def test_a_forged_record_in_a_pull_request(repository: Path, tmp_path: Path) -> None:
    """The job that compares quotes has an annotation on its line; another one has it in the changes."""
    quote = "{id: mine, text: All of it is mine, speaker: a, date: 2020, source: b}"
    brief = (
        "title: New\nsummary: New.\ndate: 2020-01-01\nactors: [{id: a, name: A, kind: person, role: R}]\n"
        f"quotes: [{quote}]\nsources: {{b: {{title: B, url: 'http://127.0.0.1:9/'}}}}\n"
    )
    mark = fingerprint("All of it is mine", "b", "http://127.0.0.1:9/")
    record = f"{RECORDS}new-one:\n  mine: {{state: verified, date: 2020-05-01, from: url, quote: {mark}}}\n"
    propose(
        repository,
        "forged",
        {"briefs/new-one.yml": brief, "briefs/verification.yml": record},
    )
    host = Host(repository, tmp_path)
    runs = host.github("check.yml", PULL_REQUEST)
    assert [name for name, each in runs.items() if each.returncode] == [
        "Compare the quotes and records that changed with their sources"
    ]
    changed = json.loads((host.artifacts / "changes/changes.json").read_bytes())
    claim = "1 quote checked word for word on the live page: new-one#mine"
    assert claim in [
        row["what"] for section in changed["sections"] for row in section["rows"]
    ]
    done = runs["Compare the quotes and records that changed with their sources"]
    line = record.count("\n")
    assert done.returncode == 2  # of make
    assert done.stdout.startswith(f"::error file=briefs/verification.yml,line={line},")
    assert "can't be confirmed" in done.stdout


HOSTILE = (
    "\x1b[31m @everyone ![x](http://a.example/x.png) <img src=x onerror=alert(1)> \u202e\n"
    "```\n</details>\n````` [y](http://a.example) #1\n"
)


OTHERS = """\
7\tbriefs/a.yml
7\tREADME.md
7\tbriefs/c.yml
7\tbriefs/@everyone.yml
8\tbriefs/@everyone.yml
8\tbriefs/a.yml
9\tREADME.md
10\tbriefs/a.yml
10\tbriefs/b.yml"""


def with_scripts(folder: Path, number: str = "") -> Host:
    """A host of little but what jobs with write access run, with an open pull request of this number, if any."""
    briefs = dict.fromkeys(("briefs/a.yml", "briefs/actors/a.yml"), BRIEF.decode())
    project = make(folder / "project", briefs)
    copy_repository(project, ".ci", ".github", ".gitlab-ci.yml")
    git(project, "init", "-q", "-b", "main")
    commit(project)
    return Host(project, folder / "host", {"NUMBER": number, "OTHERS": OTHERS})


def comment(host: Host, left: str | None) -> Host:
    """It, after the comment on a check that left this."""
    if left is not None:
        put(host.artifacts, {"changes/changes.json": left})
    (done,) = host.github("comment.yml", CHECKED).values()
    assert done.returncode == 0, done.stderr
    return host


def test_the_comment_is_what_changed(tmp_path: Path) -> None:
    """On the open pull request whose last commit was checked, in one comment that is kept up to date."""
    rows = [{"what": "Date", "before": "1 April | 2 April", "after": "3 `April`"}]
    sections = [{"path": "briefs/a.yml", "title": "A", "rows": rows}]
    left = {"summary": "1 brief changed", "sections": sections}
    host = comment(with_scripts(tmp_path, "7"), json.dumps(left))
    download, find, _, say = host.asked
    assert download[:5] == ["run", "download", "5", "--repo", "owner/briefs"]
    assert find[:4] == ["api", "--method", "GET", "repos/owner/briefs/pulls"]
    assert {"state=open", "head=head_owner:head_branch"} < set(find)
    assert "env.HEAD_SHA" in find[-1]
    assert say[:5] == ["pr", "comment", "7", "--repo", "owner/briefs"]
    assert "--edit-last" in say
    table = "| | Before | After |\n| --- | --- | --- |\n| `Date` | `1 April ∣ 2 April` | `` 3 `April` `` |\n"
    assert f"1 brief changed\n\n#### `briefs/a.yml`: `A`\n\n{table}" in host.body
    others, preview = host.body.rstrip("\n").split("\n\n")[-2:]
    assert others == "`briefs/a.yml` is also changed by #8, #10."
    assert re.search(r"^\[Preview .*/owner/briefs/actions/runs/5#artifacts\)", preview)


ROW = dict.fromkeys(("what", "before", "after"), HOSTILE)
SECTION = {
    "path": HOSTILE,
    "title": HOSTILE,
    "note": HOSTILE,
    "rows": [ROW, {"what": "\\|` |"}],
}


LEFT: tuple[str | bytes, ...] = (
    *(
        HOSTILE.encode(),
        json.dumps({"summary": "words " * 12_000}),
        b"\xff\x00\xfe",
        b"[" * 100_000,
        b"7",
        b'{"sections": {"rows": 1}, "summary": []}',
    ),
    *(
        json.dumps(
            {
                "summary": HOSTILE,
                "sections": [SECTION, {"heading": HOSTILE, "rows": rows}] * number,
            }
        )
        for number in (1, 200)
        for rows in ([{"what": HOSTILE}], [ROW, 7, None, [ROW]])
    ),
)


def test_whatever_a_run_left_is_text_in_the_comment(tmp_path: Path) -> None:
    file = tmp_path / "changes.json"
    others = OTHERS
    for number in (7, 8):
        for brief in range(100):
            others += f"{number}\tbriefs/{'x' * 190}{brief}.yml\n"
    (tmp_path / "others").write_text(others)
    for left in LEFT:
        file.write_bytes(left if isinstance(left, bytes) else left.encode())
        done = call(
            tmp_path,
            sys.executable,
            "-I",
            str(ROOT / ".ci/comment.py"),
            str(file),
            "others",
            "7",
        )
        assert done.returncode == 0, done.stderr
        assert_is_text(done.stdout)


def assert_is_text(body: str) -> None:
    assert body.startswith("### What changes for readers\n")
    assert "This was written by the code of this pull request" in body
    assert all(character.isprintable() or character == "\n" for character in body)
    assert len(body) < 65_536
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(body)
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in inline} <= {"text", "code_inline", "softbreak"}
    assert not any(
        re.search("everyone|example|img|details", each.content)
        for each in inline
        if each.type == "text"
    )
    tags = re.compile("|h[34]|p|table|thead|tbody|t[rhd]|ul|li")
    assert [token.tag for token in tokens if not tags.fullmatch(token.tag)] == []
    cells = [token for token in tokens if token.type == "td_open"]
    assert len(cells) == 3 * len(
        [token for token in tokens if token.type == "tr_open"]
    ) - len([token for token in tokens if token.type == "th_open"])


def test_no_comment_where_there_is_nothing_to_comment(tmp_path: Path) -> None:
    assert [
        call[0] for call in comment(with_scripts(tmp_path / "1", "7"), None).asked
    ] == ["run"]
    assert [call[0] for call in comment(with_scripts(tmp_path / "2"), "x").asked] == [
        "run",
        "api",
    ]


def test_a_privileged_workflow_takes_nothing_from_a_pull_request() -> None:
    """No code of it is fetched, and the artifact is read by the script alone."""
    text = (ROOT / ".github/workflows/comment.yml").read_text()
    assert "ref:" not in text
    assert [step.get("run") for step in steps("comment.yml", "comment")] == [
        None,
        ".ci/comment",
    ]
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

    host = Host(repository, tmp_path)

    def record(content: bytes) -> list[list[str]]:
        before = len(host.asked)
        make(host.artifacts / "records", {"verification.yml": content.decode()})
        (done,) = host.github("verify.yml", SCHEDULE, "commit").values()
        assert done.returncode == 0, done.stderr
        return host.asked[before:]

    before = (repository / "briefs/verification.yml").read_bytes()
    assert [call[:2] for call in record(before)] == [["run", "download"]]
    download, put, deploy = record(before + b"# more\n")
    assert download[:5] == ["run", "download", "run_id", "--repo", "owner/briefs"]
    assert put[:4] == [
        "api",
        "--method",
        "PUT",
        "repos/owner/briefs/contents/briefs/verification.yml",
    ]
    assert deploy[:3] == ["workflow", "run", "deploy.yml"]
    request = json.loads(host.body)
    assert base64.b64decode(request["content"]) == before + b"# more\n"
    assert request["sha"] == git(
        repository, "rev-parse", "HEAD:briefs/verification.yml"
    )
    assert request["branch"] == "trunk"


BRIEF = b"title: A\nsources:\n  a:\n    url: https://a.example/\n  b: {url: 'https://b.example/?a,b'}\n"
COPY = b"https://web.archive.org/web/20260101000000/https://a.example/"
OF_B = b"'https://web.archive.org/web/20260101000000/https://b.example/?a,b'"


def propose_copies(host: Host, brief: bytes) -> tuple[int, list[list[str]], str]:
    """The status of the job that proposes archived copies, what it asks of `gh`, and the brief that it pushes."""
    before = len(host.asked)
    make(
        host.artifacts / "briefs",
        {"a.yml": brief.decode(), "actors/a.yml": BRIEF.decode()},
    )
    (done,) = host.github("sources.yml", SCHEDULE, "propose").values()
    branches = git(
        host.remote, "for-each-ref", "--format=%(refname)", "refs/heads/a*"
    ).split()
    assert branches in ([], ["refs/heads/archived-copies"])
    pushed = (
        git(host.remote, "show", "archived-copies:briefs/a.yml") + "\n"
        if branches
        else ""
    )
    return done.returncode, host.asked[before:], pushed


def test_archived_copies_are_proposed(tmp_path: Path) -> None:
    after = BRIEF.replace(
        b"a.example/\n", b"a.example/\n    archived: " + COPY + b"\n", 1
    )
    after = after.replace(b"?a,b'", b"?a,b', archived: " + OF_B)
    status, calls, pushed = propose_copies(with_scripts(tmp_path), after)
    assert (status, pushed) == (0, after.decode())
    download, find, create = calls
    assert download[:5] == ["run", "download", "run_id", "--repo", "owner/briefs"]
    assert find[:2] == ["pr", "list"]
    assert (
        " ".join(create[:8])
        == "pr create --repo owner/briefs --base trunk --head archived-copies"
    )


@pytest.mark.parametrize(
    ("brief", "number", "expected"),
    [
        (BRIEF, "", (0, 1)),
        (BRIEF.replace(b"?a,b'", b"?a,b', archived: " + OF_B), "7", (0, 2)),
        (BRIEF.replace(b"title: A", b"title: B"), "", (1, 1)),
    ],
    ids=["no copy", "open already", "something else"],
)
def test_nothing_is_proposed(
    tmp_path: Path, brief: bytes, number: str, expected: tuple[int, int]
) -> None:
    """Whatever the job that contacts the sources left, the one that may write creates no pull request."""
    status, calls, pushed = propose_copies(with_scripts(tmp_path, number), brief)
    assert ((status, len(calls)), pushed) == (expected, "")


is_addition = runpy.run_path(str(ROOT / ".ci/archived.py"))["is_addition"]
_, *REFUSED = cases(CASES / "archived.md")
"""What the job may leave of a file, each case as a difference."""


@pytest.mark.parametrize(
    "difference",
    [case.blocks[0].text for case in REFUSED],
    ids=[case.title for case in REFUSED],
)
def test_what_is_no_archived_copy_of_a_source(difference: str) -> None:
    lines = difference.splitlines(keepends=True)
    before, after = (
        "".join(each[1:] for each in lines if each[0] in kept) for kept in (" -", " +")
    )
    assert not is_addition(before.encode(), after.encode())


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
def test_only_a_copy_of_the_page_is_one(found: str, *, is_copy: bool) -> None:
    """To the command that finds copies, and to the script that takes them over."""
    copy = f"https://web.archive.org/web/{found}"
    with host({"/available": snapshot(copy)}) as archive:
        client = Client("briefs", pause=0, allow_private=True)
        known = nearest(
            client, f"{archive.address}/available", ADDRESS, datetime.date(2026, 1, 1)
        )
    assert known.address == (copy if is_copy else "")
    before = f"sources:\n  a:\n    url: {ADDRESS}\n"
    assert (
        is_addition(before.encode(), f"{before}    archived: {copy}\n".encode())
        == is_copy
    )


def test_an_artifact_on_gitlab_runs_nothing(tmp_path: Path) -> None:
    """It is unpacked over whatever the folder of the job holds, also the script and the hooks of git."""
    ran = tmp_path / "ran"
    host = with_scripts(tmp_path)
    after = BRIEF.replace(b"?a,b'", b"?a,b', archived: " + OF_B).decode()
    left = make(
        host.artifacts / "sources",
        {"archived/a.yml": after, "archived/actors/a.yml": after},
    )
    make(left, {".ci/archived.py": f"open({str(ran)!r}, 'w')\n"})
    git(left, "init", "-q")
    for hook in ("pre-commit", "post-checkout", "pre-push"):
        (left / ".git/hooks" / hook).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (left / ".git/hooks" / hook).chmod(0o755)
    (done,) = host.gitlab("schedule", "archived").values()
    assert (done.returncode, ran.exists()) == (0, False), done.stderr
    for file in ("a.yml", "actors/a.yml"):
        assert (
            git(host.remote, "show", f"archived-copies:briefs/{file}") == after.strip()
        )
    assert git(host.remote, "rev-parse", "archived-copies^") == git(
        host.remote, "rev-parse", "main"
    )


def test_what_a_merge_request_left_in_a_cache_is_not_published() -> None:
    """Nor is it there where a token is, or where pages of other hosts are read."""
    jobs = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())
    for job in ("limit", "quotes", "pages", "sources", "verify", "record", "archived"):
        assert jobs[job]["cache"] == []


def test_the_records_of_a_run_on_gitlab_are_no_link(tmp_path: Path) -> None:
    """Else they could be what only the job knows that commits them."""
    host = with_scripts(tmp_path)
    records = (
        make(host.artifacts / "verify", {"briefs/verification.yml": "{}\n"})
        / "briefs/verification.yml"
    )
    assert (
        "content=<briefs/verification.yml"
        in host.gitlab("schedule", "record")["record"].stdout
    )
    records.unlink()
    records.symlink_to("/proc/self/environ")
    done = host.gitlab("schedule", "record")["record"]
    assert (done.returncode, done.stdout) == (1, "")


def test_settings_of_editors_can_be_read() -> None:
    for file in (
        ".vscode/settings.json",
        ".vscode/extensions.json",
        ".devcontainer/devcontainer.json",
    ):
        assert json.loads((ROOT / file).read_text(encoding="utf-8"))


def test_pre_commit_hooks_call_what_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"].split() == ["briefs", "check"]
    for path in ("briefs/a.yml", "briefs/actors/b.yml"):
        assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "docs/briefs/a.md")


def test_nothing_is_proposed_or_published_without_a_check_of_its_history() -> None:
    """Nor is anything published that leaves briefs out."""
    for name, job in (("deploy.yml", "build"), ("check.yml", "briefs")):
        runs = "".join(each.get("run", "") for each in steps(name, job))
        assert (
            "check FORMAT=github HISTORY=1" in runs.partition("make --silent site")[0]
        )
    jobs = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())
    for job in ("check", "pages"):
        assert jobs[job]["script"][0].startswith("make --silent check HISTORY=1")
    for file in WORKFLOWS:
        assert ("SKIP_INVALID" in file.read_text()) == (file.name == "check.yml")
