"""What a newer version writes differently, put together with what the publisher of a site changed.

`RECORD` has the files as `briefs init` or the last upgrade wrote them. A file that is still the same takes
the new text; where both changed it, git merges the two, as it would merge two branches.
"""

import difflib
import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Annotated

from annotated_types import Predicate
from pydantic import TypeAdapter

from briefing_site.languages.phrase import marked

RECORD = ".briefs/written.json"
"""Where a site keeps the files as they were written, and by which version."""
_NOTE = (
    "What `briefs init` or `briefs upgrade` wrote, to tell your changes from those of "
    "the program. Keep it."
)


def _is_inside(path: str) -> bool:
    pure_path = PurePosixPath(path)
    return not pure_path.is_absolute() and ".." not in pure_path.parts


@dataclass(frozen=True)
class WrittenFiles:
    version: str
    """Empty if it is not known."""
    files: Mapping[Annotated[str, Predicate(_is_inside)], str]

    @property
    def text(self) -> str:
        return (
            json.dumps({"note": _NOTE, **vars(self)}, ensure_ascii=False, indent=1)
            + "\n"
        )


def read(text: str) -> WrittenFiles:
    """The content of `RECORD`. Raises `ValueError` if it is not as it was written."""
    return TypeAdapter(WrittenFiles).validate_json(text)


@dataclass(frozen=True)
class FileChange:
    path: str
    before: str | None
    """`None` if it is new."""
    after: str | None
    """`None` if it is no longer written."""
    reason: str = ""
    """Why a person has to make the change; empty if nothing is lost by writing it."""

    @property
    def patch(self) -> str:
        """As `git apply` takes it; empty for a file that is no longer written."""
        if self.after is None:
            return ""
        old_path = f"a/{self.path}"
        patch = [f"diff --git a/{self.path} b/{self.path}\n"]
        if self.before is None:
            old_path = "/dev/null"
            mode = "100755" if self.after.startswith("#!") else "100644"
            patch.append(f"new file mode {mode}\n")
        for line in difflib.unified_diff(
            (self.before or "").splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            old_path,
            f"b/{self.path}",
        ):
            patch.append(line)
            if not line.endswith("\n"):
                patch.append("\n\\ No newline at end of file\n")
        return "".join(patch)


def upgrade(
    old: WrittenFiles, current: Mapping[str, str | None], new: WrittenFiles
) -> Iterator[FileChange]:
    """What a version writes differently from the one before; `current` has each file, or `None`."""
    for path, theirs in new.files.items():
        change = _change(path, old.files.get(path), current[path], theirs)
        if change:
            yield change
    for path in old.files:
        if path not in new.files and current.get(path):
            reason = marked(
                "the program does without it now; delete it if you do, too."
            )
            yield FileChange(path, current[path], None, reason)


def _change(
    path: str, base: str | None, mine: str | None, theirs: str
) -> FileChange | None:
    """What becomes of a file; `None` if nothing is new, or it was deleted on purpose.

    `base` is what the last version wrote, `mine` what is there, and `theirs` the new text.
    """
    if theirs in {base, mine} or (mine is None and base is not None):
        return None
    if mine is None or mine == base:
        return FileChange(path, mine, theirs)
    merged = None if base is None else _merged(base, mine, theirs)
    if merged is not None:
        return None if merged == mine else FileChange(path, mine, merged)
    if path == "requirements.txt":
        reason = marked(
            "other versions of the same packages are pinned in it; `make lock` pins the latest of all."
        )
        return FileChange(path, mine, None, reason)
    if base is None:
        reason = marked("it is there already, and differs; this is what would change:")
        return FileChange(path, mine, theirs, reason)
    reason = marked(
        "you and the program changed the same lines; make these changes yourself where they apply:"
    )
    return FileChange(path, base, theirs, reason)


def _merged(base: str, mine: str, theirs: str) -> str | None:
    """A text with the changes of both; `None` if they contradict one another, or without git."""
    texts = {"mine": mine, "base": base, "theirs": theirs}
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            content = text.encode("utf-8", "surrogateescape")
            (Path(folder) / name).write_bytes(content)
        command = ["git", "merge-file", "--stdout", *texts]
        try:
            process = subprocess.run(  # noqa: S603 -- its own files
                command, cwd=folder, capture_output=True, check=False
            )
        except OSError:
            return None
    if process.returncode != 0:
        return None
    return process.stdout.decode("utf-8", "surrogateescape")
