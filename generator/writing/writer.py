"""Makes a folder hold the generated files: no more, no less, and no other file touched.

All new files are written out beside the pages first, and only then put in their places: a disk that
is full or can't be written stops the run while every page is still as it was. A manifest in the folder
says which files are the generator's. Before any page changes it is replaced by one that also lists the
files to come, so that whatever a killed run leaves behind is known to the next.
"""

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from generator.publishing.output import Deferred, Output

OWN_FOLDER = ".generated"
"""Holds the manifest and, during a run, files that are not whole yet. The site engine skips it."""
_MANIFEST = "manifest.json"


class WritingError(Exception):
    """The files can't be written as they should; the message says which and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a run left: its files with their fingerprints, and how it left them."""

    files: dict[str, str]
    inputs: str = ""
    """A digest of everything that the files were made from; empty where that is not known."""
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """What a run changed: paths of files, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


@contextmanager
def ahead(folder: Path) -> Iterator[Callable[[Output], Output]]:
    """Begins to make costly content while other files are still rendered, unless the folder holds it.

    What makes it leaves Python's lock to others, so it is made on all cores.
    Raises `WritingError` where the manifest is damaged.
    """
    known = _read_manifest(folder).files
    pool = ThreadPoolExecutor(os.cpu_count())

    def begin(file: Output) -> Output:
        wanted = file.content
        if not isinstance(wanted, Deferred) or _is_there(folder, file.path, wanted, known):
            return file
        return Output(file.path, Deferred(wanted.fingerprint, pool.submit(wanted.make).result))

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
    """Write the files (by path below `folder`) that differ, and remove those that earlier runs left.

    `inputs` is a digest of all that the files are made from, for `is_current` to compare; `tick` is
    called after each file. Raises `WritingError` before any page is changed where a path leads out of
    the folder or to a file of somebody else, and where the disk does not take the files.
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
    stale = sorted(known.keys() - files.keys())
    in_the_way = _in_the_way(stale, changed)
    _check_places(folder, changed, known, in_the_way)
    written = {path: _fingerprint(wanted) for path, wanted in files.items()}
    if changed or stale or known != written or inputs != manifest.inputs:
        unfinished = _write_out(_scratch(folder), changed)
        _write_manifest(folder, Manifest(dict.fromkeys(known.keys() | written.keys(), "")))
        for path in in_the_way:
            _remove(folder, path)
        for path in unfinished:
            _target(folder, path).parent.mkdir(parents=True, exist_ok=True)
        for path, file in unfinished.items():
            file.replace(_target(folder, path))
        for path in stale:
            if path not in in_the_way:
                _remove(folder, path)
        seen = {path: _seen(folder / path) for path in written} if inputs else {}
        _write_manifest(folder, Manifest(written, inputs, seen))
    shutil.rmtree(_scratch(folder), ignore_errors=True)
    return Written(tuple(changed), tuple(stale), len(files) - len(changed))


def _changed(
    folder: Path, files: Mapping[str, bytes | Deferred], known: Mapping[str, str], tick: Callable[[], None]
) -> dict[str, bytes]:
    """The files that are not there yet as they should be, by path."""
    changed: dict[str, bytes] = {}
    for path, wanted in sorted(files.items()):
        tick()
        target = _target(folder, path)
        if isinstance(wanted, Deferred) and _is_there(folder, path, wanted, known):
            continue
        content = wanted.make() if isinstance(wanted, Deferred) else wanted
        exists = _is_file(target)
        if exists and target.read_bytes() == content:
            continue
        changed[path] = content
    return changed


def unwritable(folder: Path, error: OSError) -> WritingError:
    """What to say where the disk does not take the files."""
    where = f" ('{error.filename}')" if error.filename else ""
    return WritingError(
        f"'{folder.name}' can't be written: {error.strerror or error}{where}; "
        "mend that and run this again: the next run makes everything right"
    )


def is_current(folder: Path, inputs: str) -> int | None:
    """How many files the folder holds, if they were made from these inputs and none was touched since.

    `None` too where a run was cut off, which the next one has to tidy up after. Raises `WritingError`
    where the manifest is damaged.
    """
    manifest = _read_manifest(folder)
    if not inputs or manifest.inputs != inputs or _scratch(folder).exists():
        return None
    untouched = all(_seen(folder / path) == seen for path, seen in manifest.seen.items())
    return len(manifest.files) if untouched else None


def owned(folder: Path) -> frozenset[str]:
    """The files in the folder that earlier runs wrote.

    Raises `WritingError` where the manifest is damaged.
    """
    return frozenset(_read_manifest(folder).files)


def _target(folder: Path, path: str) -> Path:
    """The file at the path, which has to lie in the folder also after links are followed."""
    parts = PurePosixPath(path).parts
    target = folder.joinpath(*parts)
    inside = parts and ".." not in parts and not PurePosixPath(path).is_absolute()
    if not inside or not Path(os.path.realpath(target.parent)).is_relative_to(folder.resolve()):
        raise WritingError(f"'{path}' leads out of the folder '{folder.name}'; nothing was written")
    return target


def _is_there(folder: Path, path: str, wanted: Deferred, known: Mapping[str, str]) -> bool:
    """Whether the file was made from the same."""
    return known.get(path) == wanted.fingerprint and _is_file(_target(folder, path))


def _is_file(target: Path) -> bool:
    return target.is_file() and not target.is_symlink()


def _in_the_way(stale: Iterable[str], new: Iterable[str]) -> frozenset[str]:
    """Stale files where a folder has to be, or in a folder where a file has to be."""
    files = frozenset(new)
    folders = frozenset(parent for path in files for parent in _parents(path))
    return frozenset(path for path in stale if path in folders or files.intersection(_parents(path)))


def _check_places(
    folder: Path, changed: Iterable[str], known: Collection[str], in_the_way: Collection[str]
) -> None:
    """Nothing of somebody else stands where a file or its folder has to be.

    Raises `WritingError` for the first that does.
    """
    leaving = {*in_the_way, *(parent for path in in_the_way for parent in _parents(path))}
    for path in changed:
        for place in (path, *_parents(path)[:-1]):
            there = folder / place
            if place in in_the_way or not os.path.lexists(there):
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


def _write_out(scratch: Path, contents: Mapping[str, bytes]) -> dict[str, Path]:
    """Write the contents out where no page is, as numbered files; gives back the file for each path."""
    shutil.rmtree(scratch, ignore_errors=True)  # of a run that was cut off
    scratch.mkdir(parents=True)
    unfinished = {}
    for number, (path, content) in enumerate(contents.items()):
        unfinished[path] = scratch / str(number)
        unfinished[path].write_bytes(content)
    return unfinished


def _remove(folder: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    target = _target(folder, path)
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents:
        place = folder / parent
        if place == folder or not place.is_dir() or any(place.iterdir()):
            break
        place.rmdir()


def _fingerprint(wanted: bytes | Deferred) -> str:
    return wanted.fingerprint if isinstance(wanted, Deferred) else ""


def _seen(file: Path) -> tuple[int, int]:
    """Size and time of the last change, by which a file that somebody touched is recognised."""
    try:
        status = file.lstat()
    except OSError:
        return (-1, -1)
    return status.st_size, status.st_mtime_ns


def _read_manifest(folder: Path) -> Manifest:
    file = folder / OWN_FOLDER / _MANIFEST
    try:
        data = json.loads(file.read_bytes())
        seen = {str(path): (int(size), int(time)) for path, (size, time) in data["seen"].items()}
        return Manifest(
            {str(path): str(mark) for path, mark in data["files"].items()}, str(data["inputs"]), seen
        )
    except FileNotFoundError:
        return Manifest({})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WritingError(
            f"'{file}' is damaged; delete the generated files and it, and build again"
        ) from error


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    content = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=0) + "\n"
    unfinished = _scratch(folder) / _MANIFEST
    unfinished.write_bytes(content.encode())
    unfinished.replace(folder / OWN_FOLDER / _MANIFEST)
