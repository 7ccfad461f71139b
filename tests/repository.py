"""A git repository with a project in it, whose commits are dated."""

import os
import subprocess
from pathlib import Path

from tests.project import make

_SETTINGS = {
    "user.name": "A",
    "user.email": "a@example.org",
    "core.autocrlf": "false",
    "init.defaultBranch": "main",
}


def git(folder: Path, *arguments: str, day: str = "2020-05-01") -> str:
    """What git answers, at noon of the day, or at a number of seconds after `@`."""
    moment = day if day.startswith("@") else f"{day}T12:00:00+00:00"
    settings = [each for name, value in _SETTINGS.items() for each in ("-c", f"{name}={value}")]
    done = subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        check=True,
        env={**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "A message", day: str = "2020-05-01") -> str:
    """Commit all files; the id of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
    return git(folder, "rev-parse", "HEAD")


class Repository:
    def __init__(self, top: Path, below: str = "") -> None:
        self.top = top
        self.folder = make(top / below, {})
        self.git("init", "--quiet")

    def git(self, *arguments: str, day: str = "2020-05-01") -> str:
        return git(self.top, *arguments, day=day)

    def commit(self, day: str, text: str, slug: str = "dam") -> None:
        """Save the brief and commit."""
        (self.folder / f"briefs/{slug}.yml").write_bytes(text.encode())
        commit(self.top, day=day)
