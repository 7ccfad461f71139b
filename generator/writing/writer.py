"""Syncs a folder with the generated files, without touching any other file.

All new files are first written to a scratch folder and only then moved into place: a full or read-only disk
stops the run before any page changes. A manifest in the folder lists the generator's files. Before any page
changes, it is replaced by one that also lists the new files, so the next run knows what a killed one left.
"""

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from generator.publishing.output import Deferred, Output

OWN_FOLDER = ".generated"
"""Contains the manifest and, during a run, unfinished files. The site engine skips it."""
_MANIFEST = "manifest.json"


class WritingError(Exception):
    """Files can't be written; the message says which, and what to do."""


@dataclass(frozen=True)
class Manifest:
    """The result of a run: its files with their fingerprints, sizes and modification times."""

    files: dict[str, str]
    inputs: str = ""
    """A digest of all inputs of the files; empty if not known."""
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """The changes of a run: sorted paths of files."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


@contextmanager
def ahead(folder: Path) -> Iterator[Callable[[Output], Output]]:
    """Start to make deferred content while other files are still rendered, unless it is up to date.

    Its code releases Python's global lock, so this uses all cores.
    Raises `WritingError` if the manifest is damaged.
    """
    known = _read_manifest(folder).files
    pool = ThreadPoolExecutor(os.cpu_count())

    def begin(file: Output) -> Output:
        content = file.content
        if not isinstance(content, Deferred) or _is_up_to_date(folder, file.path, content, known):
            return file
        return Output(file.path, Deferred(content.fingerprint, pool.submit(content.make).result))

    try:
        yield begin
    finally:
        pool.shutdown(cancel_futures=True)


def write(
    folder: Path,
    files: Mapping[str, bytes | Deferred],
    inputs: str = "",
    tick: Callable[[], None] = lambda: None,
) -> Written:
    """Write the files (by path below `folder`) that changed, and remove stale ones from earlier runs.

    `inputs` is a digest of all inputs, for `is_current` to compare; `tick` is called after each file. Raises
    `WritingError`, before any page changes, if a path leads out of the folder or to a file that the generator
    did not write, or if the disk can't store the files.
    """
    try:
        return _write(folder, files, inputs, tick)
    except OSError as error:
        shutil.rmtree(_scratch(folder), ignore_errors=True)
        raise unwritable(folder, error) from error


def _write(
    folder: Path, files: Mapping[str, bytes | Deferred], inputs: str, tick: Callable[[], None]
) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    manifest = _read_manifest(folder)
    known = manifest.files
    changed = _changed(folder, files, known, tick)
    stale = known.keys() - files.keys()
    _check_places(folder, changed, known, stale)
    written = {path: _fingerprint(content) for path, content in files.items()}
    if changed or stale or known != written or inputs != manifest.inputs:
        _write_out(_scratch(folder), changed)
        _write_manifest(folder, Manifest(dict.fromkeys(known.keys() | written.keys(), "")))
        for path in stale:
            _remove(folder, path)
        for path in changed:
            _target(folder, path).parent.mkdir(parents=True, exist_ok=True)
        for number, path in enumerate(changed):
            (_scratch(folder) / str(number)).replace(_target(folder, path))
        seen = {path: _seen(folder / path) for path in written} if inputs else {}
        _write_manifest(folder, Manifest(written, inputs, seen))
    shutil.rmtree(_scratch(folder), ignore_errors=True)
    return Written(tuple(changed), tuple(sorted(stale)), len(files) - len(changed))


def _changed(
    folder: Path, files: Mapping[str, bytes | Deferred], known: Mapping[str, str], tick: Callable[[], None]
) -> dict[str, bytes]:
    """The files that are missing or out of date, by path."""
    changed: dict[str, bytes] = {}
    for path, given in sorted(files.items()):
        tick()
        target = _target(folder, path)
        if isinstance(given, Deferred) and _is_up_to_date(folder, path, given, known):
            continue
        content = given.make() if isinstance(given, Deferred) else given
        if not _is_file(target) or target.read_bytes() != content:
            changed[path] = content
    return changed


def unwritable(folder: Path, error: OSError) -> WritingError:
    """The error for a disk that can't store the files."""
    where = f" ('{error.filename}')" if error.filename else ""
    return WritingError(
        f"'{folder.name}' can't be written: {error.strerror or error}{where}; "
        "fix this and run the command again"
    )


def is_current(folder: Path, inputs: str) -> int | None:
    """The number of files in the folder, if they were made from these inputs and none was changed since.

    `None` also after an interrupted run, which the next one has to clean up. Raises `WritingError` if the
    manifest is damaged.
    """
    manifest = _read_manifest(folder)
    if not inputs or manifest.inputs != inputs or _scratch(folder).exists():
        return None
    untouched = all(_seen(folder / path) == seen for path, seen in manifest.seen.items())
    return len(manifest.files) if untouched else None


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
        raise WritingError(f"'{path}' leads out of the folder '{folder.name}'; nothing was written")
    return target


def _is_up_to_date(folder: Path, path: str, content: Deferred, known: Mapping[str, str]) -> bool:
    """Whether the file exists and was made from the same inputs."""
    return known.get(path) == content.fingerprint and _is_file(_target(folder, path))


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
                    f"'{folder.name}/{place}' is in the way: the generator did not write it; "
                    "move or delete it"
                )


def _parents(path: str) -> list[str]:
    return [str(parent) for parent in PurePosixPath(path).parents]


def _scratch(folder: Path) -> Path:
    return folder / OWN_FOLDER / "unfinished"


def _write_out(scratch: Path, contents: Mapping[str, bytes]) -> None:
    """Write the contents to numbered files in the scratch folder."""
    shutil.rmtree(scratch, ignore_errors=True)  # from an interrupted run
    scratch.mkdir(parents=True)
    for number, content in enumerate(contents.values()):
        (scratch / str(number)).write_bytes(content)


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that this leaves empty."""
    target = _target(folder, path)
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents:
        place = folder / parent
        if place == folder or not place.is_dir() or any(place.iterdir()):
            break
        place.rmdir()


def _fingerprint(content: bytes | Deferred) -> str:
    return content.fingerprint if isinstance(content, Deferred) else ""


def _seen(file: Path) -> tuple[int, int]:
    """Size and modification time, to recognise changed files."""
    try:
        status = file.lstat()
    except OSError:
        return (-1, -1)
    return status.st_size, status.st_mtime_ns


def _read_manifest(folder: Path) -> Manifest:
    file = folder / OWN_FOLDER / _MANIFEST
    try:
        return TypeAdapter(Manifest).validate_json(file.read_bytes())
    except FileNotFoundError:
        return Manifest({})
    except ValidationError as error:
        raise WritingError(
            f"'{file}' is damaged; delete it and the generated files, and build again"
        ) from error


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    content = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=0) + "\n"
    unfinished = _scratch(folder) / _MANIFEST
    unfinished.write_bytes(content.encode())
    unfinished.replace(folder / OWN_FOLDER / _MANIFEST)
