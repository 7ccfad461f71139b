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
    return (
        not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts
    )


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
        mode = "100755" if self.after.startswith("#!") else "100644"
        new = f"new file mode {mode}\n" if self.before is None else ""
        lines = difflib.unified_diff(
            (self.before or "").splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            "/dev/null" if self.before is None else f"a/{self.path}",
            f"b/{self.path}",
        )
        ended = (
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in lines
        )
        return f"diff --git a/{self.path} b/{self.path}\n{new}{''.join(ended)}"


def upgrade(
    old: WrittenFiles, current: Mapping[str, str | None], new: WrittenFiles
) -> Iterator[FileChange]:
    """What a version writes differently from the one before; `current` has each file, or `None`."""
    for path, theirs in new.files.items():
        base, mine = old.files.get(path), current[path]
        if theirs in {base, mine} or (mine is None and base is not None):
            continue  # nothing is new, or it was deleted on purpose
        if mine in {base, None}:
            yield FileChange(path, mine, theirs)
        elif path == "requirements.txt" and (
            base is None or _merged(base, str(mine), theirs) is None
        ):
            reason = marked(
                "other versions of the same packages are pinned in it; `make lock` pins the latest of all."
            )
            yield FileChange(path, mine, None, reason)
        elif base is None:
            reason = marked(
                "it is there already, and differs; this is what would change:"
            )
            yield FileChange(path, mine, theirs, reason)
        elif (merged := _merged(base, str(mine), theirs)) is None:
            reason = marked(
                "you and the program changed the same lines; make these changes yourself where they apply:"
            )
            yield FileChange(path, base, theirs, reason)
        elif merged != mine:
            yield FileChange(path, mine, merged)
    reason = marked("the program does without it now; delete it if you do, too.")
    for path in old.files:
        if path not in new.files and current.get(path):
            yield FileChange(path, current[path], None, reason)


def _merged(base: str, mine: str, theirs: str) -> str | None:
    """A text with the changes of both; `None` if they contradict one another, or without git."""
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("mine", "base", "theirs")]
        for file, text in zip(files, (mine, base, theirs), strict=True):
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
        command = ["git", "merge-file", "--stdout", *map(str, files)]
        try:
            ended = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 -- its own files
        except OSError:
            return None
    return (
        ended.stdout.decode("utf-8", "surrogateescape")
        if ended.returncode == 0
        else None
    )
