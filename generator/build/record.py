"""What is remembered of a build: for each task its inputs and its files.

Lookups are numbered, because many tasks share them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from generator.build.store import Store
from generator.library.tracing import Lookup

_KEY = "tasks.json"


@dataclass(frozen=True)
class TaskRecord:
    """What a task was made from, and the digests of its files by path."""

    key: str
    """A digest of the program, the site, the arguments of the task and the files that it reads."""
    lookups: tuple[Lookup, ...]
    files: Mapping[str, str]


@dataclass(frozen=True)
class BuildRecord:
    """The tasks of a build by name, and the digests of what they looked up."""

    tasks: Mapping[str, TaskRecord] = field(default_factory=dict)
    digests: Mapping[Lookup, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Stored:
    lookups: list[tuple[str, str]]
    tasks: dict[str, tuple[str, list[int], dict[str, str]]]


_STORED = TypeAdapter(_Stored)


def read(store: Store) -> BuildRecord:
    """The record of the last build; empty if there is none."""
    try:
        stored = _STORED.validate_json(store.get(_KEY) or b"")
        names = [name for name, _ in stored.lookups]
        return BuildRecord(
            {
                name: TaskRecord(key, tuple(names[number] for number in numbers), files)
                for name, (key, numbers, files) in stored.tasks.items()
            },
            dict(stored.lookups),
        )
    except (ValidationError, IndexError):
        return BuildRecord()


def write(store: Store, record: BuildRecord) -> None:
    """Remember a build."""
    lookups = sorted({lookup for task in record.tasks.values() for lookup in task.lookups})
    numbers = {lookup: number for number, lookup in enumerate(lookups)}
    stored = {
        "lookups": [(lookup, record.digests[lookup]) for lookup in lookups],
        "tasks": {
            name: (task.key, [numbers[lookup] for lookup in task.lookups], task.files)
            for name, task in record.tasks.items()
        },
    }
    store.put(_KEY, json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode())
