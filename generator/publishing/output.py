"""A file for `docs/`, as pages and exports produce it."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Deferred:
    """Content that is slow to make, and is made only if its inputs changed.

    The fingerprint is a digest of the inputs and of the version of the format. `make` may be called on any
    thread.
    """

    fingerprint: str
    make: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True)
class Output:
    """A path below `docs/`, with forward slashes, and its content."""

    path: str
    content: bytes | Deferred
