"""The files of `site/`, and stamps that tell whether a file was changed."""

import os
import shutil
from collections.abc import Collection
from pathlib import Path


def stamp(status: os.stat_result) -> str:
    """Identity, size and modification time of a file."""
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"


def stamp_of(path: str) -> str:
    """The stamp of the file.

    Raises `OSError` if there is none.
    """
    return stamp(os.stat(path))  # noqa: PTH116 -- as fast as possible: called for every file


def clear(site: Path, keep: Collection[str]) -> dict[str, str]:
    """Remove all but the files to keep; return their stamps, by path.

    Like a clean build with MkDocs, this leaves hidden files and folders at the top alone.
    Raises `OSError` if something can't be removed.
    """
    stamps: dict[str, str] = {}
    if site.exists():
        with os.scandir(site) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    _clear(entry, entry.name, keep, stamps)
    return stamps


def _clear(entry: os.DirEntry[str], path: str, keep: Collection[str], stamps: dict[str, str]) -> bool:
    """Remove what is not to be kept of a file or folder; return whether anything is left."""
    if entry.is_dir(follow_symlinks=False):
        with os.scandir(entry.path) as entries:
            left = [_clear(each, f"{path}/{each.name}", keep, stamps) for each in entries]
        if not any(left):
            shutil.rmtree(entry.path)
        return any(left)
    if entry.is_file(follow_symlinks=False) and path in keep:
        stamps[path] = stamp(entry.stat(follow_symlinks=False))
        return True
    Path(entry.path).unlink()
    return False
