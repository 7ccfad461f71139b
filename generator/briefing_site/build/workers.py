"""Runs tasks, in this process or in others.

What all tasks need is handed to a process once. So a task is a number, and its result, if both processes
share a disk, is a path.
"""

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing_site.build import writer
from briefing_site.build.store import digest
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.library.library import Library
from briefing_site.library.recording import (
    ALL,
    NUMBER,
    Lookup,
    recorded,
    without_repeats,
)
from briefing_site.site import Output, Site, Task
from briefing_site.site.failure import ENDING, FailureError, described


class TaskError(FailureError):
    """A task failed; the message says which one, and which file it was made from."""


@dataclass(frozen=True)
class Job:
    library: Library
    site: Site
    tasks: Sequence[Task]
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


Batch = Sequence[int]
"""Numbers of tasks."""

_job: Job


def begin(job: Job) -> None:
    """Get a process ready for the tasks of a build."""
    global _job  # noqa: PLW0603 -- inherited by a forked process, so that nothing is copied
    _job = job


def perform_batch(batch: Batch) -> list[TaskResult]:
    """Run several tasks of the job that this process has begun; one that fails does not stop the others.

    Raises `OSError` and `WritingError` if files can't be staged.
    """
    return [_perform(_job, number) for number in batch]


def _perform(job: Job, number: int) -> TaskResult:
    lookups: list[Lookup] = []
    try:
        outputs = _outputs(job, job.tasks[number], lookups)
    except TaskError as error:
        error.add_note("".join(traceback.format_exception(error.__cause__)))
        return TaskResult(number, error=error)
    files = tuple(_delivered(output, job.folder) for output in outputs)
    return TaskResult(number, files, without_repeats(lookups))


def _outputs(job: Job, task: Task, lookups: list[Lookup]) -> list[Output]:
    """The files of a task; `lookups` gets what was looked up for them. Raises `TaskError`."""
    library = recorded(job.library, lookups.append)
    try:
        return list(task.make(library, job.site, *task.arguments))
    except ENDING:
        raise
    except BaseException as error:
        reason = described(error)
        file, source = _source(lookups)
        if source:
            text = marked(
                "'{name}' could not be made from {source}: {reason}",
                name=task.name,
                source=source,
                reason=reason,
            )
        else:
            text = marked(
                "'{name}' could not be made: {reason}", name=task.name, reason=reason
            )
        raise TaskError(text, file, reason) from error


_SOURCES = {
    "briefs": "briefs/{name}.yml",
    "actors": marked("the actor '{name}'"),
    "topics": marked("the topic '{name}'"),
}
"""How a record is named of which a task fails, by its collection in the library."""


def _source(lookups: Iterable[Lookup]) -> tuple[str, str]:
    """What a task was about when it failed: the brief that it looked up last, or else an actor or a topic.

    The path of the file if it is a brief, and how it is named in messages; both are empty if it is not known.
    """
    last_keys = {}
    for lookup in lookups:
        collection, _, key = lookup.partition("/")
        if key not in {ALL, NUMBER}:
            last_keys[collection] = key
    for collection, text in _SOURCES.items():
        if collection in last_keys:
            source = Phrase(text, {"name": last_keys[collection]})
            file = str(source) if collection == "briefs" else ""
            return file, source
    return "", ""


def _delivered(output: Output, folder: Path | None) -> TaskFile:
    hashed = digest(output.content)
    if folder is None:
        return TaskFile(output.path, hashed, content=output.content)
    is_staged = writer.stage(folder, output.path, output.content)
    return TaskFile(output.path, hashed, is_staged)
