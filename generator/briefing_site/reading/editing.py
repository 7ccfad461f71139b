"""Writes into files: the edits of diagnostics, and single values; every other byte of a file stays the same.

Each edit of a value is tried: the file is read again and has to say what is wanted, and all else as before.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import chain
from operator import getitem
from pathlib import PurePath
from typing import Any, cast

from briefing_site.diagnostics import Diagnostic, Edit, Position, Span
from briefing_site.format import Location
from briefing_site.languages.phrase import marked
from briefing_site.reading import folder
from briefing_site.reading.mentions import Mention
from briefing_site.reading.repair.line import in_place
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Node, Scalar, Sequence

MAX_ROUNDS = 50
"""How often files are corrected and checked again."""

_BREAK = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"
_CLOSING = re.compile(r"(?:[\s,]|(?<=\s)#.*)*[\]}]")
_NOTHING = re.compile(r"[ \t]*:[ \t]*(?:\[\s*\])?")
"""What stands behind a key whose list has no items."""


class EditError(Exception):
    """Something can't be edited; the message says where, and what to do."""


def apply(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The file after the edits; of two that overlap, only the first is made.

    Raises `UnicodeDecodeError` if the file is not UTF-8.
    """
    text = content.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    found = _BREAK.search(text)
    line_break = found[0] if found else "\n"
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def index(position: Position) -> int:
        if position.line > len(starts):
            return len(text)
        return min(starts[position.line - 1] + position.column - 1, len(text))

    parts, at = [mark], 0
    for edit in sorted(set(edits)):
        start, end = index(edit.span.start), index(edit.span.end)
        if start >= at:
            parts += [text[at:start], edit.text.replace("\n", line_break)]
            at = end
    return "".join([*parts, text[at:]]).encode()


def correct(
    files: Mapping[str, bytes],
    check: Callable[[Mapping[str, bytes]], Iterable[Diagnostic]],
) -> Mapping[str, bytes]:
    """The files, by path, with every edit that diagnostics carry.

    An edit may bring to light another mistake, so the files are checked until no edit is left.
    """
    for _ in range(MAX_ROUNDS):
        edits = defaultdict[str, list[Edit]](list)
        for diagnostic in check(files):
            edits[diagnostic.path] += diagnostic.edits
        after = {
            path: apply(text, edits[path]) if edits[path] else text
            for path, text in files.items()
        }
        if after == files:
            break
        files = after
    return files


def with_mentions(document: Document, found: Iterable[Mention], id_: str) -> Document:
    """The file with another id in place of those that are mentioned. Raises `EditError`."""
    # keys come last, and so the locations of everything else are those of the old file
    mentions = sorted(
        found,
        key=lambda each: (-each.is_key, len(each.location), each.start),
        reverse=True,
    )
    wanted = cast("Any", document.data())
    for each in mentions:
        around, last = reduce(getitem, each.location[:-1], wanted), each.location[-1]
        if each.is_key:
            around[id_] = around.pop(last)
        else:
            around[last] = around[last][: each.start] + id_ + around[last][each.end :]
    parts = defaultdict[Scalar, list[tuple[int, int, str]]](list)
    for each in reversed(mentions):
        parts[each.scalar].append((each.start, each.end, id_))
    changes = chain.from_iterable(document.changed(*each) for each in parts.items())
    return tried(document, changes, wanted)


def with_text(document: Document, location: Location, text: str) -> Document:
    """The file with another text at the location, which has one. Raises `EditError`."""
    wanted = cast("Any", document.data())
    reduce(getitem, location[:-1], wanted)[location[-1]] = text
    return tried(
        document, document.replacement(document.scalar(location), text), wanted
    )


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
    written = (
        f"[{', '.join(map(in_place, value))}]"
        if isinstance(value, list)
        else in_place(value)
    )
    mapping = cast("nodes.Mapping", document.node(location))
    texts = [
        (key, node)
        for key, node in mapping.entries.values()
        if isinstance(node, Scalar) and not node.is_empty and behind in {"", key.text}
    ]
    short = [
        (key, node)
        for key, node in texts
        if "\n" not in document.readable[key.start : end_of(document, node)]
    ]
    key, node = max(short or texts, key=lambda each: each[1].start)
    wanted = cast("Any", document.data())
    reduce(getitem, location, wanted)[field] = value
    added = _behind(
        document, node, mapping, f"{field}: {written}", " " * (key.column - 1)
    )
    return tried(document, [added], wanted)


def with_item(document: Document, location: Location, text: str) -> Document:
    """The file with one more text in the list at the location. Raises `EditError`."""
    node, key = document.node(location), document.key(location)
    if key is None:
        return with_field(document, location[:-1], str(location[-1]), [text])
    written, wanted = in_place(text), cast("Any", document.data())
    around = reduce(getitem, location[:-1], wanted)
    around[location[-1]] = [*(around[location[-1]] or ()), text]
    if isinstance(node, Sequence) and node.items:
        line, column = node.items[-1].span.start
        begin = document.readable_lines[line - 1][: column - 1]
        change = _behind(document, node.items[-1], node, written, begin)
    else:
        found = cast("re.Match[str]", _NOTHING.match(document.readable, key.end))
        change = Edit(document.range(*found.span()), f": [{written}]")
    return tried(document, [change], wanted)


def without(document: Document, location: Location) -> Document:
    """The file without an entry, and without the list or mapping that has no other. Raises `EditError`."""
    around = document.node(location[:-1])
    children = nodes.inside(cast("Node", around))
    if len(children) == 1 and len(location) > 1:
        return without(document, location[:-1])
    wanted = cast("Any", document.data())
    del reduce(getitem, location[:-1], wanted)[location[-1]]
    at = [step for step, _, _ in children].index(location[-1])
    starts = [_start(document, key or node) for _, key, node in children]
    if not is_flow(document, cast("Node", around)):
        first, last = document.range(starts[at], end_of(document, children[at][2]))
        change = Edit(Span(Position(first.line, 1), Position(last.line + 1, 1)), "")
    elif at + 1 < len(children):
        change = Edit(document.range(starts[at], starts[at + 1]), "")
    else:
        before = end_of(document, children[at - 1][2]) if at else starts[at]
        change = Edit(document.range(before, end_of(document, children[at][2])), "")
    return tried(document, [change], wanted or None)


def tried(document: Document, changes: Iterable[Edit], wanted: object) -> Document:
    """The file after the edits, if it says what is wanted then. Raises `EditError` otherwise."""
    made = tuple(changes)
    content = apply(document.content, made)
    limit = folder.limit(PurePath(document.path))
    after, found = composer.compose(document.path, content, limit=limit)
    if len(content) > limit.size:
        raise EditError(found[0].message)
    if after.repaired is not None or after.data() != wanted:
        line = min((each.span.start.line for each in made), default=1)
        raise EditError(
            marked(
                "{path}, line {line}: change this by hand, or write each field on a line of its own",
                path=document.path,
                line=line,
            )
        )
    return after


def _behind(
    document: Document, node: Node, around: Node, text: str, begin: str
) -> Edit:
    """The edit that writes a text behind a node, in braces or brackets or on a line that begins so."""
    end, added = end_of(document, node), f", {text}"
    if not is_flow(document, around):
        end, added = (document.readable + "\n").index("\n", end), f"\n{begin}{text}"
    return Edit(document.range(end, end), added)


def is_flow(document: Document, node: Node) -> bool:
    """Whether a list or a mapping is in brackets or braces."""
    return document.readable[_start(document, node)] in "[{"


def _start(document: Document, node: Node) -> int:
    start = document.index(node.span.start)
    before = (
        document.readable[:start].rstrip() if isinstance(node, nodes.Mapping) else ""
    )
    return len(before) - 1 if before.endswith("{") else start


def end_of(document: Document, node: Node) -> int:
    """The index behind a node; of a list or a mapping in lines, behind its last value."""
    if isinstance(node, Scalar):
        return len(document.readable[: node.end].rstrip())
    inner = nodes.inside(node)
    end = end_of(document, inner[-1][2]) if inner else _start(document, node) + 1
    closing = (
        _CLOSING.match(document.readable, end) if is_flow(document, node) else None
    )
    return closing.end() if closing else end
