"""A cache of values in CBOR, by key. Whatever is in it can be made again, so it may be deleted or damaged.

A key contains digests of everything that its value depends on, the program included: values are never
changed, and never used by another version. Each is stored with its own digest, so that damage is noticed, and
is checked for its shape: whoever writes to the cache can't run code.
"""

import contextlib
import os
import time
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol, TypeVar

import cbor2
from pydantic import TypeAdapter, ValidationError

from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked

_DIGEST_SIZE = 16
_DAY = 24 * 60 * 60

Value = TypeVar("Value")


class Store(Protocol):
    """Where values are kept. Keys are paths of safe characters."""

    def get(self, key: str, shape: TypeAdapter[Value], /) -> Value | None:
        """The value; `None` if there is none, or if it is damaged or of another shape."""

    def has(self, key: str, /) -> bool:
        """Whether there is a value, which may be damaged."""

    def put(self, key: str, value: object, /) -> None:
        """Keep the value. It is no error if that fails."""


class StoreError(OSError):
    """A cache can't be used at all; the message says why."""


def digest(content: bytes) -> str:
    return blake2b(content, digest_size=_DIGEST_SIZE).hexdigest()


def sealed(value: object) -> bytes:
    """The value in CBOR, behind its digest."""
    content = cbor2.dumps(value, string_referencing=True)
    return bytes.fromhex(digest(content)) + content


def opened(stored: bytes, shape: TypeAdapter[Value]) -> Value | None:
    """The value; `None` if it does not match its digest or the shape."""
    content = stored[_DIGEST_SIZE:]
    if bytes.fromhex(digest(content)) != stored[:_DIGEST_SIZE]:
        return None
    try:
        return shape.validate_python(cbor2.loads(content))
    except (cbor2.CBORDecodeError, ValidationError):
        return None


@dataclass(frozen=True)
class FolderStore:
    """A cache in a folder, one file for each value."""

    folder: Path

    def get(self, key: str, shape: TypeAdapter[Value]) -> Value | None:
        path = self.folder / key
        try:
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)
            return opened(path.read_bytes(), shape)
        except OSError:
            return None

    def has(self, key: str) -> bool:
        return (self.folder / key).exists()

    def put(self, key: str, value: object) -> None:
        """Keep the value, unless the disk is full or read-only."""
        target = self.folder / key
        unfinished = target.with_name(f"{target.name}.{os.getpid()}")
        with contextlib.suppress(OSError, UnicodeEncodeError):
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(sealed(value))
            unfinished.replace(target)

    def forget(self) -> None:
        oldest = time.time() - 30 * _DAY
        with contextlib.suppress(OSError):
            for place, _, names in os.walk(self.folder):
                for path in (Path(place, name) for name in names):
                    if path.stat().st_mtime < oldest:
                        path.unlink()


@dataclass(frozen=True)
class RemoteStore:
    """A cache at any address that `fsspec` knows, such as `s3://bucket/folder` or `file:///mnt/cache`."""

    address: str

    def get(self, key: str, shape: TypeAdapter[Value]) -> Value | None:
        """The value; `None` also if the host can't be reached."""
        files, root = _file_system(self.address)
        try:
            return opened(files.cat_file(f"{root}/{key}"), shape)
        except Exception:  # noqa: BLE001 -- each kind of storage has errors of its own
            return None

    def has(self, key: str) -> bool:
        files, root = _file_system(self.address)
        with contextlib.suppress(Exception):
            return bool(files.exists(f"{root}/{key}"))
        return False

    def put(self, key: str, value: object) -> None:
        """Keep the value, if the host can be reached."""
        files, root = _file_system(self.address)
        path = f"{root}/{key}"
        with contextlib.suppress(Exception):
            files.makedirs(path.rpartition("/")[0], exist_ok=True)
            unfinished = f"{path}.{os.getpid()}"
            files.pipe_file(unfinished, sealed(value))
            files.mv(unfinished, path)


@cache
def _file_system(address: str) -> tuple[Any, str]:
    """The storage, and the path of the folder in it."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 -- an optional dependency
    except ImportError as error:
        raise StoreError(
            marked("--cache requires fsspec; install it with: pip install fsspec")
        ) from error
    try:
        files, root = url_to_fs(address)
        files.makedirs(root, exist_ok=True)
    except Exception as error:
        raise StoreError(
            marked(
                "the cache at {address} can't be used: {reason}",
                address=address,
                reason=reason(error),
            )
        ) from error
    return files, root


def at(address: str) -> RemoteStore:
    """The cache at an address. Raises `StoreError` if it can't be used."""
    _file_system(address)
    return RemoteStore(address)
