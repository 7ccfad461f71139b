"""Adds the addresses of archived copies to a file; every other byte of it stays the same."""

import re
from typing import Any, cast

from generator.format.brief import Brief
from generator.format.profile import Profile
from generator.reading import folder
from generator.reading.folder import RawFile
from generator.reading.yaml.document import Document, encoded
from generator.reading.yaml.node import Mapping, Scalar

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


def entry(copy: str) -> str:
    """The address of a copy as an entry of a source, in lines or in braces."""
    quoted = copy.replace("'", "''")
    return f"archived: {copy}" if _PLAIN.fullmatch(copy) else f"archived: '{quoted}'"


def is_in_braces(document: Document, keys: Mapping) -> bool:
    first = next(key for key, _ in keys.entries.values())
    return document.readable[: first.start].rstrip().endswith("{")


def _with_copy(path: str, content: bytes, source: str, copy: str) -> bytes | None:
    model = Profile if folder.is_profile(path) else Brief
    before, _ = folder.parse(RawFile(path, content), model)
    document = before.document
    if before.record is None or encoded(document.text, content) != content:
        return None  # it has an error, or line breaks of several kinds
    keys = cast("Mapping", document.node(("sources", source)))
    key, address = cast("tuple[Scalar, Scalar]", keys.entries["url"])
    end = len(document.text[: address.end].rstrip())  # a block of text ends after its line break
    if is_in_braces(document, keys):
        added = f", {entry(copy)}"
    else:
        end = (document.text + "\n").index("\n", end)
        added = f"\n{' ' * (key.column - 1)}{entry(copy)}"
    longer = encoded(document.text[:end] + added + document.text[end:], content)
    after, _ = folder.parse(RawFile(path, longer), model)
    wanted = cast("Any", document.data())
    wanted["sources"][source]["archived"] = copy
    return longer if after.record is not None and after.document.data() == wanted else None
