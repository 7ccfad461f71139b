"""What a newer version writes differently, put together with what the publisher of a site changed.

`RECORD` has the files as `briefs init` or the last upgrade wrote them. A file that is still the same takes
the new text; where both changed it, git merges the two, as it would merge two branches.
"""

import difflib
import json
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from generator.languages.phrase import marked

RECORD = ".briefs/written.json"
"""Where a site keeps the files as they were written, and by which version."""
_NOTE = (
    "What `briefs init` or `briefs upgrade` wrote, to tell your changes from those of the program. Keep it."
)


class RecordError(ValueError):
    """A record that is not as it was written."""


@dataclass(frozen=True)
class WrittenFiles:
    """What a version wrote."""

    version: str
    """Empty if it is not known."""
    files: Mapping[str, str]
    """The text of each file by its path."""

    @property
    def text(self) -> str:
        """The content of `RECORD`."""
        return json.dumps({"note": _NOTE, **vars(self)}, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class FileRewrite:
    """A file that can be written without losing anything."""

    path: str
    before: str | None
    """`None` if it is new."""
    after: str

    @property
    def patch(self) -> str:
        """The change, as `git apply` takes it."""
        return patch(self.path, self.before, self.after)


@dataclass(frozen=True)
class Remark:
    """A file that takes a person."""

    path: str
    reason: str
    difference: str = ""
    """What to look at, as a patch."""


@dataclass(frozen=True)
class Upgrade:
    """What to write, and what to say."""

    changes: tuple[FileRewrite, ...]
    remarks: tuple[Remark, ...]


def read(text: str) -> WrittenFiles:
    """The content of `RECORD`. Raises `RecordError` if it is not as it was written."""
    with suppress(ValueError, RecursionError):
        match json.loads(text):
            case {"version": str(version), "files": dict(files)}:
                if all(_is_inside(path) and isinstance(text, str) for path, text in files.items()):
                    return WrittenFiles(version, files)
    raise RecordError("it is not as it was written")


def _is_inside(path: str) -> bool:
    """Whether a path stays in the folder of the site."""
    known = PurePosixPath(path)
    return not known.is_absolute() and ".." not in known.parts


def upgrade(old: WrittenFiles, current: Mapping[str, str | None], new: WrittenFiles) -> Upgrade:
    """What a version writes differently from the one before; `current` has each file, or `None`."""
    changes: list[FileRewrite] = []
    remarks: list[Remark] = []
    for path, theirs in new.files.items():
        base, mine = old.files.get(path), current[path]
        if theirs in {base, mine} or (mine is None and base is not None):
            continue  # nothing is new, or it was deleted on purpose
        if mine in {base, None}:
            changes.append(FileRewrite(path, mine, theirs))
        elif base is None:
            reason = marked("it is there already, and differs; this is what would change:")
            remarks.append(Remark(path, reason, patch(path, mine, theirs)))
        elif (merged := _merged(base, str(mine), theirs)) is None:
            reason = marked(
                "you and the program changed the same lines; make these changes yourself where they apply:"
            )
            remarks.append(Remark(path, reason, patch(path, base, theirs)))
        elif merged != mine:
            changes.append(FileRewrite(path, mine, merged))
    reason = marked("the program does without it now; delete it if you do, too.")
    remarks += [Remark(path, reason) for path in old.files if path not in new.files and current.get(path)]
    return Upgrade(tuple(changes), tuple(remarks))


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
    return ended.stdout.decode("utf-8", "surrogateescape") if ended.returncode == 0 else None


def is_executable(text: str) -> bool:
    """Whether a file is a program."""
    return text.startswith("#!")


def patch(path: str, before: str | None, after: str) -> str:
    """The change of a file, as `git apply` takes it."""
    mode = "100755" if is_executable(after) else "100644"
    head = f"diff --git a/{path} b/{path}\n" + (f"new file mode {mode}\n" if before is None else "")
    lines = difflib.unified_diff(
        (before or "").splitlines(keepends=True),
        after.splitlines(keepends=True),
        "/dev/null" if before is None else f"a/{path}",
        f"b/{path}",
    )
    ended = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return head + "".join(ended)
