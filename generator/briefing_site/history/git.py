"""What git knows: the commit that is checked out, the versions of files, and their content.

Only exit codes and documented formats are read. Messages of git are shown to users, never interpreted.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import IO, cast

from briefing_site.format import limits
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.reading import RawFile

_MAIN_BRANCHES = ("origin/HEAD", "origin/main", "main")
"""Where a branch most likely started."""
_FILE_MODE = "100"
"""The start of the modes of regular files, as opposed to links and submodules."""
_LOG = (
    "-c", "log.showRoot=true",
    "log", "-z", "--raw", "--no-abbrev", "--format=%H %cs", "--reverse", "--relative", "--no-renames",
    "--no-color", "--no-show-signature",
    "--first-parent", "--diff-merges=first-parent",  # readers saw what was on the main branch
    "--sparse",  # also the commits that change none of the files, for their dates
    "HEAD", "--",
)  # fmt: skip
_MAX_SIZE = limits.VERIFICATION.size + 1
"""Bytes of a blob that are read; enough to see that a file is too large."""
_CALENDAR_DAY = re.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day of the calendar. Git takes any number of seconds for a date."""
_FIRST_DAY = "1970-01-01"
"""The day from which git counts, and which it shows for a date that it can't read."""


class RevisionError(Exception):
    """Git can't provide a revision; the message says why."""


@dataclass(frozen=True)
class Checkout:
    commit: str
    is_shallow: bool
    """Whether older commits are missing in this clone."""


@dataclass(frozen=True)
class FileVersion:
    """A file after a commit that changed it."""

    day: str
    path: str
    """Relative to the folder of the project."""
    blob: str
    """The id of its content; empty if it was deleted."""


@dataclass(frozen=True)
class Commit:
    """A commit of the main line, which runs from the one that is checked out along the first parents."""

    id: str
    day: str
    """That of its committer; of the latest commit before it if that is later, so that days never run
    backwards."""
    claimed_day: str | None
    """The day that it claims, if that is earlier; empty if it claims none of the calendar."""
    versions: list[FileVersion] = field(default_factory=list)
    """The files that it changed; no links and no submodules."""


def _dated(id_: str, claimed: str, latest: str) -> Commit:
    """A commit that claims a day, in its own time zone; `latest` is the day of the one before it."""
    if not _CALENDAR_DAY.fullmatch(claimed):
        return Commit(id_, latest, "")
    if claimed >= latest:
        return Commit(id_, claimed, None)
    day_before = date.fromisoformat(latest) - timedelta(days=1)
    if claimed == day_before.isoformat():  # the same time, in a time zone further west
        return Commit(id_, latest, None)
    return Commit(id_, latest, claimed)


def checkout(root: Path) -> Checkout | None:
    """The commit that is checked out; `None` without git, a repository or a commit."""
    try:
        output = _git(root, "rev-parse", "--is-shallow-repository", "--verify", "HEAD")
    except RevisionError:
        return None
    shallow, commit = output.split()
    return Checkout(commit, shallow == "true")


def main_line(root: Path, *paths: str) -> list[Commit]:
    """Every commit of the main line, the oldest first, with its versions of the files; none if git fails."""
    try:
        output = _git(root, *_LOG, *paths)
    except RevisionError:
        return []
    latest = _FIRST_DAY
    commits: list[Commit] = []
    lines = iter(map(str.strip, output.split("\0")))
    for line in lines:
        if line.startswith(":"):
            _, mode, _, blob, status = line.split()
            path = next(lines)
            commit = commits[-1]
            if status == "D":
                blob = ""
            if status == "D" or mode.startswith(_FILE_MODE):
                commit.versions.append(FileVersion(commit.day, path, blob))
        elif line:
            id_, _, claimed = line.partition(" ")
            commit = _dated(id_, claimed, latest)
            commits.append(commit)
            latest = commit.day
    return commits


def tracked(root: Path, paths: Sequence[str]) -> list[str]:
    """The files that git tracks at the paths or below them, in any case of letters; none if there is no git.

    Raises `RevisionError` if there is a repository, but git can't read it.
    """
    patterns = [f":(icase,literal){path}" for path in paths]
    try:
        return _git(root, "ls-files", "-z", "--", *patterns).split("\0")[:-1]
    except RevisionError as error:
        is_installed = not isinstance(error.__cause__, OSError)
        if is_installed and _is_in_repository(root):
            raise
        return []


def _is_in_repository(root: Path) -> bool:
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def files(root: Path, revision: str) -> list[RawFile]:
    """All files of `briefs/` at the revision except hidden ones; none if there was no such folder.

    A link, or a submodule, has no content, so that it can't be read.

    They are read from git's objects, so no attribute of a file changes or hides them.

    Raises `RevisionError` without git, a repository or such a revision.
    """
    files_: list[RawFile] = []
    with reader(root) as blobs:
        for line in _list_tree(root, revision):
            properties, path = line.split("\t", 1)
            mode, _, blob = properties.split()
            if any(part.startswith(".") for part in PurePosixPath(path).parts):
                continue
            content = blobs.read(blob) if mode.startswith(_FILE_MODE) else b""
            files_.append(RawFile(path, content))
    return files_


def _list_tree(root: Path, revision: str) -> list[str]:
    """A line for each file of `briefs/` at the revision. Raises `RevisionError` as `files` does."""
    commit = f"{revision}^{{commit}}"
    options = ("-r", "-z", "--end-of-options")
    try:
        output = _git(root, "ls-tree", *options, commit, "--", "briefs")
    except RevisionError as error:
        if isinstance(error.args[0], Phrase):  # not from git, which is not installed
            raise
        if checkout(root) is None:
            message = marked("git has no commit here, so nothing can be compared")
        else:
            message = marked(
                "git can't read '{revision}': {message}; check its name, or fetch it first",
                revision=revision,
                message=error.args[0],
            )
        raise RevisionError(message) from error
    return output.split("\0")[:-1]


def default(root: Path) -> str:
    """The commit where the current branch left main, or else the newest commit."""
    for branch in _MAIN_BRANCHES:
        try:
            return _git(root, "merge-base", "HEAD", branch).strip()
        except RevisionError:
            continue
    return "HEAD"


class BlobReader:
    """Reads blobs from a process of `git cat-file --batch`."""

    def __init__(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._requests = requests
        self._answers = answers

    def read(self, blob: str) -> bytes:
        """The content of a blob: empty if it is missing, and cut off if it is too large.

        Git answers with `<id> blob <size>`, the content and a line feed, or only with a line.
        """
        self._requests.write(f"{blob}\n".encode())
        self._requests.flush()
        header = self._answers.readline().split()
        if len(header) < 3:
            return b""
        size = int(header[2])
        content = self._answers.read(min(size, _MAX_SIZE))
        unread = size + 1 - len(content)
        while unread > 0:
            skipped = self._answers.read(min(unread, _MAX_SIZE))
            if not skipped:
                break
            unread -= len(skipped)
        return content


@contextmanager
def reader(root: Path) -> Iterator[BlobReader]:
    """One process of git that reads blobs for as long as the context is open."""
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],  # noqa: S607 -- wherever it is installed
        cwd=root,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        requests = cast("IO[bytes]", process.stdin)
        answers = cast("IO[bytes]", process.stdout)
        yield BlobReader(requests, answers)


def _git(root: Path, *arguments: str) -> str:
    """The output. Raises `RevisionError` with the last line of the error output, or without git."""
    try:
        process = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607 -- wherever it is installed
            cwd=root,
            env=_environment(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        message = marked("git is not installed, so nothing can be compared")
        raise RevisionError(message) from error
    if process.returncode != 0:
        raise RevisionError(process.stderr.strip().rpartition("\n")[2])
    return process.stdout


def _environment() -> dict[str, str]:
    """Make git write in English, read what was committed, take no locks and ask no questions."""
    return {
        **os.environ,
        "LC_ALL": "C",
        "GIT_NO_REPLACE_OBJECTS": "1",  # what stands in for a commit is no part of the history
        "GIT_GRAFT_FILE": os.devnull,  # and so are parents that only this clone knows
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
