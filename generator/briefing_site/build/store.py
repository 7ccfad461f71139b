"""A cache of values by key. Whatever is in it can be made again, so it may be deleted or damaged.

A key contains digests of everything that its value depends on, the program included, so no version of the
program uses the values of another one. Each value is stored in CBOR with its own digest, so that damage is
noticed, and its shape is checked when it is read: whoever writes to the cache can't run code.
"""

import contextlib
import os
import time
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import cbor2
from pydantic import TypeAdapter, ValidationError

_DIGEST_SIZE = 16
_DAY = 24 * 60 * 60
_LIFETIME = 30 * _DAY
"""Seconds that a value stays without being used."""

Value = TypeVar("Value")


def digest(content: bytes) -> str:
    return blake2b(content, digest_size=_DIGEST_SIZE).hexdigest()


def seal(value: object) -> bytes:
    """The value in CBOR, behind its digest."""
    content = cbor2.dumps(value, string_referencing=True)
    return bytes.fromhex(digest(content)) + content


def unseal(stored: bytes, shape: TypeAdapter[Value]) -> Value | None:
    """The value; `None` if it does not match its digest or the shape."""
    content = stored[_DIGEST_SIZE:]
    if bytes.fromhex(digest(content)) != stored[:_DIGEST_SIZE]:
        return None
    try:
        return shape.validate_python(cbor2.loads(content))
    except (cbor2.CBORDecodeError, ValidationError):
        return None


@dataclass(frozen=True)
class Store:
    """A cache in a folder, one file for each value. Keys are paths of safe characters."""

    folder: Path

    def get(self, key: str, shape: TypeAdapter[Value]) -> Value | None:
        """The value; `None` if there is none, or if it is damaged or of another shape."""
        path = self.folder / key
        try:
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)
            return unseal(path.read_bytes(), shape)
        except OSError:
            return None

    def has(self, key: str) -> bool:
        """Whether there is a value, which may be damaged."""
        return (self.folder / key).exists()

    def put(self, key: str, value: object) -> None:
        """Keep the value, unless the disk is full or read-only."""
        target = self.folder / key
        unfinished = target.with_name(f"{target.name}.{os.getpid()}")
        with contextlib.suppress(OSError, UnicodeEncodeError):
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(seal(value))
            unfinished.replace(target)

    def delete_unused(self) -> None:
        """Delete the values that no build has used for a month."""
        oldest = time.time() - _LIFETIME
        with contextlib.suppress(OSError):
            for path in self.folder.rglob("*"):
                if path.is_file() and path.stat().st_mtime < oldest:
                    path.unlink()
