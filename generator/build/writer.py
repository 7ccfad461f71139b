"""Syncs a folder with the generated files, without touching any other file.

Files are staged first, by one process or several: those that changed are written to a scratch folder. Only
when all are staged they are moved into place, so a full or read-only disk stops the run before any page
changes. A manifest in the folder lists the generator's files. Before any page changes, it is replaced by one
that also lists the new files, so the next run knows what a killed one left.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, TypeAdapter, ValidationError

from generator.languages.exceptions import system_reason
from generator.languages.phrase import marked

OWN_FOLDER = ".generated"
"""Contains the manifest and, during a run, unfinished files. The site engine skips it."""
_MANIFEST = "manifest.json"


class WritingError(Exception):
    """Files can't be written; the message says which, and what to do."""


FileState = tuple[int, int]
"""Size and modification time in nanoseconds, to recognise files that someone else changed."""
_UNKNOWN: FileState = (-1, -1)


def _state_of(stored: object) -> object:
    """The state in a manifest; older versions had a text instead."""
    return _UNKNOWN if isinstance(stored, str) else stored


def _path_of(stored: str) -> str:
    """The path in a manifest; no file system has one with a zero byte, or with half a character."""
    if "\0" in stored:
        raise ValueError("no path")
    stored.encode()  # raises a kind of ValueError
    return stored


@dataclass(frozen=True)
class Manifest:
    """The files of a run, each with its state when it was written."""

    files: dict[Annotated[str, AfterValidator(_path_of)], Annotated[FileState, BeforeValidator(_state_of)]]
    inputs: str = ""
    """A digest of all inputs of the files; empty if not known."""


@dataclass(frozen=True)
class Written:
    """The changes of a run: sorted paths of files."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


@contextmanager
def staging(folder: Path) -> Iterator[None]:
    """Make room for staged files; what is left of them at the end is deleted.

    Raises `WritingError` if the disk can't store files, also if that happens within the context.
    """
    try:
        shutil.rmtree(_scratch(folder), ignore_errors=True)  # from an interrupted run
        _scratch(folder).mkdir(parents=True)
        yield
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(_scratch(folder), ignore_errors=True)


def stage(folder: Path, path: str, content: bytes) -> bool:
    """Write a file to the scratch folder if it is new or changed; return whether it is.

    May be called by several processes, for different files. Raises `WritingError` if the path leads out of
    the folder, and `OSError` if the disk can't store the file.
    """
    target = _target(folder, path)
    if _is_file(target) and target.stat().st_size == len(content) and target.read_bytes() == content:
        return False
    _staged(folder, path).write_bytes(content)
    return True


def read_staged(folder: Path, path: str) -> bytes:
    """The content that a file will have."""
    try:
        return _staged(folder, path).read_bytes()
    except FileNotFoundError:
        return _target(folder, path).read_bytes()


def write(
    folder: Path, files: Mapping[str, bool], inputs: str = "", given_up: Collection[str] = ()
) -> Written:
    """Move staged files into place, and remove stale ones from earlier runs.

    `files` are all files by path below `folder`, each with whether it was staged; `inputs` is a digest of all
    inputs, for `is_current` to compare; `given_up` are files that belong to someone else now. Raises
    `WritingError`, before any page changes, if a path leads to a file that the generator did not write, and
    `OSError` if the disk can't store the files.
    """
    manifest = _read_manifest(folder)
    known = manifest.files
    changed = sorted(path for path, is_staged in files.items() if is_staged)
    stale = known.keys() - files.keys() - set(given_up)
    _check_places(folder, changed, known, stale)
    if changed or stale or known.keys() != files.keys() or inputs != manifest.inputs:
        _write_manifest(folder, Manifest(dict.fromkeys(sorted(known.keys() | files.keys()), _UNKNOWN)))
        for path in stale:
            _remove(folder, path)
        for path in changed:
            _target(folder, path).parent.mkdir(parents=True, exist_ok=True)
        for path in changed:
            _staged(folder, path).replace(_target(folder, path))
        states = {path: _state(folder / path) for path in sorted(files)}
        _write_manifest(folder, Manifest(states, inputs))
    return Written(tuple(changed), tuple(sorted(stale)), len(files) - len(changed))


def replace_early(folder: Path, path: str, content: bytes) -> None:
    """Replace a file of the generator before the run that does so, which will look at it again.

    Raises `WritingError` if the path leads out of the folder, and `OSError` if the disk can't store the file.
    """
    target = _target(folder, path)
    unfinished = target.with_name(f".{target.name}")
    unfinished.write_bytes(content)
    unfinished.replace(target)


def unwritable(folder: Path, error: OSError) -> WritingError:
    """The error for a disk that can't store the files."""
    where = f" ('{error.filename}')" if error.filename else ""
    return WritingError(
        marked(
            "'{folder}' can't be written: {reason}{where}; fix this and run the command again",
            folder=folder.name,
            reason=system_reason(error),
            where=where,
        )
    )


def is_current(folder: Path, inputs: str) -> int | None:
    """The number of files in the folder, if they were made from these inputs and none was changed since.

    `None` also after an interrupted run, which the next one has to clean up. Raises `WritingError` if the
    manifest is damaged.
    """
    manifest = _read_manifest(folder)
    if not inputs or manifest.inputs != inputs or _scratch(folder).exists():
        return None
    return len(manifest.files) if len(intact(folder)) == len(manifest.files) else None


def intact(folder: Path) -> frozenset[str]:
    """The generator's files in the folder that nobody has changed or deleted since they were written.

    Raises `WritingError` if the manifest is damaged.
    """
    files = _read_manifest(folder).files.items()
    return frozenset(path for path, state in files if _state(folder / path) == state != _UNKNOWN)


def owned(folder: Path) -> frozenset[str]:
    """The files in the folder that earlier runs wrote.

    Raises `WritingError` if the manifest is damaged.
    """
    return frozenset(_read_manifest(folder).files)


def _target(folder: Path, path: str) -> Path:
    """The file at the path, which has to be in the folder even after symbolic links are resolved."""
    parts = PurePosixPath(path).parts
    target = folder.joinpath(*parts)
    inside = parts and ".." not in parts and not PurePosixPath(path).is_absolute()
    if not inside or not Path(os.path.realpath(target.parent)).is_relative_to(folder.resolve()):
        raise WritingError(
            marked(
                "'{path}' leads out of the folder '{folder}'; nothing was written",
                path=path,
                folder=folder.name,
            )
        )
    return target


def _is_file(target: Path) -> bool:
    return target.is_file() and not target.is_symlink()


def _check_places(folder: Path, changed: Iterable[str], known: Collection[str], stale: set[str]) -> None:
    """Check that no foreign file is at the path of a new file or its folders.

    Raises `WritingError` for the first one.
    """
    leaving = stale | {parent for path in stale for parent in _parents(path)}
    for path in changed:
        for place in (path, *_parents(path)[:-1]):
            there = folder / place
            if place in stale or not os.path.lexists(there):
                continue
            is_folder = there.is_dir() and not (place == path and there.is_symlink())
            if place != path:
                foreign = not is_folder
            elif is_folder:
                held = {each.relative_to(folder).as_posix() for each in there.rglob("*")}
                foreign = not held or not held <= leaving
            else:
                foreign = path not in known
            if foreign:
                raise WritingError(
                    marked(
                        "'{path}' is in the way: the generator did not write it; move or delete it",
                        path=f"{folder.name}/{place}",
                    )
                )


def _parents(path: str) -> list[str]:
    return [str(parent) for parent in PurePosixPath(path).parents]


def _scratch(folder: Path) -> Path:
    return folder / OWN_FOLDER / "unfinished"


def _staged(folder: Path, path: str) -> Path:
    """Where a file is until it is moved into place."""
    return _scratch(folder) / blake2b(path.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that this leaves empty."""
    target = _target(folder, path)
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents[:-1]:
        place = folder / parent
        if not place.is_dir() or any(place.iterdir()):
            break
        place.rmdir()


def _state(file: Path) -> FileState:
    try:
        status = file.lstat()
    except OSError:
        return _UNKNOWN
    return status.st_size, status.st_mtime_ns


def _read_manifest(folder: Path) -> Manifest:
    file = folder / OWN_FOLDER / _MANIFEST
    try:
        return TypeAdapter(Manifest).validate_json(file.read_bytes())
    except FileNotFoundError:
        return Manifest({})
    except ValidationError as error:
        raise WritingError(
            marked("'{path}' is damaged; delete it and the generated files, and build again", path=file)
        ) from error


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    fields = {"files": manifest.files, "inputs": manifest.inputs}
    content = json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n"
    unfinished = _scratch(folder) / _MANIFEST
    unfinished.write_bytes(content.encode())
    unfinished.replace(folder / OWN_FOLDER / _MANIFEST)
