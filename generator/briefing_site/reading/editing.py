"""Writes into files: the edits of diagnostics, and single values; every other byte of a file stays the same.

Each edit of a value is tried: the file is read again and has to say what is wanted, and all else as before.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, cast

from briefing_site.diagnostics import Diagnostic, Edit, Position, Span
from briefing_site.format import Location
from briefing_site.languages.phrase import marked
from briefing_site.reading import brief_files
from briefing_site.reading.mentions import Mention
from briefing_site.reading.repair.line import in_place
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Node, Scalar

MAX_ROUNDS = 50
"""How often files are corrected and checked again."""

_BREAK = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"
_CLOSING = re.compile(r"(?:[\s,]|(?<=\s)#.*)*[\]}]")
_EMPTY_LIST = re.compile(r"[ \t]*:[ \t]*(?:\[\s*\])?")
"""What stands behind a key whose list has no items."""


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
    return tried(document, edits, data)


def _deepest_last(mention: Mention) -> tuple[int, int, int]:
    """Keys come first: they are changed last, as the locations of all else have the old ones."""
    return -mention.is_key, len(mention.location), mention.start


def with_text(document: Document, location: Location, text: str) -> Document:
    """The file with another text at the location, which has one. Raises `EditError`."""
    data = _data(document)
    _value(data, location[:-1])[location[-1]] = text
    edits = document.replacement(document.scalar(location), text)
    return tried(document, edits, data)


def with_field(
    document: Document,
    location: Location,
    field: str,
    value: str | list[str],
    *,
    behind: str = "",
) -> Document:
    """The file with one more field in the mapping at the location.

    It is written behind another, or else behind the last that is on one line. Raises `EditError`.
    """
    mapping = cast("nodes.Mapping", document.node(location))
    data = _data(document)
    _value(data, location)[field] = value
    key, node = _field_before(document, mapping, behind)
    line = f"{field}: {_written(value)}"
    edit = _insertion(document, node, mapping, line, " " * (key.column - 1))
    return tried(document, [edit], data)


def _written(value: str | list[str]) -> str:
    if isinstance(value, str):
        return in_place(value)
    texts = ", ".join(in_place(text) for text in value)
    return f"[{texts}]"


def _field_before(
    document: Document, mapping: nodes.Mapping, name: str
) -> tuple[Scalar, Scalar]:
    """The key and the text of the field with the name, or of the last behind which another can be written."""
    fields = []
    fields_on_one_line = []
    for key, node in mapping.entries.values():
        if not isinstance(node, Scalar) or node.is_empty or name not in {"", key.text}:
            continue
        fields.append((key, node))
        if "\n" not in document.readable[key.start : end_of(document, node)]:
            fields_on_one_line.append((key, node))
    return max(fields_on_one_line or fields, key=lambda field: field[1].start)


def with_item(document: Document, location: Location, text: str) -> Document:
    """The file with one more text in the list at the location. Raises `EditError`."""
    node = document.node(location)
    key = document.key(location)
    if key is None:
        return with_field(document, location[:-1], str(location[-1]), [text])
    data = _data(document)
    around = _value(data, location[:-1])
    around[location[-1]] = [*(around[location[-1]] or ()), text]
    if isinstance(node, nodes.Sequence) and node.items:
        last = node.items[-1]
        line, column = last.span.start
        begin = document.readable_lines[line - 1][: column - 1]
        edit = _insertion(document, last, node, in_place(text), begin)
    else:
        empty = cast("re.Match[str]", _EMPTY_LIST.match(document.readable, key.end))
        edit = Edit(document.range(*empty.span()), f": [{in_place(text)}]")
    return tried(document, [edit], data)


def without(document: Document, location: Location) -> Document:
    """The file without an entry, and without the list or mapping that has no other. Raises `EditError`."""
    around = cast("Node", document.node(location[:-1]))
    children = nodes.children(around)
    if len(children) == 1 and len(location) > 1:
        return without(document, location[:-1])
    data = _data(document)
    del _value(data, location[:-1])[location[-1]]
    index = [child.step for child in children].index(location[-1])
    edit = Edit(_span_to_delete(document, around, children, index), "")
    return tried(document, [edit], data or None)


def _span_to_delete(
    document: Document, around: Node, children: Sequence[nodes.Child], index: int
) -> Span:
    """The lines of an entry; in brackets, also the comma that divides it from another."""
    child = children[index]
    start = _start(document, child.key or child.node)
    end = end_of(document, child.node)
    if not is_flow(document, around):
        first, last = document.range(start, end)
        return Span(Position(first.line, 1), Position(last.line + 1, 1))
    if index + 1 < len(children):
        following = children[index + 1]
        end = _start(document, following.key or following.node)
    elif index:
        start = end_of(document, children[index - 1].node)
    return document.range(start, end)


def tried(document: Document, edits: Sequence[Edit], data: object) -> Document:
    """The file after the edits, if it has the data then. Raises `EditError` otherwise."""
    content = apply(document.content, edits)
    limit = brief_files.limit(PurePath(document.path))
    edited, diagnostics = composer.compose(document.path, content, limit=limit)
    if len(content) > limit.size:
        raise EditError(diagnostics[0].message)
    if edited.repaired is not None or edited.data() != data:
        line = min((edit.span.start.line for edit in edits), default=1)
        raise EditError(
            marked(
                "{path}, line {line}: change this by hand, or write each field on a line of its own",
                path=document.path,
                line=line,
            )
        )
    return edited


def _data(document: Document) -> Any:  # noqa: ANN401 -- what a file holds
    return document.data()


def _value(data: Any, location: Location) -> Any:  # noqa: ANN401
    """The list or the mapping at a location."""
    for step in location:
        data = data[step]
    return data


def _insertion(
    document: Document, node: Node, around: Node, text: str, begin: str
) -> Edit:
    """The edit that writes a text behind a node, in braces or brackets or on a line that begins so."""
    end = end_of(document, node)
    if is_flow(document, around):
        return Edit(document.range(end, end), f", {text}")
    end = (document.readable + "\n").index("\n", end)
    return Edit(document.range(end, end), f"\n{begin}{text}")


def is_flow(document: Document, node: Node) -> bool:
    """Whether a list or a mapping is in brackets or braces."""
    return document.readable[_start(document, node)] in "[{"


def _start(document: Document, node: Node) -> int:
    """The index at which a node begins, with its brace."""
    start = document.index(node.span.start)
    if isinstance(node, nodes.Mapping):
        before = document.readable[:start].rstrip()
        if before.endswith("{"):
            return len(before) - 1
    return start


def end_of(document: Document, node: Node) -> int:
    """The index behind a node; of a list or a mapping in lines, behind its last value."""
    if isinstance(node, Scalar):
        return len(document.readable[: node.end].rstrip())
    children = nodes.children(node)
    if children:
        end = end_of(document, children[-1].node)
    else:
        end = _start(document, node) + 1
    if is_flow(document, node):
        closing = _CLOSING.match(document.readable, end)
        if closing:
            return closing.end()
    return end
