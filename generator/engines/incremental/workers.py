"""Does work in processes of its own, where the system can fork them: each inherits all that is in memory."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

_CHUNK = 64
_CAN_FORK = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
"""On macOS, forked processes can't use some system libraries."""

Result = TypeVar("Result")
_work: Callable[[str], Any]


def run(
    work: Callable[[str], Result], slow: Sequence[str], quick: Sequence[str], *, in_parallel: bool = True
) -> Iterator[tuple[str, Result]]:
    """Yield each item with its result. If a worker is killed, what is left is missing.

    Workers take slow items one by one, from the first to the last, and then quick ones by the dozen.
    """
    if not (in_parallel and _CAN_FORK):
        yield from ((item, work(item)) for item in chain(slow, quick))
        return
    gc.freeze()  # or workers would copy every object that their collector looks at
    fork = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(_cores(), fork, initializer=_begin, initargs=(work,)) as pool:
            results = chain(pool.map(_perform, slow), pool.map(_perform, quick, chunksize=_CHUNK))
            yield from zip(chain(slow, quick), results, strict=True)
    except BrokenProcessPool:
        pass
    finally:
        gc.unfreeze()


def _begin(work: Callable[[str], Any]) -> None:
    global _work  # noqa: PLW0603 -- the only way to hand a worker what can't be pickled
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the build, which ends its workers
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End the worker if the build is killed; otherwise it would write files during the next one."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _perform(item: str) -> Any:  # noqa: ANN401 -- whatever the work gives
    return _work(item)


def _cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
