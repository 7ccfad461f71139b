"""Allows one build at a time: a second one waits for the first, and then does what is left to do.

The system releases the lock when its holder exits, however it exits, so a killed build blocks nobody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from briefing_site.build.writer import WritingError, unwritable
from briefing_site.languages.phrase import marked
from briefing_site.reading import symlinks
from briefing_site.reading.symlinks import LinkError
from briefing_site.site.output import OWN_FOLDER

PATIENCE = 120.0
"""Seconds to wait for another build."""


@contextmanager
def held(
    root: Path,
    folder: Path,
    patience: float = PATIENCE,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[None]:
    """Lock the folder of pages in the project at `root`; `waiting` is called if another build has the lock.

    Raises `LinkError` if that would be elsewhere, and `WritingError` if that build takes longer than
    `patience` seconds, or if nothing can be written.
    """
    symlinks.refuse(root, folder)
    own = folder / OWN_FOLDER
    lock = FileLock(own / "lock")
    try:
        own.mkdir(parents=True, exist_ok=True)
        symlinks.refuse(root, own, *own.iterdir())
        try:
            lock.acquire(blocking=False)
        except Timeout:
            waiting()
            lock.acquire(timeout=patience)
    except Timeout as error:
        raise WritingError(
            marked(
                "another build has been using '{folder}' for more than {patience:g} seconds; "
                "nothing was written: wait until it finishes, or stop it, and try again",
                folder=folder.name,
                patience=patience,
            )
        ) from error
    except LinkError:
        raise
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()
