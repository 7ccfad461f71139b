"""What a build remembers for the next one: the files that it wrote, and what they were made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from briefing_site.build.store import digest, seal, unseal
from briefing_site.diagnostics import Diagnostic
from briefing_site.languages.phrase import marked
from briefing_site.library.recording import Lookup
from briefing_site.site.output import OWN_FOLDER

UNFINISHED = f"{OWN_FOLDER}/unfinished"
"""The folder of what is written before it is moved into place."""
_NAME = "record.cbor"


class RecordError(OSError):
    """The record is damaged; the message says what to do."""


def _valid_path(stored: str) -> str:
    """The path of a file; no file system has one with a zero byte, or with half a character."""
    if "\0" in stored:
        raise ValueError("no path")
    stored.encode()  # raises a kind of ValueError
    return stored


FilePath = Annotated[str, AfterValidator(_valid_path)]


@dataclass(frozen=True)
class TaskRecord:
    key: str
    """A digest of the program, the site, the arguments of the task and the files that it reads."""
    lookups: Mapping[Lookup, str]
    """The digests of what it looked up in the library."""
    files: Mapping[FilePath, str]
    """The digests of its files by path."""


@dataclass(frozen=True)
class BuildRecord:
    files: Mapping[FilePath, str] = field(default_factory=dict)
    """The digests of all files by path; empty for a file that may not be complete."""
    inputs: str = ""
    """A digest of all inputs of the files; empty if not known."""
    diagnostics: tuple[Diagnostic, ...] = ()
    tasks: Mapping[str, TaskRecord] = field(default_factory=dict)


_RECORD = TypeAdapter(BuildRecord)


def read(folder: Path) -> BuildRecord:
    """The record of the last build in the folder; empty if there is none.

    Raises `RecordError` if it is damaged, and `OSError` if it can't be read.
    """
    file = folder / OWN_FOLDER / _NAME
    if not file.exists():
        return BuildRecord()
    record = unseal(file.read_bytes(), _RECORD)
    if record is None:
        raise RecordError(
            marked(
                "'{path}' is damaged; delete it and the generated files, and build again",
                path=file,
            )
        )
    return record


def write(folder: Path, record: BuildRecord) -> None:
    """Replace the record in the folder, within `writer.staging`.

    Raises `OSError` if the disk can't store it.
    """
    unfinished = folder / UNFINISHED / _NAME
    unfinished.write_bytes(seal(_RECORD.dump_python(record)))
    unfinished.replace(folder / OWN_FOLDER / _NAME)


def intact(folder: Path, record: BuildRecord) -> frozenset[str]:
    """The files of the record that nobody has changed or deleted since they were written."""
    paths = set()
    for path, recorded in record.files.items():
        file = folder / path
        if file.is_symlink() or not file.is_file():
            continue
        if digest(file.read_bytes()) == recorded:
            paths.add(path)
    return frozenset(paths)
