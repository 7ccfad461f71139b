"""Asks git: which commit is checked out, and what every commit changed in the briefs."""

import io
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_MARK = "\x01commit "
"""Begins the line about a commit; no line of a patch begins so."""
_SETTINGS = ("diff.interHunkContext=0", "diff.suppressBlankEmpty=false", "log.showSignature=false")
_LOG = (
    "log",
    "--reverse",
    "--first-parent",  # what readers saw is what stood on the main line
    "--diff-merges=first-parent",
    "--patch",
    "--unified=0",
    "--text",
    "--no-renames",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--format=%x01commit %cs",
    "HEAD",
    "--",
)
_DIFF = re.compile(r"diff --git a/(?P<path>\S+) b/(?P=path)")
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")


@dataclass(frozen=True)
class Checkout:
    """The commit that is checked out, and how the project lies in the repository."""

    commit: str
    is_shallow: bool
    """Whether older commits are missing here."""
    prefix: str
    """The folder of the project, relative to that of the repository, with a slash behind it."""


@dataclass(frozen=True)
class Hunk:
    """Lines of a file that give way to others: `start` counts from 0."""

    start: int
    removed: int
    added: tuple[str, ...]


@dataclass(frozen=True)
class FileChange:
    """What a commit did to a file: its new lines as hunks, or its removal."""

    day: str
    path: str
    """Relative to the folder of the project."""
    hunks: tuple[Hunk, ...]
    is_deleted: bool


def checkout(root: Path) -> Checkout | None:
    """What is checked out; `None` without git, outside a repository, or before the first commit."""
    command = ["git", "rev-parse", "--is-shallow-repository", "--show-prefix", "--verify", "HEAD"]
    with suppress(OSError):
        done = subprocess.run(  # noqa: S603
            command, cwd=root, env=_environment(), capture_output=True, encoding="utf-8", check=False
        )
        lines = done.stdout.split("\n")
        if done.returncode == 0 and len(lines) >= 3:
            shallow, prefix, commit = lines[:3]
            return Checkout(commit, shallow == "true", prefix)
    return None


def file_changes(root: Path, prefix: str, *paths: str) -> Iterator[FileChange]:
    """Every change to the files, the oldest first, from a single call of git.

    Nothing comes where git fails, and no more where it fails on the way.
    """
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    with (
        suppress(OSError),
        subprocess.Popen(  # noqa: S603
            ["git", *settings, *_LOG, *paths],  # noqa: S607 -- wherever it is installed
            cwd=root,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as log,
    ):
        if log.stdout is not None:
            # for git only a line feed ends a line
            with io.TextIOWrapper(log.stdout, "utf-8", "replace", newline="\n") as lines:
                yield from _parsed(lines, prefix)


def _parsed(log: IO[str], prefix: str) -> Iterator[FileChange]:
    day = path = ""
    hunks: list[Hunk] = []
    is_deleted = False
    for line in log:
        if line.startswith("@@ ") and (match := _HUNK.match(line)):
            hunks.append(_hunk(log, match))
            continue
        begins_file = line.startswith("diff --git ")
        if (begins_file or line.startswith(_MARK)) and path:
            yield FileChange(day, path, tuple(hunks), is_deleted)
            path = ""
        if begins_file:
            named = _DIFF.fullmatch(line.rstrip("\n"))
            path = named["path"].removeprefix(prefix) if named else ""
            hunks, is_deleted = [], False
        elif line.startswith(_MARK):
            day = line.removeprefix(_MARK).strip()
        elif line.startswith("deleted file mode"):
            is_deleted = True
    if path:
        yield FileChange(day, path, tuple(hunks), is_deleted)


def _hunk(log: IO[str], header: re.Match[str]) -> Hunk:
    """The hunk behind its header, which says how many lines it has: what they hold plays no part."""
    start, removed, added = (int(number) if number else 1 for number in header.groups())
    for _ in range(removed):
        log.readline()
    lines = []
    for _ in range(added):
        line = log.readline()
        if line.startswith("\\"):  # a remark that the last of the removed lines had no line break
            line = log.readline()
        lines.append(line[1:].rstrip("\r\n"))
    # of a hunk that only adds, git names the line before it
    return Hunk(start if removed == 0 else start - 1, removed, tuple(lines))


def _environment() -> dict[str, str]:
    """So that git speaks English, writes nothing and asks nothing."""
    return {
        **os.environ,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
