"""Builds the invented briefs and those of this repository, to see what a change changes for readers.

    .venv/bin/python -m tests.outputs FOLDER [BEFORE]

builds both in FOLDER, with their `docs/` and `site/`, and lists each file that differs from those in BEFORE, a
folder of an earlier run; without `--brief`, `diff` shows how. Both are built with the same addresses and with
the history of this repository, so nothing but the program and the briefs makes a difference.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.project import CASES, ROOT

ENVIRONMENT = {
    "HOME": os.devnull,
    "NO_MKDOCS_2_WARNING": "1",
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(ROOT / "generator"),
    "PYTHONSAFEPATH": "1",  # the program is this one, not that in the folder
    "REPO_URL": "https://code.example/briefs",
    "SITE_URL": "https://briefs.example/",
}


def build(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CASES / "site", folder / "invented")
    subprocess.run(
        ["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder / "own"], check=True
    )
    for project in ("invented", "own"):
        command = (sys.executable, "-m", "briefing_site", "build")
        subprocess.run(
            command,
            cwd=folder / project,
            env=ENVIRONMENT,
            check=True,
            stdout=subprocess.DEVNULL,
        )


if __name__ == "__main__":
    made = Path(sys.argv[1]).resolve()
    build(made)
    for before in sys.argv[2:]:
        ignored = [f"--exclude={name}" for name in (".git", ".cache", ".generated")]
        subprocess.run(
            ["diff", "--recursive", "--brief", *ignored, before, made], check=False
        )
