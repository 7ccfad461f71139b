"""A git repository with a project in it, whose commits are dated."""

import os
import subprocess
from pathlib import Path

from tests.project import make


class Repository:
    """A repository with a project in it."""

    def __init__(self, top: Path, below: str = "") -> None:
        self.top = top
        self.folder = make(top / below, {})
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str, day: str = "2020-05-01") -> None:
        """Run git at noon of the day, or at a number of seconds after `@`."""
        moment = day if day.startswith("@") else f"{day}T12:00:00+00:00"
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
        subprocess.run(
            ["git", *settings, *arguments],
            cwd=self.top,
            check=True,
            env={**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
            capture_output=True,
        )

    def commit(self, day: str, text: str | None, slug: str = "dam") -> None:
        """Save the brief, or delete it, and commit."""
        file = self.folder / "briefs" / f"{slug}.yml"
        if text is None:
            file.unlink()
        else:
            file.write_bytes(text.encode())
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "A message", day=day)
