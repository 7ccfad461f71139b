"""A file for `docs/`, and the tasks that make files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

OWN_FOLDER = ".generated"
"""Below `docs/`, for what only later builds read; the site engine skips it."""


@dataclass(frozen=True)
class Output:
    """A path below `docs/`, with forward slashes, and its content."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Task:
    """Makes files from a part of the library, independently of all other tasks.

    `make` is called with the library, the site and the arguments. It is a function of a module, so that
    another process can call it, and it depends on nothing else but the program. What it looks up in the
    library is recorded, see `library.recording`.
    """

    name: str
    """Unique; the path of its first file."""
    make: Callable[..., Iterable[Output]]
    arguments: tuple[object, ...] = ()
    is_slow: bool = False
    """Whether its files take longer to make than to keep."""
