"""What git knows: the commit that is checked out, the versions of files, and their content.

Only exit codes and documented formats are read. Messages of git are shown to users, never interpreted.
"""

import hashlib
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO, cast

from briefing_site.format import limits
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.reading import RawFile

Read = Callable[[str], bytes]
"""Returns the content of a blob: empty if it is missing, and cut off if it is too large."""

_MAIN = ("origin/HEAD", "origin/main", "main")
"""Where a branch most likely started."""
_FILE_MODE = "100"
"""The start of the modes of regular files, as opposed to links and submodules."""
_LOG = (
    "-c", "log.showRoot=true",
    "log", "-z", "--raw", "--no-abbrev", "--format=%H %ct %cs", "--reverse", "--relative", "--no-renames",
    "--no-color", "--no-show-signature",
    "--first-parent", "--diff-merges=first-parent",  # readers saw what was on the main branch
    "--sparse",  # also the commits that change none of the files, for their dates
    "HEAD", "--",
)  # fmt: skip
_MOST_READ = limits.VERIFICATION.size + 1
"""Bytes; enough to see that a file is too large."""
_DAY = re.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day of the calendar. Git takes any number of seconds for a date."""
_FIRST = date(1970, 1, 1)
"""From which git counts, and what it shows for a date that it can't read."""


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
    dated: str | None = None
    """The day that its commit claims, if that is not `day`; empty if it claims none of the calendar."""


@dataclass(frozen=True)
class Commit:
    """A commit of the main line, which runs from the one that is checked out along the first parents."""

    id: str
    day: str
    """That of its committer; of the latest commit before it if that is later, so that days never run
    backwards."""
    dated: str | None
    """As that of a `FileVersion`."""
    versions: tuple[FileVersion, ...]
    """The files that it changed; no links and no submodules."""


def checkout(root: Path) -> Checkout | None:
    """The commit that is checked out; `None` without git, a repository or a commit."""
    with suppress(RevisionError):
        shallow, commit = _git(
            root, "rev-parse", "--is-shallow-repository", "--verify", "HEAD"
        ).split()
        return Checkout(commit, shallow == "true")
    return None


def main_line(root: Path, *paths: str) -> list[Commit]:
    """Every commit of the main line, the oldest first, with its versions of the files; none if git fails."""
    output = ""
    with suppress(RevisionError):
        output = _git(root, *_LOG, *paths)
    commits: list[Commit] = []
    day, latest = _FIRST.isoformat(), 0
    words = iter(output.split("\0"))
    for word in words:
        if word.lstrip("\n").startswith(":"):
            _, mode, _, blob, change = word.split()
            path = next(words)
            if change == "D" or mode.startswith(_FILE_MODE):
                last = commits[-1]
                version = FileVersion(
                    last.day, path, "" if change == "D" else blob, last.dated
                )
                commits[-1] = replace(last, versions=(*last.versions, version))
        elif word.strip():
            id_, seconds, dated = f"{word.strip()}  ".split(" ")[:3]
            is_late = seconds.isdecimal() and int(seconds) >= latest
            if not _DAY.fullmatch(dated):
                dated = ""
            elif is_late:
                latest = int(seconds)
                # not with a time zone of four days, which git takes as well
                is_late = (
                    date.fromisoformat(dated).toordinal()
                    >= _FIRST.toordinal() + latest // 86400 - 1
                )
            day = max(day, dated)
            # where only the time zone makes it another day, the commit claims nothing
            claims = dated != day and not (dated and is_late)
            commits.append(Commit(id_, day, dated if claims else None, ()))
    return commits


def tracked(root: Path, paths: Sequence[str]) -> list[str]:
    """The files that git tracks at the paths or below them, in any case of letters; none if there is no git.

    Raises `RevisionError` if there is a repository, but git can't read it.
    """
    arguments = ("ls-files", "-z", "--", *(f":(icase,literal){path}" for path in paths))
    try:
        return _git(root, *arguments).split("\0")[:-1]
    except RevisionError as error:
        is_installed = not isinstance(error.__cause__, OSError)
        if is_installed and any(
            (folder / ".git").exists() for folder in (root, *root.parents)
        ):
            raise
        return []


def files(root: Path, revision: str) -> list[RawFile]:
    """All files of `briefs/` at the revision except hidden ones; none if there was no such folder.

    A link, or a submodule, has no content, so that it can't be read.

    They are read from git's objects, so no attribute of a file changes or hides them.

    Raises `RevisionError` without git, a repository or such a revision.
    """
    try:
        output = _git(
            root,
            "ls-tree",
            "-r",
            "-z",
            "--end-of-options",
            f"{revision}^{{commit}}",
            "--",
            "briefs",
        )
    except RevisionError as error:
        if isinstance(error.args[0], Phrase):  # not from git, which is not installed
            raise
        if checkout(root) is None:
            raise RevisionError(
                marked("git has no commit here, so nothing can be compared")
            ) from error
        message = marked(
            "git can't read '{revision}': {message}; check its name, or fetch it first",
            revision=revision,
            message=error.args[0],
        )
        raise RevisionError(message) from error
    blobs = {}
    for line in output.split("\0")[:-1]:
        about, path = line.split("\t", 1)
        mode, _, blob = about.split()
        if not any(part[0] == "." for part in PurePosixPath(path).parts):
            blobs[path] = blob if mode.startswith(_FILE_MODE) else ""
    with reader(root) as read:
        return [
            RawFile(path, read(blob) if blob else b"") for path, blob in blobs.items()
        ]


def default(root: Path) -> str:
    """The commit where the current branch left main, or else the newest commit."""
    for branch in _MAIN:
        with suppress(RevisionError):
            return _git(root, "merge-base", "HEAD", branch).strip()
    return "HEAD"


@contextmanager
def reader(root: Path) -> Iterator[Read]:
    """A function that reads blobs, through one process of git for as long as the context is open."""
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],  # noqa: S607 -- wherever it is installed
        cwd=root,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        asked, answers = (
            cast("IO[bytes]", process.stdin),
            cast("IO[bytes]", process.stdout),
        )

        def read(blob: str) -> bytes:
            """Git answers with `<id> blob <size>`, the content and a line feed, or only with a line."""
            asked.write(f"{blob}\n".encode())
            asked.flush()
            found = answers.readline().split()[2:]
            if not found:
                return b""
            size = int(found[0])
            content = answers.read(min(size, _MOST_READ))
            rest = size + 1 - len(content)
            while rest and (skipped := answers.read(min(rest, _MOST_READ))):
                rest -= len(skipped)
            return content

        yield read


def blob(content: bytes) -> str:
    """The id that git gives to the content, unless the repository has those of SHA-256."""
    return hashlib.sha1(
        b"blob %d\0%b" % (len(content), content), usedforsecurity=False
    ).hexdigest()


def _git(root: Path, *arguments: str) -> str:
    """The output. Raises `RevisionError` with the last line of the error output, or without git."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607 -- wherever it is installed
            cwd=root,
            env=_environment(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise RevisionError(
            marked("git is not installed, so nothing can be compared")
        ) from error
    if done.returncode != 0:
        raise RevisionError(done.stderr.strip().rpartition("\n")[2])
    return done.stdout


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
