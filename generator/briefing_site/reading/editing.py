"""Writes into files: the edits of diagnostics, and other values.

What was written is read again: it has to say what is wanted, and all else as before.
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from briefing_site.diagnostics import Diagnostic, Edit, Position
from briefing_site.format import Location
from briefing_site.languages.phrase import marked
from briefing_site.reading import brief_files, revision
from briefing_site.reading.mentions import Mention
from briefing_site.reading.yaml import composer, writer
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Scalar

MAX_ROUNDS = 50
"""How often files are corrected and checked again."""

_BREAK = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"


class EditError(Exception):
    """Something can't be edited; the message says where, and what to do."""


def apply(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The file after the edits; of two that overlap, only the first is made.

    Raises `UnicodeDecodeError` if the file is not UTF-8.
    """
    text = content.decode("utf-8")
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    text = text.removeprefix(_BYTE_ORDER_MARK)
    first_break = _BREAK.search(text)
    line_break = first_break[0] if first_break else "\n"
    line_starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    written = mark
    end = 0
    for edit in sorted(set(edits)):
        start = _index(text, line_starts, edit.span.start)
        if start >= end:
            written += text[end:start] + edit.text.replace("\n", line_break)
            end = _index(text, line_starts, edit.span.end)
    return (written + text[end:]).encode()


def _index(text: str, line_starts: list[int], position: Position) -> int:
    if position.line > len(line_starts):
        return len(text)
    return min(line_starts[position.line - 1] + position.column - 1, len(text))


def correct(
    files: Mapping[str, bytes],
    check: Callable[[Mapping[str, bytes]], Iterable[Diagnostic]],
) -> Mapping[str, bytes]:
    """The files, by path, with every edit that diagnostics carry.

    An edit may bring to light another mistake, so the files are checked until no edit is left.
    """
    for _ in range(MAX_ROUNDS):
        edits: defaultdict[str, list[Edit]] = defaultdict(list)
        for diagnostic in check(files):
            edits[diagnostic.path] += diagnostic.edits
        corrected = dict(files)
        for path, content in files.items():
            if edits[path]:
                corrected[path] = apply(content, edits[path])
        if corrected == files:
            break
        files = corrected
    return files


def with_mentions(
    document: Document, mentions: Iterable[Mention], id_: str
) -> Document:
    """The file with another id in place of those that are mentioned. Raises `EditError`."""
    ordered = sorted(mentions, key=_deepest_last)
    # from the end, so that the places of what is still to be changed stay the same
    data = _data(document)
    for mention in reversed(ordered):
        around = _value(data, mention.location[:-1])
        step = mention.location[-1]
        if mention.is_key:
            around[id_] = around.pop(step)
        else:
            text = around[step]
            around[step] = text[: mention.start] + id_ + text[mention.end :]
    changes: defaultdict[Scalar, list[tuple[int, int, str]]] = defaultdict(list)
    for mention in ordered:
        changes[mention.scalar].append((mention.start, mention.end, id_))
    edits: list[Edit] = []
    for scalar, scalar_changes in changes.items():
        edits += document.changed(scalar, scalar_changes)
    return _tried(document, edits, data)


def _deepest_last(mention: Mention) -> tuple[int, int, int]:
    """Keys come first: they are changed last, as the locations of all else have the old ones."""
    return -mention.is_key, len(mention.location), mention.start


def with_text(document: Document, location: Location, text: str) -> Document:
    """The file with another text at the location, which has one. Raises `EditError`."""
    data = _data(document)
    _value(data, location[:-1])[location[-1]] = text
    edits = document.replacement(document.scalar(location), text)
    return _tried(document, edits, data)


def with_data(document: Document, data: object) -> Document:
    """The file with other data, in which every line stays whose values do. Raises `EditError`."""
    if not data:
        return _read_again(document, b"", None)
    written = "\n".join(writer.lines(data)) + "\n"
    limit = brief_files.limit(PurePath(document.path))
    new, problems = composer.compose(document.path, written.encode(), limit=limit)
    if new.root is None:
        raise EditError(problems[0].message)
    text = revision.with_values(document, new)
    if text is None:
        raise _refused(document)
    content = text.encode()
    if b"\r\n" in document.content:
        content = content.replace(b"\n", b"\r\n")
    if document.content.startswith(codecs.BOM_UTF8):
        content = codecs.BOM_UTF8 + content
    return _read_again(document, content, data)


def _tried(document: Document, edits: Sequence[Edit], data: object) -> Document:
    """The file after the edits, if it has the data then. Raises `EditError` otherwise."""
    return _read_again(document, apply(document.content, edits), data)


def _read_again(document: Document, content: bytes, data: object) -> Document:
    """The file with other content. Raises `EditError` if that has other data, or is too large."""
    limit = brief_files.limit(PurePath(document.path))
    edited, diagnostics = composer.compose(document.path, content, limit=limit)
    if len(content) > limit.size:
        raise EditError(diagnostics[0].message)
    if edited.repaired is not None or edited.data() != data:
        raise _refused(document)
    return edited


def _refused(document: Document) -> EditError:
    return EditError(
        marked(
            "{path}: change this by hand, or write each field on a line of its own",
            path=document.path,
        )
    )


def _data(document: Document) -> Any:  # noqa: ANN401 -- what a file holds
    return document.data()


def _value(data: Any, location: Location) -> Any:  # noqa: ANN401
    """The list or the mapping at a location."""
    for step in location:
        data = data[step]
    return data
