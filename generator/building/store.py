"""A cache of bytes by key. Whatever is in it can be made again, so it may be deleted or damaged at any time.

A key contains digests of everything that its value depends on, the program included: values are never
changed, and never used by another version. Each is stored with its own digest, so that damage is noticed.
"""

import contextlib
import os
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

_DIGEST_SIZE = 16


class Store(Protocol):
    """Where values are kept. Keys are paths of safe characters."""

    def get(self, key: str) -> bytes | None:
        """The value; `None` if there is none, or if it is damaged."""

    def put(self, key: str, value: bytes) -> None:
        """Keep the value. It is no error if that fails."""


def sealed(value: bytes) -> bytes:
    """The value behind its digest."""
    return blake2b(value, digest_size=_DIGEST_SIZE).digest() + value


def opened(stored: bytes) -> bytes | None:
    """The value without its digest; `None` if they do not match."""
    value = stored[_DIGEST_SIZE:]
    return value if sealed(value) == stored else None


@dataclass(frozen=True)
class FolderStore:
    """A cache in a folder, one file for each value."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The value; `None` if there is none, or if it is damaged."""
        try:
            return opened((self.folder / key).read_bytes())
        except OSError:
            return None

    def put(self, key: str, value: bytes) -> None:
        """Keep the value, unless the disk is full or read-only."""
        target = self.folder / key
        unfinished = target.with_name(f"{target.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(sealed(value))
            unfinished.replace(target)

    def keep_only(self, folder: str, names: frozenset[str]) -> None:
        """Delete all other values in a folder of the cache."""
        with contextlib.suppress(OSError):
            for path in (self.folder / folder).iterdir():
                if path.name not in names:
                    path.unlink()
