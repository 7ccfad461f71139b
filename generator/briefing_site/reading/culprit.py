"""Which file it is because of which the program fails at all files together."""

from collections.abc import Callable
from typing import Any

from briefing_site.reading.folder import Collection
from briefing_site.reading.parsing import ParsedFile
from briefing_site.reading.yaml.document import Document

Attempt = Callable[[frozenset[str]], object]
"""What may fail; it gets the paths of the files to leave out."""


def find(collection: Collection, attempt: Attempt, left_out: frozenset[str]) -> str:
    """The path of the file because of which an attempt fails without those that are left out in any case.

    It is the first with which it fails, in the order in which files refer to others; empty if it fails even
    without files, or does not fail. Halving takes ten attempts with a thousand files.
    """
    files = [*collection.shared, *collection.versions, *collection.briefs]
    paths = [file.document.path for file in files if file.document.path not in left_out]

    def fails(number: int) -> bool:
        """Whether the attempt fails with so many files."""
        try:
            attempt(left_out.union(paths[number:]))
        except Exception:  # noqa: BLE001 -- whatever the program may fail with
            return True
        return False

    succeeding = 0
    failing = len(paths)
    if fails(succeeding) or not fails(failing):
        return ""
    while failing - succeeding > 1:
        middle = (succeeding + failing) // 2
        if fails(middle):
            failing = middle
        else:
            succeeding = middle
    return paths[failing - 1]


def without(collection: Collection, paths: frozenset[str]) -> Collection:
    """The collection with the files at these paths as if they could not be read."""
    if not paths:
        return collection

    def kept(file: ParsedFile[Any]) -> ParsedFile[Any]:
        path = file.document.path
        if path not in paths:
            return file
        return ParsedFile(file.id, file.model, Document(path, b"", None), None)

    files = (*collection.files, *collection.versions)
    return Collection.of(map(kept, files))
