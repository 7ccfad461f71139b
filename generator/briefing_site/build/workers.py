"""Runs tasks, in this process or in others.

What all tasks need is handed to a process once. So a task is a number, and its result, if both processes
share a disk, is a path.
"""

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from briefing_site.build import writer
from briefing_site.build.store import FolderStore, Store, digest
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.library.library import Library, Result
from briefing_site.library.tracing import LibraryDigests, Lookup, traced
from briefing_site.site import Output, Site, Task
from briefing_site.site.failure import ENDING, FailureError, described


class TaskError(FailureError):
    """A task failed; the message says which one, and which file it was made from."""


@dataclass(frozen=True)
class Job:
    library: Library
    digests: LibraryDigests
    site: Site
    tasks: Sequence[Task]
    keys: Sequence[str]
    """For each task a digest of the program, the site and the arguments."""
    store: Store
    """Where the files of slow tasks are kept."""
    folder: Path | None
    """Where files are compared and staged; `None` to return their content instead."""


@dataclass(frozen=True)
class TaskFile:
    """A file: its path, and the digest of its content. The content is there only if it was not staged."""

    path: str
    digest: str
    is_staged: bool = False
    content: bytes | None = None


@dataclass(frozen=True)
class TaskResult:
    number: int
    files: tuple[TaskFile, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    error: TaskError | None = None


Batch = Sequence[tuple[int, Mapping[str, bytes]]]
"""Numbers of tasks, each with the files that it reads."""
_Made = tuple[tuple[Output, ...], tuple[Lookup, ...]]
"""The files of a task, and what was looked up to make them."""

_LOOKUPS = TypeAdapter(tuple[Lookup, ...])
_OUTPUTS = TypeAdapter(tuple[Output, ...])
_job: Job


def begin(job: Job) -> None:
    """Get a process ready for the tasks of a build."""
    global _job  # noqa: PLW0603 -- inherited by a forked process, so that nothing is copied
    _job = job


def perform_batch(batch: Batch, job: Job | None = None) -> list[TaskResult]:
    """Run several tasks. One that fails does not keep the others from running.

    Raises `OSError` and `WritingError` if files can't be staged.
    """
    return [_performed(job or _job, number, contents) for number, contents in batch]


def _performed(job: Job, number: int, contents: Mapping[str, bytes]) -> TaskResult:
    try:
        outputs, lookups = perform(job, number, contents)
    except TaskError as error:
        error.add_note("".join(traceback.format_exception(error.__cause__)))
        return TaskResult(number, error=error)
    return TaskResult(
        number, tuple(_delivered(each, job.folder) for each in outputs), lookups
    )


def perform(job: Job, number: int, contents: Mapping[str, bytes]) -> _Made:
    """Run a task, unless its files are in the store; `contents` are the files that it reads.

    What a task will look up is not known before it runs. So the store has, under the key of the task, the
    lookups of its last run, and under a digest of what these find, the files that were made from that.
    Raises `TaskError`.
    """
    task, key = job.tasks[number], f"lookups/{job.keys[number]}"
    if task.is_slow:
        known = job.store.get(key, _LOOKUPS)
        outputs = (
            None
            if known is None
            else job.store.get(_address(job, key, known), _OUTPUTS)
        )
        if known is not None and outputs is not None:
            return outputs, known
    lookups: dict[Lookup, None] = {}
    arguments = (*task.arguments, contents) if task.reads else task.arguments
    try:
        # what takes milliseconds would take longer to fetch from another machine
        keep = partial(_kept, job, key) if isinstance(job.store, FolderStore) else None
        library = traced(job.library, lookups.setdefault, keep)
        outputs = tuple(task.make(library, job.site, *arguments))
    except ENDING:
        raise
    except BaseException as error:
        values = {
            "name": task.name,
            "source": _source(lookups),
            "reason": described(error),
        }
        raise TaskError(
            marked("'{name}' could not be made from {source}: {reason}", **values)
            if values["source"]
            else marked("'{name}' could not be made: {reason}", **values)
        ) from error
    if task.is_slow:
        job.store.put(key, [*lookups])
        job.store.put(_address(job, key, lookups), _OUTPUTS.dump_python(outputs))
    return outputs, tuple(lookups)


def _kept(
    job: Job,
    task: str,
    make: Callable[..., Result],
    shape: TypeAdapter[Result],
    *arguments: object,
) -> Result:
    key = f"kept/{job.digests.of((task, make, arguments))}"
    if (made := job.store.get(key, shape)) is None:
        made = make(*arguments)
        job.store.put(key, shape.dump_python(made))
    return made


def _address(job: Job, key: str, lookups: Iterable[Lookup]) -> str:
    found = "\0".join(
        (key, *(f"{each}\0{job.digests.of_lookup(each)}" for each in lookups))
    )
    return f"files/{digest(found.encode())}"


_FILES = {
    "briefs": "briefs/{name}.yml",
    "actors": marked("the actor '{name}'"),
    "topics": marked("the topic '{name}'"),
}
"""What a lookup in a collection of the library finds."""


def _source(lookups: Iterable[Lookup]) -> str:
    """What the task was about when it failed: the brief that it looked up last, or else anything else."""
    found = [
        (name, key.partition(":")[0])
        for name, _, key in (each.partition("/") for each in lookups)
        if key not in {"*", "#"}
    ]
    for name, shown in _FILES.items():
        keys = [key for each, key in found if each == name]
        if keys:
            return Phrase(shown, {"name": keys[-1]})
    return ""


def _delivered(output: Output, folder: Path | None) -> TaskFile:
    hashed = digest(output.content)
    if folder is None:
        return TaskFile(output.path, hashed, content=output.content)
    return TaskFile(
        output.path, hashed, writer.stage(folder, output.path, output.content)
    )
