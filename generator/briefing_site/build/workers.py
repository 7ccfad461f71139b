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
    """A task failed; the message says which one, and what it was made from.

    Its file is that of the brief that the task is about.
    """


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
        source = _source(lookups)
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
        raise TaskError(text, _brief(task, lookups), reason) from error


_SOURCES = {
    "briefs": "briefs/{name}.yml",
    "actors": marked("the actor '{name}'"),
    "topics": marked("the topic '{name}'"),
}
"""How a record is named of which a task fails, by its collection in the library."""


def _brief(task: Task, lookups: Sequence[Lookup]) -> str:
    """The path of the brief that a task is about; empty if it is about something else, or more.

    It is the first argument of the task, and what the task looks up before anything else.
    """
    for argument in task.arguments[:1]:
        if lookups[:1] == [f"briefs/{argument}"]:
            return f"briefs/{argument}.yml"
    return ""


def _source(lookups: Iterable[Lookup]) -> str:
    """What a message says of a task that failed: the brief it looked up last, or else an actor or a topic.

    Empty if it looked up none of them.
    """
    last_keys = {}
    for lookup in lookups:
        collection, _, key = lookup.partition("/")
        if key not in {ALL, NUMBER}:
            last_keys[collection] = key
    for collection, text in _SOURCES.items():
        if collection in last_keys:
            return Phrase(text, {"name": last_keys[collection]})
    return ""


def _delivered(output: Output, folder: Path | None) -> TaskFile:
    hashed = digest(output.content)
    if folder is None:
        return TaskFile(output.path, hashed, content=output.content)
    is_staged = writer.stage(folder, output.path, output.content)
    return TaskFile(output.path, hashed, is_staged)
