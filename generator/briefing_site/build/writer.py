"""Syncs a folder with the generated files, without touching any other file.

Files are staged first, by one process or several: those that changed are written to a scratch folder. Only
when all are staged they are moved into place, so a full or read-only disk stops the run before any page
changes. The record in the folder names the generator's files. Before any page changes, it is replaced by one
that also names the new files, so the next run knows what a killed one left.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, TypeAdapter

from briefing_site.build.store import digest, opened, sealed
from briefing_site.diagnostics import Diagnostic
from briefing_site.languages.exceptions import system_reason
from briefing_site.languages.phrase import marked
from briefing_site.library.tracing import Lookup
from briefing_site.reading import symlinks
from briefing_site.reading.symlinks import LinkError
from briefing_site.site.output import OWN_FOLDER

_RECORD_NAME = "record.cbor"
_PART = 1_000_000
_FORMER_NAME = "manifest.json"
"""In older versions it had the files alone."""


class FileState(NamedTuple):
    """To recognise files that someone else changed. Records of older versions have only the first two.

    Nobody can choose the time of a change, as they can that of a modification. It also differs after a cache
    has restored a file; then the digest says whether it is the same.
    """

    size: int = -1
    modified: int = 0
    """In nanoseconds, as `changed`."""
    changed: int = 0
    digest: str = ""
    """Empty if the file is not known."""


class WritingError(Exception):
    """Files can't be written; the message says which, and what to do."""


def _path_of(stored: str) -> str:
    """The path in a record; no file system has one with a zero byte, or with half a character."""
    if "\0" in stored:
        raise ValueError("no path")
    stored.encode()  # raises a kind of ValueError
    return stored


@dataclass(frozen=True)
class TaskRecord:
    """What a task was made from, and the digests of its files by path."""

    key: str
    """A digest of the program, the site, the arguments of the task and the files that it reads."""
    lookups: tuple[Lookup, ...]
    files: Mapping[str, str]


@dataclass(frozen=True)
class TaskRecords:
    """The tasks of a build by name, and the digests of what they looked up."""

    tasks: Mapping[str, TaskRecord] = field(default_factory=dict)
    lookups: Mapping[Lookup, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BuildRecord:
    files: Mapping[Annotated[str, AfterValidator(_path_of)], FileState] = field(
        default_factory=dict
    )
    inputs: str = ""
    """A digest of all inputs of the files; empty if not known, or if there was something left to do."""
    diagnostics: tuple[Diagnostic, ...] = ()
    made: bytes = b""
    """The tasks, sealed, as most who read the record need only the files."""

    def tasks(self) -> TaskRecords:
        return opened(self.made, _TASKS) or TaskRecords()


_EMPTY = BuildRecord()
_RECORD = TypeAdapter(BuildRecord)
_TASKS = TypeAdapter(TaskRecords)


@dataclass(frozen=True)
class Written:
    """The changes of a run: sorted paths of files."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def sealed_tasks(tasks: TaskRecords) -> bytes:
    return sealed(_TASKS.dump_python(tasks))


def read_record(folder: Path) -> BuildRecord:
    """The record of the last build in the folder; empty if there is none.

    Raises `WritingError` if it is damaged.
    """
    file = folder / OWN_FOLDER / _RECORD_NAME
    if not file.exists():
        return _former(folder / OWN_FOLDER / _FORMER_NAME)
    found = opened(file.read_bytes(), _RECORD)
    if found is None:
        raise WritingError(
            marked(
                "'{path}' is damaged; delete it and the generated files, and build again",
                path=file,
            )
        )
    return found


def _former(file: Path) -> BuildRecord:
    """The files in the manifest of an older version."""
    try:
        return _RECORD.validate_python(
            {
                "files": dict.fromkeys(
                    json.loads(file.read_bytes())["files"], FileState()
                )
            }
        )
    except (OSError, ValueError, KeyError, TypeError):
        return _EMPTY


def owned(folder: Path) -> frozenset[str]:
    """The files in the folder that earlier runs wrote. Raises `WritingError` if their record is damaged."""
    return frozenset(read_record(folder).files)


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
    is_there = (
        target.is_file()
        and not target.is_symlink()
        and target.stat().st_size == len(content)
    )
    if is_there:
        with target.open("rb") as file:  # read in parts, as the database is large
            if all(
                file.read(_PART) == content[at : at + _PART]
                for at in range(0, len(content), _PART)
            ):
                return False
    _staged(folder, path).write_bytes(content)
    return True


class StagedFiles(Mapping[str, bytes]):
    """Files of a folder, as they will be, each read when it is looked up."""

    def __init__(self, folder: Path, paths: Collection[str]) -> None:
        self._folder = folder
        self._paths = paths

    def __getitem__(self, path: str) -> bytes:
        return read_staged(self._folder, path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def read_staged(folder: Path, path: str) -> bytes:
    try:
        return _staged(folder, path).read_bytes()
    except FileNotFoundError:
        return _target(folder, path).read_bytes()


def write(
    folder: Path,
    files: Mapping[str, bool],
    record: BuildRecord = _EMPTY,
    given_up: Collection[str] = (),
) -> Written:
    """Move staged files into place, and remove stale ones from earlier runs.

    `files` are all files by path below `folder`, each with whether it was staged; `record` is what else is to
    be known of the run, with the digests of files that are known; `given_up` are files that belong to someone
    else now. Raises `WritingError`, before any page changes, if a path leads to a file that the generator did
    not write, and `OSError` if the disk can't store the files.
    """
    before = read_record(folder)
    known = before.files
    changed = sorted(path for path, is_staged in files.items() if is_staged)
    stale = known.keys() - files.keys() - set(given_up)
    _check_places(folder, changed, known, stale)
    if changed or stale:
        _write_record(
            folder,
            BuildRecord(
                dict.fromkeys(sorted(known.keys() | files.keys()), FileState())
            ),
        )
        for path in stale:
            _remove(folder, path)
        targets = {path: _target(folder, path) for path in changed}
        for parent in {target.parent for target in targets.values()}:
            parent.mkdir(parents=True, exist_ok=True)
        for path, target in targets.items():
            _staged(folder, path).replace(target)
    states = {
        path: _state(
            folder / path, known.get(path), record.files.get(path, FileState()).digest
        )
        for path in sorted(files)
    }
    after = replace(record, files=states)
    if after != before:
        _write_record(folder, after)
    return Written(tuple(changed), tuple(sorted(stale)), len(files) - len(changed))


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
    is_same = bool(inputs) and record.inputs == inputs and not _scratch(folder).exists()
    return is_same and len(intact(folder, record)) == len(record.files)


def intact(folder: Path, record: BuildRecord) -> frozenset[str]:
    """The generator's files in the folder that nobody has changed or deleted since they were written."""
    recorded = _state(folder / OWN_FOLDER / _RECORD_NAME).changed

    def is_intact(path: str, state: FileState) -> bool:
        # as clocks are coarse, what changed when the record did may have changed again
        known = state if state.changed < recorded else None
        return _state(folder / path, known).digest == state.digest != ""

    return frozenset(
        path for path, state in record.files.items() if is_intact(path, state)
    )


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
    leaving = stale | {parent for path in stale for parent in _parents(path)}
    folders = {parent for path in changed for parent in _parents(path)[:-1]}
    for place in sorted(folders.union(changed)):
        there = folder / place
        if place in stale or not os.path.lexists(there):
            continue
        is_folder = there.is_dir() and not (place not in folders and there.is_symlink())
        if place in folders:
            foreign = not is_folder
        elif is_folder:
            held = {each.relative_to(folder).as_posix() for each in there.rglob("*")}
            foreign = not held or not held <= leaving
        else:
            foreign = place not in known
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


def _state(file: Path, known: FileState | None = None, content: str = "") -> FileState:
    """The state of a file, read only if its size and times differ from those that are known.

    Not even then if the digest of its content is given.
    """
    try:
        status = file.lstat()
        found = FileState(status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        if known and known[:3] == found[:3]:
            return known
        is_file = S_ISREG(status.st_mode)
        return (
            found._replace(digest=content or digest(file.read_bytes()))
            if is_file
            else FileState()
        )
    except OSError:
        return FileState()


def _write_record(folder: Path, record: BuildRecord) -> None:
    unfinished = _scratch(folder) / _RECORD_NAME
    unfinished.write_bytes(sealed(_RECORD.dump_python(record)))
    unfinished.replace(folder / OWN_FOLDER / _RECORD_NAME)
