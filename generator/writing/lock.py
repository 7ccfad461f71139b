"""One build at a time: a second one waits for the first, and then does what is left to do.

The system gives the lock up when its holder ends, however it ends, so a killed build holds up nobody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.writing.writer import OWN_FOLDER, WritingError, unwritable

PATIENCE = 120.0
"""Seconds to wait for another build; one of a thousand briefs takes a fraction of it."""


def _nothing() -> None:
    """Tells nobody."""


@contextmanager
def held(folder: Path, patience: float = PATIENCE, waiting: Callable[[], None] = _nothing) -> Iterator[None]:
    """Have the folder of pages for oneself; `waiting` is called where another build has it.

    Raises `WritingError` where that one takes longer than `patience`, or where nothing can be written.
    """
    file = folder / OWN_FOLDER / "lock"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire(timeout=patience)
    except Timeout as error:
        raise WritingError(
            f"another build has been at work on '{folder.name}' for more than {patience:g} seconds; "
            "nothing was written: wait until it ends, or end it, and run this again"
        ) from error
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()
