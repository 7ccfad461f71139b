"""Corrects files as far as their diagnostics say how."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from generator import pipeline
from generator.build import parsed
from generator.diagnostics import Edit
from generator.format.fields import ACTOR_KINDS
from generator.reading.folder import RawFile
from generator.reading.repair import edits as edited

MAX_ROUNDS = 50
"""How often files are corrected and checked again."""


def correct(
    texts: Iterable[RawFile],
    is_selected: Callable[[str], bool] = lambda _: True,
    actor_kinds: tuple[str, ...] = ACTOR_KINDS,
) -> list[RawFile]:
    """The files with every edit that diagnostics carry, of the files selected by path.

    An edit may bring to light another mistake, so the files are checked until no edit is left. Raises
    `FailureError` for an error in the program.
    """
    files = {raw.path: raw for raw in texts}
    parse = lru_cache(None)(parsed.parse)
    for _ in range(MAX_ROUNDS):
        edits = defaultdict[str, list[Edit]](list)
        for diagnostic in pipeline.check(files.values(), parse=parse, actor_kinds=actor_kinds).diagnostics:
            if is_selected(diagnostic.path):
                edits[diagnostic.path] += diagnostic.edits
        changed = {
            path: RawFile(path, edited.apply(files[path].content, found))
            for path, found in edits.items()
            if found
        }
        if all(files[path] == raw for path, raw in changed.items()):
            break
        files |= changed
    return list(files.values())
