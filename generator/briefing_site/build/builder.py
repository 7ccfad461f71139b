"""Makes the files of all tasks whose inputs changed, on all cores or on any other executor."""

import math
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from pathlib import Path

from briefing_site.build import processes, workers, writer
from briefing_site.build.executors import ClusterExecutor
from briefing_site.build.workers import Job, TaskError, TaskFile, TaskResult
from briefing_site.build.writer import BuildRecord, TaskRecord, TaskRecords
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked
from briefing_site.site.output import Task
from briefing_site.site.progress import Tick

BATCHES = {False: 24, True: 6}
"""Tasks that are sent to a process at once, by whether they are slow. With fewer it would wait for work, with
more the others would wait for it at the end."""
FEW = 12
"""Tasks that take less time than it takes to start processes."""


class Build:
    """A build in a folder: those of its tasks that are out of date have been started."""

    def __init__(
        self,
        job: Job,
        folder: Path,
        record: BuildRecord,
        *,
        tick: Tick,
        executor: Executor | None = None,
        pages_first: bool = False,
    ) -> None:
        """Start; `record` is that of the last build.

        With `pages_first`, what is slow, and whatever is no page but there from an earlier build, is left to
        the next build; until then a new file is empty. And a task that fails leaves its files as they were.
        """
        self._job = job
        self._folder = folder
        self._tick = tick
        self._pages_first = pages_first
        self._before = record.tasks()
        self._intact = writer.intact(folder, record)
        self._records: dict[str, TaskRecord] = {}
        self._lookups: dict[str, str] = {}
        self.tasks = TaskRecords(self._records, self._lookups)
        self.digests: dict[str, str] = {}
        """Of the content of all files, by path; empty for those that the next build makes."""
        self._staged: dict[str, bool] = {}
        self.failures: list[str] = []
        self.is_complete = True
        self._given = executor
        self._shared = (
            executor.share(job) if isinstance(executor, ClusterExecutor) else job
        )
        self._pools: dict[bool, Executor] = {}
        self._waiting = [number for number, task in enumerate(job.tasks) if task.reads]
        """Tasks that read files of others."""
        self._running = self._start(
            number for number, task in enumerate(job.tasks) if not task.reads
        )
        self._running |= self._start_readers()

    @property
    def kept(self) -> frozenset[str]:
        """The files that the same program has made with the same settings, and nobody has changed since."""
        tasks = zip(self._job.tasks, self._job.keys, strict=True)
        known = (
            (key, self._before.tasks.get(task.name))
            for task, key in tasks
            if not task.reads
        )
        is_same = any(record is not None and record.key == key for key, record in known)
        return self._intact if is_same else frozenset()

    def finish(self) -> dict[str, bool]:
        """Wait for all tasks; return the paths of all files, each with whether it was staged.

        Raises `TaskError` if a task fails, and `OSError` and `WritingError` if files can't be staged.
        """
        while self._running:
            done, self._running = wait(self._running, return_when=FIRST_COMPLETED)
            self._collect(done)
            self._running |= self._start_readers()
        return self._staged

    def close(self) -> None:
        for pool in self._pools.values():
            pool.shutdown(cancel_futures=True)

    def _key(self, number: int) -> str:
        """A digest of everything that a task is given."""
        reads = self._job.tasks[number].reads
        return " ".join(
            (self._job.keys[number], *(self.digests.get(path, "") for path in reads))
        )

    def _is_current(self, number: int) -> bool:
        """Whether the files of a task are there and up to date; then it is done."""
        name = self._job.tasks[number].name
        known = self._before.tasks.get(name)
        if (
            known is None
            or known.key != self._key(number)
            or not known.files.keys() <= self._intact
        ):
            return False
        if any(
            self._before.lookups[each] != self._job.digests.of_lookup(each)
            for each in known.lookups
        ):
            return False
        self._add(name, known, ())
        return True

    def _is_deferred(self, number: int) -> bool:
        task = self._job.tasks[number]
        if not self._pages_first or task.name.endswith(".md"):
            return False
        if not (
            task.is_slow
            or self._former_files(task)
            or {*task.reads} - self.digests.keys()
        ):
            return False
        self._keep_former(task)
        return True

    def _former_files(self, task: Task) -> Mapping[str, str]:
        known = self._before.tasks.get(task.name)
        return (
            known.files
            if known is not None and known.files.keys() <= self._intact
            else {}
        )

    def _keep_former(self, task: Task) -> None:
        """Keep the files of an earlier build, or make an empty one; the next build makes them anew."""
        files, staged = self._former_files(task), set[str]()
        if not files:
            files = {task.name: ""}
            staged = {path for path in files if writer.stage(self._folder, path, b"")}
        self._add(task.name, TaskRecord("", (), files), staged)
        self.is_complete = False

    def _add(self, name: str, record: TaskRecord, staged: Collection[str]) -> None:
        self._records[name] = record
        self._lookups |= {
            each: self._job.digests.of_lookup(each) for each in record.lookups
        }
        self.digests |= record.files
        self._staged |= {path: path in staged for path in record.files}
        self._tick(name)

    def _start_readers(self) -> set[Future[list[TaskResult]]]:
        """Start those whose files are there; when nothing else runs, all, as some files never will be."""
        ready, waiting = list[int](), list[int]()
        for number in self._waiting:
            is_ready = all(
                path in self.digests for path in self._job.tasks[number].reads
            )
            (ready if is_ready or not self._running else waiting).append(number)
        self._waiting = waiting
        return self._start(ready)

    def _start(self, numbers: Iterable[int]) -> set[Future[list[TaskResult]]]:
        """Run what is out of date of the tasks: in this process or, without waiting for them, in others.

        Slow tasks have processes of their own: what Typst keeps in memory and what many tasks share would add
        up in one. They never run in this process, because it could not fork any more once they start threads.
        """
        running = set[Future[list[TaskResult]]]()
        tasks = self._job.tasks
        todo = [
            each
            for each in numbers
            if not self._is_current(each) and not self._is_deferred(each)
        ]
        for is_slow in (True, False):
            part = [each for each in todo if tasks[each].is_slow is is_slow]
            for start in range(0, len(part), BATCHES[is_slow]):
                batch = part[start : start + BATCHES[is_slow]]
                contents = [(number, self._contents(tasks[number])) for number in batch]
                if self._given is not None:
                    future = self._given.submit(
                        workers.perform_batch, contents, self._shared
                    )
                elif is_slow or len(part) > FEW or False in self._pools:
                    pool = self._pool(len(part), is_slow=is_slow)
                    try:
                        future = pool.submit(workers.perform_batch, contents)
                    except (
                        BrokenExecutor
                    ) as error:  # a process ended while there was more to submit
                        future = Future()
                        future.set_exception(error)
                else:
                    future = Future()
                    future.set_result(workers.perform_batch(contents, self._job))
                running.add(future)
        return running

    def _pool(self, tasks: int, *, is_slow: bool) -> Executor:
        if is_slow not in self._pools:
            number = min(processes.cores(), math.ceil(tasks / FEW))
            self._pools[is_slow] = processes.pool(
                number,
                forks=processes.can_fork(),
                begin=workers.begin,
                arguments=(self._job,),
            )
        return self._pools[is_slow]

    def _contents(self, task: Task) -> Mapping[str, bytes]:
        """The files that a task reads: other machines get their contents."""
        files = writer.StagedFiles(self._folder, task.reads)
        return files if self._given is None else dict(files)

    def _collect(self, done: Iterable[Future[list[TaskResult]]]) -> None:
        """Take results. Raises `TaskError` if a task failed, or a process ended without a result."""
        for future in done:
            try:
                results = future.result()
            except (
                BrokenExecutor
            ) as error:  # of all that was left to do, so it says nothing of a task
                raise TaskError(
                    marked(
                        "a process was ended from outside, maybe because the memory was full"
                    )
                ) from error
            for result in results:
                self._add_result(result)

    def _add_result(self, result: TaskResult) -> None:
        task = self._job.tasks[result.number]
        if result.error is None:
            staged = {file.path for file in result.files if self._is_staged(file)}
            files = {file.path: file.digest for file in result.files}
            self._add(
                task.name,
                TaskRecord(self._key(result.number), result.lookups, files),
                staged,
            )
        elif self._pages_first:
            self.failures.append(reason(result.error))
            self._keep_former(task)
        else:
            raise result.error

    def _is_staged(self, file: TaskFile) -> bool:
        if file.content is None:
            return file.is_staged
        return writer.stage(self._folder, file.path, file.content)
