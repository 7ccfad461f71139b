"""Makes a folder hold the generated files: no more, no less, and no other file touched.

A manifest in the folder says which files are the generator's. Before anything else is changed it is
replaced by one that also lists the files to come, so that whatever a killed run leaves behind is
known to the next.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

OWN_FOLDER = ".generated"
"""Holds the manifest and, during a run, files that are not whole yet. The site engine skips it."""
_MANIFEST = "manifest.json"


class WritingError(Exception):
    """The files can't be written as they should; the message says which and what to do."""


@dataclass(frozen=True)
class Changes:
    """What a run changed: paths of files, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write(folder: Path, files: Mapping[str, bytes], tick: Callable[[], None] = lambda: None) -> Changes:
    """Write the files (by path below `folder`) that differ, and remove those that earlier runs left.

    `tick` is called after each file. Raises `WritingError` before anything is changed where a path
    leads out of the folder or to a file of somebody else, and `OSError` from the disk.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = owned(folder)
    changed = []
    for path, content in sorted(files.items()):
        target = _target(folder, path)
        current = target.read_bytes() if target.is_file() and not target.is_symlink() else None
        if current == content:
            tick()
            continue
        if current is not None and path not in known:
            raise WritingError(
                f"'{folder.name}/{path}' is in the way: the generator did not write it; move or delete it"
            )
        changed.append(path)
    stale = sorted(known - files.keys())
    if changed or stale or known != files.keys():
        _write_manifest(folder, known | files.keys())
        in_the_way = _in_the_way(stale, changed)
        for path in in_the_way:
            _remove(folder, path)
        for path in changed:
            _replace(folder, _target(folder, path), files[path])
            tick()
        for path in stale:
            if path not in in_the_way:
                _remove(folder, path)
        _write_manifest(folder, files.keys())
        shutil.rmtree(_scratch(folder), ignore_errors=True)
    return Changes(tuple(changed), tuple(stale), len(files) - len(changed))


def _target(folder: Path, path: str) -> Path:
    """The file at the path, which has to lie in the folder also after links are followed."""
    parts = PurePosixPath(path).parts
    target = folder.joinpath(*parts)
    inside = parts and ".." not in parts and not PurePosixPath(path).is_absolute()
    if not inside or not target.parent.resolve().is_relative_to(folder.resolve()):
        raise WritingError(f"'{path}' leads out of the folder '{folder.name}'; nothing was written")
    return target


def _in_the_way(stale: Iterable[str], new: Iterable[str]) -> frozenset[str]:
    """Stale files where a folder has to be, or in a folder where a file has to be."""
    files = frozenset(new)
    folders = frozenset(parent for path in files for parent in _parents(path))
    return frozenset(path for path in stale if path in folders or files.intersection(_parents(path)))


def _parents(path: str) -> list[str]:
    return [str(parent) for parent in PurePosixPath(path).parents]


def _scratch(folder: Path) -> Path:
    return folder / OWN_FOLDER / "unfinished"


def _replace(folder: Path, target: Path, content: bytes) -> None:
    """Put the file in its place whole, or not at all."""
    scratch = _scratch(folder)
    scratch.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = scratch / f"{os.getpid()}"
    unfinished.write_bytes(content)
    unfinished.replace(target)


def _remove(folder: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    target = _target(folder, path)
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents:
        place = folder / parent
        if place == folder or not place.is_dir() or any(place.iterdir()):
            break
        place.rmdir()


def owned(folder: Path) -> frozenset[str]:
    """The files in the folder that earlier runs wrote.

    Raises `WritingError` where the manifest is damaged.
    """
    file = folder / OWN_FOLDER / _MANIFEST
    try:
        return frozenset(map(str, json.loads(file.read_bytes())["files"]))
    except FileNotFoundError:
        return frozenset()
    except (ValueError, KeyError, TypeError) as error:
        raise WritingError(
            f"'{file}' is damaged; delete the generated files and it, and build again"
        ) from error


def _write_manifest(folder: Path, paths: Iterable[str]) -> None:
    content = json.dumps({"files": sorted(paths)}, ensure_ascii=False, indent=1) + "\n"
    _replace(folder, folder / OWN_FOLDER / _MANIFEST, content.encode())
