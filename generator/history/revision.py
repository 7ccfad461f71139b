"""The files as they were at a revision of git."""

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.reading.folder import RawFile, largest

_MAIN = ("origin/main", "main")
"""Where a branch most likely began."""


class RevisionError(Exception):
    """Git can't tell; the message says why."""


def load(root: Path, revision: str, folder: str = "briefs") -> list[RawFile]:
    """All files of the folder at the revision, in one call of git; none where it had no such folder.

    Raises `RevisionError` where there is no git, no repository, or no such revision.
    """
    commit = _resolve(root, revision)
    if commit is None:
        raise RevisionError(
            f"git knows no revision '{revision}' here; name a branch, a tag or a commit, and fetch it first"
        )
    status, archive, message = _git(root, "archive", "--format=tar", commit, "--", folder)
    if status != 0:
        if "did not match" in message:
            return []
        raise RevisionError(f"git can't read '{revision}': {message}")
    return sorted(_members(archive), key=lambda text: text.path)


def default(root: Path) -> str:
    """The commit that the current branch began at: the last that it shares with main, else the newest.

    Raises `RevisionError` where there is no git, no repository or no commit in it.
    """
    for branch in _MAIN:
        if _resolve(root, branch) is not None:
            status, base, _ = _git(root, "merge-base", "HEAD", branch)
            if status == 0:
                return base.decode().strip()
    return "HEAD"


def _members(archive: bytes) -> Iterator[RawFile]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            hidden = any(part.startswith(".") for part in PurePosixPath(member.name).parts)
            content = files.extractfile(member) if member.isfile() and not hidden else None
            if content is not None:
                yield RawFile(member.name, content.read(largest(PurePosixPath(member.name)) + 1))


def _resolve(root: Path, revision: str) -> str | None:
    """The commit that the words stand for."""
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    status, commit, message = _git(root, *arguments)
    if status != 0 and message:
        raise RevisionError(f"git can't tell what changed: {message}")
    return commit.decode().strip() if status == 0 else None


def _git(root: Path, *arguments: str) -> tuple[int, bytes, str]:
    """Exit code, output and the last thing that git complained of."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607 -- wherever it is installed
            cwd=root,
            env=environment,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise RevisionError("there is no git on this machine, so nothing can be compared") from error
    complaint = done.stderr.decode("utf-8", errors="replace").strip()
    return done.returncode, done.stdout, complaint.rpartition("\n")[2]
