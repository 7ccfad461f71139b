"""Makes the files of all tasks whose inputs changed, on all cores or on any other executor."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, replace

from generator.build import kept, processes, writer
from generator.build import record as records
from generator.build.record import BuildRecord, TaskRecord
from generator.build.workers import Failed, Made, MadeFile, TaskError, Work, WorkAddress, perform_batch
from generator.build.workspace import Workspace
from generator.languages.phrase import marked
from generator.library.library import Library
from generator.library.tracing import LibraryDigests
from generator.site.output import Task
from generator.site.progress import Tick, no_tick
from generator.site.site import Site

BATCH = 24
"""Tasks that are sent to a process at once. With fewer it would wait for work, with more the others would
wait for it at the end."""
PATIENCE = 10.0
"""Seconds without a result, after which the progress says what has to be waited for."""
FEW = 12
"""Tasks that take less time than it takes to start processes."""
FEW_AGAIN = 100
"""The same for a process that has run tasks before, and so has loaded all that they need."""


Running = Mapping[Future[list[Made | Failed]], Sequence[int]]
"""Batches of tasks, by their numbers."""


@dataclass(frozen=True)
class Left:
    """The tasks that a quick build left for later."""

    work: Work
    numbers: tuple[int, ...]
    place: Workspace

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the first file of each."""
        return tuple(self.work.tasks[number].name for number in self.numbers)

    def make(self) -> tuple[list[Made], list[Failed]]:
        """Run them on all cores; return the results, except for those that the cache keeps anyway.

        Raises `TaskError` if a process ends.
        """
        tasks = self.work.tasks
        address = WorkAddress(self.work.store, self.work.digests.of((self.work.keys, self.numbers)))
        address.enter(self.work)
        if not self.place.can_fork:
            address.save(self.work)
        with processes.pool(processes.cores(), forks=self.place.can_fork) as pool:
            batches = [(number, _contents(tasks[number], self.place)) for number in self.numbers]
            running = {pool.submit(perform_batch, address, [batch]): [batch[0]] for batch in batches}
            ended = [*_results(running, tasks)]
        made = [each for each in ended if isinstance(each, Made) and not tasks[each.number].is_slow]
        return made, [each for each in ended if isinstance(each, Failed)]


class Build:
    """A build: those of its tasks that are out of date have been started."""

    def __init__(
        self,
        library: Library,
        digests: LibraryDigests,
        site: Site,
        tasks: Sequence[Task],
        *,
        place: Workspace,
        tick: Tick = no_tick,
        quick: bool = False,
        done: Iterable[Made] = (),
    ) -> None:
        all_have = digests.of((place.program, site))
        keys = tuple(digests.of((all_have, task.make, task.arguments)) for task in tasks)
        folder = place.docs if place.executor is None else None
        self._work = Work(library, digests, site, tuple(tasks), keys, place.shared, folder)
        self._address = WorkAddress(place.shared, digests.of(keys))
        self._place = place
        self._tick = tick
        self._before = records.read(place.cache)
        self._intact = writer.intact(place.docs)
        self._records: dict[str, TaskRecord] = {}
        self._digests: dict[str, str] = {}
        """Of the content of all files so far, by path."""
        self._staged: dict[str, bool] = {}
        self.failures: list[str] = []
        """Why tasks failed, in a quick build. Their files are those of an earlier build, if there are any."""
        stale = [
            number for number, task in enumerate(tasks) if not task.reads and not self._is_current(number)
        ]
        self._is_quick = quick
        self._done = {made.number: made for made in done}
        self._left: list[int] = []
        todo = self._to_run(stale)
        self._executors = {slow: place.executor or self._processes(todo, slow=slow) for slow in (True, False)}
        self._running = self._start(todo)

    @property
    def kept(self) -> frozenset[str]:
        """The files that the same program has made with the same settings, and nobody has changed since."""
        tasks = zip(self._work.tasks, self._work.keys, strict=True)
        known = ((key, self._before.tasks.get(task.name)) for task, key in tasks if not task.reads)
        is_same = any(record is not None and record.key == key for key, record in known)
        return self._intact if is_same else frozenset()

    @property
    def left(self) -> Left:
        """The tasks that were left for later."""
        return Left(replace(self._work, folder=None), tuple(self._left), self._place)

    def finish(self) -> dict[str, bool]:
        """Wait for all tasks; return the paths of all files, each with whether it was staged.

        Raises `TaskError` if a task fails, unless the build is quick, and `OSError` and `WritingError` if
        files can't be staged.
        """
        self._collect(self._running)
        readers = (number for number, task in enumerate(self._work.tasks) if task.reads)
        stale = [number for number in readers if not self._is_current(number)]
        self._collect(self._start(self._to_run(stale)))
        return self._staged

    def remember(self) -> None:
        """Keep the record of the build for the next one; to be called once its files are in place."""
        lookups = {lookup for task in self._records.values() for lookup in task.lookups}
        found = {lookup: self._work.digests.of_lookup(lookup) for lookup in lookups}
        records.write(self._place.cache, BuildRecord(self._records, found))

    def close(self) -> None:
        """End the processes."""
        for executor in self._executors.values():
            if executor is not None and executor is not self._place.executor:
                executor.shutdown(cancel_futures=True)

    def _key(self, number: int) -> str:
        """A digest of everything that a task is given."""
        reads = self._work.tasks[number].reads
        return " ".join((self._work.keys[number], *(self._digests[path] for path in reads)))

    def _is_current(self, number: int) -> bool:
        """Whether the files of a task are there and up to date; then it is done."""
        name = self._work.tasks[number].name
        known = self._before.tasks.get(name)
        if known is None or known.key != self._key(number) or not known.files.keys() <= self._intact:
            return False
        if any(self._before.digests[each] != self._work.digests.of_lookup(each) for each in known.lookups):
            return False
        self._add(name, known, ())
        return True

    def _to_run(self, numbers: Iterable[int]) -> list[int]:
        """Those tasks that were not done before, and that are not left for later."""
        todo: list[int] = []
        for number in numbers:
            if number in self._done:
                self._take(self._done[number])
            elif not (self._is_quick and self._leave(number)):
                todo.append(number)
        return todo

    def _leave(self, number: int) -> bool:
        """Leave a task for later if it makes no page, and is slow or has files of an earlier build.

        These keep a record that is never current.
        """
        task, key = self._work.tasks[number], self._work.keys[number]
        known = self._before.tasks.get(task.name)
        has_files = known is not None and known.files.keys() <= self._intact
        if task.is_page or not (task.is_slow or has_files):
            return False
        if task.is_slow and kept.find(self._work.store, key, self._work.digests) is not None:
            return False
        if known and has_files:
            self._add(task.name, TaskRecord("", (), known.files), ())
        self._left.append(number)
        return True

    def _add(self, name: str, record: TaskRecord, staged: Collection[str]) -> None:
        self._records[name] = record
        self._digests |= record.files
        self._staged |= {path: path in staged for path in record.files}
        self._tick(name)

    def _of(self, numbers: Iterable[int], *, slow: bool) -> list[int]:
        """Those of the tasks that run in processes for slow ones, or those that don't.

        Each kind has its own: what Typst keeps in memory and what many tasks share would add up in one. In a
        quick build no task is slow, as the files of those that are left are kept.
        """
        tasks = self._work.tasks
        found = [number for number in numbers if (tasks[number].is_slow and not self._is_quick) == slow]
        # paper and card in turn: Typst keeps what it has made of the last few, and that of papers is large
        return sorted(found, key=lambda number: tasks[number].name) if slow else found

    def _processes(self, numbers: Iterable[int], *, slow: bool) -> Executor | None:
        """Processes on all cores; `None` if so few tasks are faster without.

        Slow tasks never run in this process: they may start threads, after which it could not fork again.
        """
        number = len(self._of(numbers, slow=slow))
        workers = min(processes.cores(), math.ceil(number / (FEW_AGAIN if self._is_quick else FEW)))
        if workers < (1 if slow else 2):
            return None
        return processes.pool(workers, forks=self._place.can_fork)

    def _start(self, numbers: Sequence[int]) -> Running:
        """Run the tasks: in this process or, without waiting for them, in others."""
        self._address.enter(self._work)
        return {
            future: part
            for slow, executor in self._executors.items()
            for future, part in self._started(self._of(numbers, slow=slow), executor)
        }

    def _started(
        self, numbers: Sequence[int], executor: Executor | None
    ) -> Iterator[tuple[Future[list[Made | Failed]], Sequence[int]]]:
        with_contents = [(number, _contents(self._work.tasks[number], self._place)) for number in numbers]
        if executor is None:
            made: Future[list[Made | Failed]] = Future()
            made.set_result(perform_batch(self._address, with_contents))
            yield made, numbers
            return
        if executor is self._place.executor or not self._place.can_fork:
            self._address.save(self._work)
        for part in (slice(start, start + BATCH) for start in range(0, len(with_contents), BATCH)):
            yield executor.submit(perform_batch, self._address, with_contents[part]), numbers[part]

    def _collect(self, running: Running) -> None:
        """Wait for tasks."""
        for made in _results(running, self._work.tasks, self._tick):
            if isinstance(made, Made):
                self._take(made)
            elif self._is_quick:
                self._fail(made)
            else:
                raise made.error

    def _fail(self, failed: Failed) -> None:
        """Keep the files of an earlier build, with a record that is never current."""
        name = self._work.tasks[failed.number].name
        known = self._before.tasks.get(name)
        files = known.files if known is not None and known.files.keys() <= self._intact else {}
        self._add(name, TaskRecord("", (), files), ())
        self.failures.append(failed.reason)

    def _take(self, made: Made) -> None:
        """Add the result of a task."""
        staged = {file.path for file in made.files if self._is_staged(file)}
        files = {file.path: file.digest for file in made.files}
        record = TaskRecord(self._key(made.number), made.lookups, files)
        self._add(self._work.tasks[made.number].name, record, staged)

    def _is_staged(self, file: MadeFile) -> bool:
        if file.content is None:
            return file.is_staged
        return writer.stage(self._place.docs, file.path, file.content)


def _results(running: Running, tasks: Sequence[Task], tick: Tick = no_tick) -> Iterator[Made | Failed]:
    """The results of the tasks, as they end. Raises `TaskError` if a process ends without a result."""
    pending = set(running)
    while pending:
        ended, pending = wait(pending, PATIENCE, FIRST_COMPLETED)
        for future in ended:
            try:
                yield from future.result()
            except BrokenExecutor as error:
                raise TaskError(
                    marked(
                        "a process was ended from outside, maybe because the memory was full, while it made "
                        "{files}",
                        files=_listed(running[future], tasks),
                    )
                ) from error
        if not ended:
            tick(
                _listed(next(numbers for future, numbers in running.items() if future in pending), tasks),
                is_done=False,
            )


def _listed(numbers: Sequence[int], tasks: Sequence[Task]) -> str:
    first, others = tasks[numbers[0]].name, len(numbers) - 1
    return marked("'{name}' or {number} others", name=first, number=others) if others else f"'{first}'"


def _contents(task: Task, place: Workspace) -> dict[str, bytes]:
    """The files that a task reads."""
    return {path: writer.read_staged(place.docs, path) for path in task.reads}
