"""Builds the invented briefs and those of this repository, to see what a change changes for readers.

    .venv/bin/python -m tests.outputs FOLDER [BEFORE]

builds both in FOLDER, with their `docs/` and `site/`, and lists each file that differs from those in BEFORE, a
folder of an earlier run. `diff -r BEFORE FOLDER` shows how. Both are built with the same addresses and with
the history of this repository, so nothing but the program and the briefs makes a difference.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePath

from tests.project import CASES, ROOT

ENVIRONMENT = {
    "HOME": os.devnull,
    "NO_MKDOCS_2_WARNING": "1",
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(ROOT),
    "PYTHONSAFEPATH": "1",  # the program is this one, not that in the folder
    "REPO_URL": "https://code.example/briefs",
    "SITE_URL": "https://briefs.example/",
}


def build(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CASES / "site", folder / "invented")
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder / "own"], check=True)
    for project in ("invented", "own"):
        command = (sys.executable, "-m", "generator", "build")
        subprocess.run(command, cwd=folder / project, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


def hashes(folder: Path) -> dict[str, str]:
    """The digest of each file of `docs/` and `site/`, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*/*/**/*"))
        if path.is_file()
        and path.relative_to(folder).parts[1] in {"docs", "site"}
        and ".generated" not in path.parts
    }


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """A line for each file that differs, and one for each kind of file and of difference."""
    lines = [
        f"{'added' if path not in before else 'removed' if path not in after else 'changed'} {path}"
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]
    kinds = Counter(f"{line.split()[0]} {PurePath(line).suffix or 'other'}" for line in lines)
    return [*lines, *(f"{number} {kind}" for kind, number in sorted(kinds.items()))]


if __name__ == "__main__":
    made = Path(sys.argv[1]).resolve()
    build(made)
    found = hashes(made)
    if sys.argv[2:]:
        changes = differences(hashes(Path(sys.argv[2])), found)
        print("\n".join(changes) or "no difference")  # noqa: T201
    print(f"{len(found)} files")  # noqa: T201
