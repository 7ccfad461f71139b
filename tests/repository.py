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
    "core.compression": "0",  # the repositories of tests are small and soon gone
    "maintenance.auto": "false",  # or each commit starts a process for it
}
GIT = {"GIT_CONFIG_COUNT": str(len(_SETTINGS))}
"""The environment of git, wherever tests call it."""
for _number, (_name, _value) in enumerate(_SETTINGS.items()):
    GIT |= {f"GIT_CONFIG_KEY_{_number}": _name, f"GIT_CONFIG_VALUE_{_number}": _value}


def git(folder: Path, *arguments: str, day: str = "2020-05-01") -> str:
    """What git answers, at noon of the day, or at a number of seconds after `@`."""
    moment = day if day.startswith("@") else f"{day}T12:00:00+00:00"
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        env={
            **os.environ,
            **GIT,
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
        },
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
