"""Runs of neighbours that share a file, so that a site of many briefs has fewer files."""

from collections.abc import Iterable
from hashlib import sha256


def begins(name: str, length: int) -> bool:
    """Whether a run begins here; on average runs are so long.

    This depends on nothing but the name: one more or less changes no other runs than those that it is in.
    """
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return int(digest, 16) % length == 0


def runs(names: Iterable[str], length: int) -> list[list[str]]:
    """The names in order, in runs that on average are so long."""
    parts: list[list[str]] = []
    for name in sorted(names):
        if not parts or begins(name, length):
            parts.append([])
        parts[-1].append(name)
    return parts
