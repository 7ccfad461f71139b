"""Syncs a folder with the generated files, without touching any other file.

Files are staged first, by one process or several: those that changed are written to a scratch folder. Only
when all are staged they are moved into place, so a full or read-only disk stops the run before any page
changes. The record in the folder names the generator's files. Before any page changes, it is replaced by one
that also names the new files, so the next run knows what a killed one left.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from briefing_site.build import records
from briefing_site.build.records import UNFINISHED, BuildRecord
from briefing_site.build.store import digest
from briefing_site.languages.exceptions import system_reason
from briefing_site.languages.phrase import marked
from briefing_site.reading import symlinks
from briefing_site.reading.symlinks import LinkError

_PART = 1_000_000


class WritingError(Exception):
    """Files can't be written; the message says which, and what to do."""


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
    if _has_content(target, content):
        return False
    _staged(folder, path).write_bytes(content)
    return True


def _has_content(file: Path, content: bytes) -> bool:
    if not file.is_file() or file.is_symlink() or file.stat().st_size != len(content):
        return False
    with file.open("rb") as opened:  # read in parts, as the database is large
        for start in range(0, len(content), _PART):
            if opened.read(_PART) != content[start : start + _PART]:
                return False
    return True


def read_staged(folder: Path, path: str) -> bytes:
    """The content of a file as it will be."""
    try:
        return _staged(folder, path).read_bytes()
    except FileNotFoundError:
        return _target(folder, path).read_bytes()


def write(
    folder: Path,
    files: Mapping[str, bool],
    former: BuildRecord,
    record: BuildRecord,
    given_up: Collection[str] = (),
) -> Written:
    """Move staged files into place, and remove stale ones from earlier runs.

    `files` are all files by path below `folder`, each with whether it was staged; `former` is the record of
    the last run, and `record` what the next one has to know, with the digests of files that are known;
    `given_up` are files that belong to someone else now.

    Raises `WritingError`, before any page changes, if a path leads to a file that the generator did not
    write, and `OSError` if the disk can't store the files.
    """
    changed = sorted(path for path, is_staged in files.items() if is_staged)
    stale = former.files.keys() - files.keys() - set(given_up)
    _check_places(folder, changed, former.files.keys(), stale)
    if changed or stale:
        both = sorted(former.files.keys() | files.keys())
        records.write(folder, BuildRecord(dict.fromkeys(both, "")))
        _move(folder, changed, stale)
    digests = {}
    for path in sorted(files):
        digests[path] = record.files.get(path) or digest((folder / path).read_bytes())
    written = replace(record, files=digests)
    if changed or stale or written != former:
        records.write(folder, written)
    return Written(tuple(changed), tuple(sorted(stale)), len(files) - len(changed))


def _move(folder: Path, changed: Iterable[str], stale: Iterable[str]) -> None:
    """Remove what is stale, and move what was staged into place."""
    for path in stale:
        _remove(folder, path)
    targets = {path: _target(folder, path) for path in changed}
    for parent in {target.parent for target in targets.values()}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, target in targets.items():
        _staged(folder, path).replace(target)


def unwritable(folder: Path, error: OSError) -> WritingError:
    where = f" ('{error.filename}')" if error.filename else ""
    return WritingError(
        marked(
            "'{folder}' can't be written: {reason}{where}; fix this and run the command again",
            folder=folder.name,
            reason=system_reason(error),
            where=where,
        )
    )


def is_current(folder: Path, record: BuildRecord, inputs: str) -> bool:
    """Whether the files in the folder were made from these inputs, and none was changed since.

    Not after an interrupted run, which the next one has to clean up.
    """
    if not inputs or record.inputs != inputs or _scratch(folder).exists():
        return False
    return len(records.intact(folder, record)) == len(record.files)


def _target(folder: Path, path: str) -> Path:
    """The file at the path, which has to be in the folder, and not behind a link."""
    parts = PurePosixPath(path).parts
    target = folder.joinpath(*parts)
    inside = parts and ".." not in parts and not PurePosixPath(path).is_absolute()
    if not inside:
        raise WritingError(
            marked(
                "'{path}' leads out of the folder '{folder}'; nothing was written",
                path=path,
                folder=folder.name,
            )
        )
    try:
        symlinks.refuse(folder.parent, PurePosixPath(folder.name, path).parent)
    except LinkError as error:
        raise WritingError(*error.args) from error
    return target


def _check_places(
    folder: Path, changed: Iterable[str], known: Collection[str], stale: set[str]
) -> None:
    """Check that no foreign file is at the path of a new file or its folders.

    Raises `WritingError` for the first one.
    """
    leaving = set(stale)
    for path in stale:
        leaving.update(_parents(path))
    folders: set[str] = set()
    for path in changed:
        folders.update(_parents(path)[:-1])
    for path in sorted(folders.union(changed)):
        place = folder / path
        if path in stale or not os.path.lexists(place):
            continue
        if path in folders:
            is_foreign = not place.is_dir()
        elif place.is_dir() and not place.is_symlink():
            inside = {each.relative_to(folder).as_posix() for each in place.rglob("*")}
            is_foreign = not inside or not inside <= leaving
        else:
            is_foreign = path not in known
        if is_foreign:
            raise WritingError(
                marked(
                    "'{path}' is in the way: the generator did not write it; move or delete it",
                    path=f"{folder.name}/{path}",
                )
            )


def _parents(path: str) -> list[str]:
    return [str(parent) for parent in PurePosixPath(path).parents]


def _scratch(folder: Path) -> Path:
    return folder / UNFINISHED


def _staged(folder: Path, path: str) -> Path:
    """Where a file is until it is moved into place."""
    return _scratch(folder) / digest(path.encode("utf-8", "surrogatepass"))


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that this leaves empty."""
    target = _target(folder, path)
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents[:-1]:
        place = folder / parent
        if not place.is_dir() or any(place.iterdir()):
            break
        place.rmdir()
