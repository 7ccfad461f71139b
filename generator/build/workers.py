"""Runs tasks, in this process or in others.

What all tasks need is sent to a process once: processes that are forked inherit it, and any other loads it
from a file. So a task is a number, and its result, if both processes share a disk, is a path.
"""

import pickle
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from generator.build import kept, writer
from generator.build.store import Store
from generator.languages.exceptions import reason
from generator.languages.phrase import Phrase, marked
from generator.library.library import Library
from generator.library.tracing import LibraryDigests, Lookup, traced
from generator.site.failure import ENDING, FailureError, described
from generator.site.output import Output, Task
from generator.site.site import Site


class TaskError(FailureError):
    """A task failed; the message says which one, and which file it was made from."""


@dataclass(frozen=True)
class Work:
    """What all tasks of a build need."""

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
class MadeFile:
    """A file: its path, and the digest of its content. The content is there only if it was not staged."""

    path: str
    digest: str
    is_staged: bool = False
    content: bytes | None = None


@dataclass(frozen=True)
class Made:
    """The result of a task."""

    number: int
    files: tuple[MadeFile, ...]
    lookups: tuple[Lookup, ...]


@dataclass(frozen=True)
class Failed:
    """A task that failed, and why."""

    number: int
    reason: str
    trace: str
    """Where in the program it failed."""

    @property
    def error(self) -> TaskError:
        """The error to raise in the process of the build."""
        error = TaskError(self.reason)
        error.add_note(self.trace)
        return error


def perform(work: Work, number: int, contents: Mapping[str, bytes]) -> Made:
    """Run a task; `contents` are the files that it reads.

    Raises `TaskError` if it fails, and `OSError` and `WritingError` if its files can't be staged.
    """
    task, key = work.tasks[number], work.keys[number]
    found = kept.find(work.store, key, work.digests) if task.is_slow else None
    if found is None:
        found = _outputs(work, task, contents)
        if task.is_slow:
            kept.keep(work.store, key, work.digests, *found)
    outputs, lookups = found
    return Made(number, tuple(_delivered(each, work) for each in outputs), lookups)


def _outputs(
    work: Work, task: Task, contents: Mapping[str, bytes]
) -> tuple[tuple[Output, ...], tuple[Lookup, ...]]:
    lookups: dict[Lookup, None] = {}
    arguments = (*task.arguments, contents) if task.reads else task.arguments
    try:
        outputs = tuple(task.make(traced(work.library, lookups.setdefault), work.site, *arguments))
    except ENDING:
        raise
    except BaseException as error:
        values = {"name": task.name, "source": _source(lookups), "reason": described(error)}
        raise TaskError(
            marked("'{name}' could not be made from {source}: {reason}", **values)
            if values["source"]
            else marked("'{name}' could not be made: {reason}", **values)
        ) from error
    return outputs, tuple(lookups)


_FILES = {
    "briefs": "briefs/{name}.yml",
    "actors": marked("the actor '{name}'"),
    "topics": marked("the topic '{name}'"),
}
"""What a lookup in a collection of the library finds."""


def _source(lookups: Iterable[Lookup]) -> str:
    """What the task was about when it failed: the brief that it looked up last, or else anything else."""
    found = [
        (name, key) for name, _, key in (each.partition("/") for each in lookups) if key not in {"*", "#"}
    ]
    for name, shown in _FILES.items():
        keys = [key for each, key in found if each == name]
        if keys:
            return Phrase(shown, {"name": keys[-1]})
    return ""


def _delivered(output: Output, work: Work) -> MadeFile:
    digest = blake2b(output.content, digest_size=16).hexdigest()
    if work.folder is None:
        return MadeFile(output.path, digest, content=output.content)
    return MadeFile(output.path, digest, writer.stage(work.folder, output.path, output.content))


_STORED = "work"
_known: dict[str, Work] = {}


@dataclass(frozen=True)
class WorkAddress:
    """Where a process finds the work: in its own memory if it was forked, or else in the store."""

    store: Store
    key: str

    def enter(self, work: Work) -> None:
        """Keep the work in memory, for this process and those that it forks."""
        _known.clear()
        _known[self.key] = work

    def save(self, work: Work) -> None:
        """Store the work, for processes that are not forked."""
        self.store.put(_STORED, pickle.dumps((self.key, work), pickle.HIGHEST_PROTOCOL))

    def find(self) -> Work:
        """The work. Raises `LookupError` if the process can't read what the build stored."""
        if self.key not in _known:
            stored = self.store.get(_STORED)
            found: tuple[str, Work] | None = pickle.loads(stored) if stored else None  # noqa: S301 -- our own
            if found is None or found[0] != self.key:
                raise LookupError(marked("a worker can't read the cache of the build: share it with --cache"))
            self.enter(found[1])
        return _known[self.key]


Batch = Sequence[tuple[int, Mapping[str, bytes]]]
"""Numbers of tasks, each with the files that it reads."""


def perform_batch(address: WorkAddress, batch: Batch) -> list[Made | Failed]:
    """Run several tasks in another process. One that fails does not keep the others from running."""
    work = address.find()
    return [_attempt(work, number, contents) for number, contents in batch]


def _attempt(work: Work, number: int, contents: Mapping[str, bytes]) -> Made | Failed:
    try:
        return perform(work, number, contents)
    except TaskError as error:
        return Failed(number, reason(error), "".join(traceback.format_exception(error.__cause__)))
