"""Runs of neighbours that share a file, so that a site of many briefs has fewer files."""

from collections.abc import Iterable
from hashlib import sha256


def begins(name: str, length: int) -> bool:
    """Whether a run begins here; on average runs are so long.

    This depends on nothing but the name: one more or less changes no other runs than those that it is in.
    """
    return (
        int(sha256(name.encode("utf-8", "surrogatepass")).hexdigest(), 16) % length == 0
    )


def runs(names: Iterable[str], length: int) -> list[list[str]]:
    made: list[list[str]] = []
    for name in sorted(names):
        if not made or begins(name, length):
            made.append([])
        made[-1].append(name)
    return made
