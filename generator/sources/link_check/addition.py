"""Adds the addresses of archived copies to a file; every other byte of it stays the same."""

import re

from generator.format.brief import Brief
from generator.format.profile import Profile
from generator.reading import editing, folder
from generator.reading.editing import EditError
from generator.reading.folder import RawFile
from generator.reading.repair.line import quoted

_PLAIN = re.compile(r"[\w:/?=%.~+&;@!-]+[\w/]", re.ASCII)
"""Addresses that need no quotation marks, not even in braces."""


def with_copies(file: RawFile, copies: dict[str, str]) -> tuple[bytes, list[str]]:
    """The content of the file with the addresses of copies, by source, and the sources that were left out.

    A source is left out if the file has an error, or would have one afterwards.
    """
    content, left_out = file.content, []
    for source, copy in copies.items():
        longer = _with_copy(file.path, content, source, copy)
        if longer is None:
            left_out.append(source)
        content = longer or content
    return content, left_out


def written(copy: str) -> str:
    """The address of a copy as a value in lines or in braces."""
    return copy if _PLAIN.fullmatch(copy) else quoted(copy)


def _with_copy(path: str, content: bytes, source: str, copy: str) -> bytes | None:
    model = Profile if folder.is_profile(path) else Brief
    before, _ = folder.parse(RawFile(path, content), model)
    if before.record is None:
        return None
    try:
        after = editing.with_field(
            before.document, ("sources", source), "archived", copy, written=written(copy), behind="url"
        )
    except EditError:
        return None
    is_valid = folder.parse(RawFile(path, after.content), model)[0].record is not None
    return after.content if is_valid else None
