"""Makes the files of all tasks whose inputs changed, on all cores or on a cluster."""

import math
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from pydantic import TypeAdapter

from briefing_site.build import processes, records, workers, writer
from briefing_site.build.records import BuildRecord, TaskRecord
from briefing_site.build.store import Store
from briefing_site.build.workers import Batch, Job, TaskError, TaskResult
from briefing_site.languages.phrase import marked
from briefing_site.library.digests import LibraryDigests
from briefing_site.site.output import Task
from briefing_site.site.progress import Tick

BATCH = 8
"""Tasks that are sent to a process at once."""
FEW = 12
"""Tasks that take less time than it takes to start processes."""

_STORED = TypeAdapter(tuple[TaskRecord, dict[str, bytes]])
"""What a slow task was made from, and its files."""


class Builder:
    """Makes the files of a job in a folder, and knows what each task was made from."""

    def __init__(
        self,
        job: Job,
        program: str,
        *,
        folder: Path,
        record: BuildRecord,
        store: Store,
        tick: Tick,
        executor: Executor | None = None,
        skips_failed: bool = False,
    ) -> None:
        """`program` is a digest of it, on which all files depend.

        `record` is that of the last build in the folder; the store keeps the files of slow tasks. An
        `executor` has begun the job already, and may be on other machines. If failed tasks are skipped, that
        is only what is about no brief.
        """
        self.job = job
        self._folder = folder
        self._former = record
        self._intact = records.intact(folder, record)
        self._store = store
        self._tick = tick
        self._executor = executor
        self._skips_failed = skips_failed
        self._digests = LibraryDigests(job.library)
        self._keys: list[str] = []
        """For each task a digest of all that it is made from but for what it looks up."""
        for task in job.tasks:
            inputs = [program, job.site, task.make, task.arguments]
            self._keys.append(self._digests.values.of(inputs))
        self.tasks: dict[str, TaskRecord] = {}
        """What was made, by the name of the task."""
        self.files: dict[str, str] = {}
        """The digests of all files, by path."""
        self.staged: set[str] = set()
        """The files that are new or changed."""
        self.failed: dict[str, TaskError] = {}
        """Why tasks that were skipped failed, by their names."""

    def make_all(self) -> None:
        """Make all files: those of slow tasks, then those of others.

        Both have processes of their own, or what Typst keeps in memory and what pages share would add up.

        Raises `TaskError` if a task fails, and `OSError` and `WritingError` if files can't be staged.
        """
        slow = []
        quick = []
        for number, task in enumerate(self.job.tasks):
            if task.is_slow:
                slow.append(number)
            else:
                quick.append(number)
        self._make(slow)
        self._make(quick)

    def _make(self, numbers: Iterable[int]) -> None:
        outdated = []
        for number in numbers:
            if not self._keep(number) and not self._restore(number):
                outdated.append(number)
        for result in self._run(outdated):
            if result.error is None:
                self._add_result(result)
            elif self._skips_failed and not result.error.file:
                self.failed[self.job.tasks[result.number].name] = result.error
            else:
                raise result.error

    def _is_current(self, number: int, record: TaskRecord) -> bool:
        if record.key != self._keys[number]:
            return False
        return all(
            digest == self._digests.of(lookup)
            for lookup, digest in record.lookups.items()
        )

    def _keep(self, number: int) -> bool:
        """Leave the files of a task as they are, if they are up to date; return whether they are."""
        task = self.job.tasks[number]
        record = self._former.tasks.get(task.name)
        if record is None or not self._intact.issuperset(record.files):
            return False
        if not self._is_current(number, record):
            return False
        self._add(task, record)
        return True

    def _restore(self, number: int) -> bool:
        """Take the files of a slow task from the store; return whether they are there and up to date."""
        task = self.job.tasks[number]
        if not task.is_slow:
            return False
        stored = self._store.get(_address(self._keys[number]), _STORED)
        if stored is None or not self._is_current(number, stored[0]):
            return False
        record, contents = stored
        for path, content in contents.items():
            self._stage(path, content)
        self._add(task, record)
        return True

    def _add(self, task: Task, record: TaskRecord) -> None:
        self.tasks[task.name] = record
        self.files.update(record.files)
        self._tick(task.name)

    def _add_result(self, result: TaskResult) -> None:
        task = self.job.tasks[result.number]
        files = {}
        for file in result.files:
            files[file.path] = file.digest
            if file.content is not None:
                self._stage(file.path, file.content)
            elif file.is_staged:
                self.staged.add(file.path)
        lookups = {lookup: self._digests.of(lookup) for lookup in result.lookups}
        record = TaskRecord(self._keys[result.number], lookups, files)
        self._add(task, record)
        if task.is_slow:
            contents = {path: writer.read_staged(self._folder, path) for path in files}
            stored = _STORED.dump_python((record, contents))
            self._store.put(_address(self._keys[result.number]), stored)

    def _stage(self, path: str, content: bytes) -> None:
        if writer.stage(self._folder, path, content):
            self.staged.add(path)

    def _run(self, numbers: Sequence[int]) -> Iterator[TaskResult]:
        """Run tasks in other processes, or in this one if there are few and none is slow.

        A slow task may start threads, and after that this process could not be forked any more.
        """
        batches: list[Batch] = []
        for start in range(0, len(numbers), BATCH):
            batches.append(numbers[start : start + BATCH])
        is_any_slow = any(self.job.tasks[number].is_slow for number in numbers)
        if self._executor is None and len(numbers) <= FEW and not is_any_slow:
            workers.begin(self.job)
            for batch in batches:
                yield from workers.perform_batch(batch)
            return
        with self._pool(len(numbers)) as pool:
            yield from _results(pool, batches)

    def _pool(self, tasks: int) -> AbstractContextManager[Executor]:
        if self._executor is not None:
            return nullcontext(self._executor)
        return processes.pool(
            min(processes.cores(), math.ceil(tasks / FEW)),
            forks=processes.can_fork(),
            begin=workers.begin,
            arguments=(self.job,),
        )


def _results(pool: Executor, batches: Sequence[Batch]) -> Iterator[TaskResult]:
    """The results of the tasks as they come. Raises `TaskError` if a process ends without any."""
    running: list[Future[list[TaskResult]]] = []
    try:
        for batch in batches:
            running.append(pool.submit(workers.perform_batch, batch))
        for future in as_completed(running):
            yield from future.result()
    except BrokenExecutor as error:
        raise TaskError(
            marked(
                "a process was ended from outside, maybe because the memory was full"
            )
        ) from error
    finally:
        for future in running:
            future.cancel()


def _address(key: str) -> str:
    return f"files/{key}"
