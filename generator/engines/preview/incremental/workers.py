"""Does work in processes of its own, where the system can fork them: each inherits all that is in memory."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import Any, TypeVar

from generator.build import processes

_CHUNK = 64

Result = TypeVar("Result")
_work: Callable[[str], Any]


def run(
    work: Callable[[str], Result], slow: Sequence[str], quick: Sequence[str], *, in_parallel: bool = True
) -> Iterator[tuple[str, Result]]:
    """Yield each item with its result. If a worker is killed, what is left is missing.

    Workers take slow items one by one, from the first to the last, and then quick ones by the dozen.
    """
    if not (in_parallel and processes.CAN_FORK):
        yield from ((item, work(item)) for item in chain(slow, quick))
        return
    gc.freeze()  # or workers would copy every object that their collector looks at
    try:
        with processes.pool(processes.cores(), forks=True, begin=_begin, arguments=(work,)) as pool:
            results = chain(pool.map(_perform, slow), pool.map(_perform, quick, chunksize=_CHUNK))
            yield from zip(chain(slow, quick), results, strict=True)
    except BrokenProcessPool:
        pass
    finally:
        gc.unfreeze()


def _begin(work: Callable[[str], Any]) -> None:
    global _work  # noqa: PLW0603 -- the only way to hand a worker what can't be pickled
    _work = work


def _perform(item: str) -> Any:  # noqa: ANN401 -- whatever the work gives
    return _work(item)
