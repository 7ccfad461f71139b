"""A file for `docs/`, as pages and exports give it to whoever writes it."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Deferred:
    """Content that takes long to make, and so is made only when something that it is made from changed.

    The fingerprint is a digest of all of that, and of the version of the format. `make` is called on any
    thread.
    """

    fingerprint: str
    make: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True)
class Output:
    """A path below `docs/`, with forward slashes, and what stands there."""

    path: str
    content: bytes | Deferred
