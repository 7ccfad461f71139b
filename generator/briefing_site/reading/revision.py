"""Writes other values into a file, and keeps the lines of whatever stays the same.

The values come as the same file written anew, which has no comments and one way of writing. Both texts are
cut into the lines of their fields and entries. Those that say the same keep the old lines, and the others
take as few of the new ones as possible.

Before:

    title: A bridge  # as on the sign
    timeline:
    # by the mayor
    - {date: 2020, title: Opened}

Written anew, with another date:

    title: A bridge
    timeline:
      - date: '2021'
        title: Opened

After:

    title: A bridge  # as on the sign
    timeline:
    # by the mayor
    - {date: 2021, title: Opened}
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing_site.reading.yaml import composer, writer
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.document import Document

_EMPTY = re.compile(r"\s*(?:#.*)?")
"""A line without a value."""
_HYPHEN = re.compile(r" *- +")
_BEFORE_KEY = re.compile(r" *")
_BEFORE_ENTRY = re.compile(r" *- +[{\[]?\s*")
"""A mapping in braces begins, as `span` has it, with its first key."""
_HEADER = re.compile(r"[^#]*:\s*(?:#.*)?")
"""A line with a key alone, whose value begins below it."""

Step = str | int
"""The key of a field, or the index of an entry."""


def revised(path: str, text: str, written: str) -> str:
    """The text of a file with the values that `written`, the file written anew, has.

    Comments, empty lines, order and the way of writing stay. A value that can't be cut into lines, such as a
    paragraph, is taken from `written` if it has changed. The whole file is, if it can't be cut or read, if it
    has Windows line ends, or if what results doesn't have the values.
    """
    old = _read(path, text)
    new = _read(path, written)
    if old.data() == new.data():
        return text
    if "\r" in text:
        return written
    result = with_values(old, new)
    if result is None or _read(path, result).data() != new.data():
        return written
    return result


def with_values(old: Document, new: Document) -> str | None:
    """The text of a file with the values of another one; `None` if either can't be cut into lines.

    The caller reads it again, to make sure that it has these values.
    """
    if old.root is None or new.root is None:
        return None
    lines = _revised_lines(
        _Block(old.root, old.text.removesuffix("\n").split("\n"), 1),
        _Block(new.root, new.text.removesuffix("\n").split("\n"), 1),
    )
    if lines is None:
        return None
    return "\n".join(lines) + "\n"


def _read(path: str, text: str) -> Document:
    document, _ = composer.compose(path, text.encode())
    return document


@dataclass(frozen=True)
class _Block:
    """A value that may be a list or a mapping, with its lines."""

    node: nodes.Node
    lines: list[str]
    first_line: int
    """The number of the first of the lines in the file, counted from 1."""


@dataclass(frozen=True)
class _Part:
    """A field or an entry: its value, and its lines."""

    node: nodes.Node
    above: list[str]
    """The comments and empty lines between the part before it and this one."""
    lines: list[str]
    first_line: int


@dataclass(frozen=True)
class _Parts:
    """A list or a mapping that is cut into its parts."""

    top: list[str]
    """Empty lines and comments before the first part."""
    by_step: Mapping[Step, _Part]
    indentation: int
    """The number of spaces before each part."""


def _cut(block: _Block) -> _Parts | None:
    """The parts of a block; `None` if there are none, or if they don't begin on lines of their own."""
    starts: dict[Step, int] = {}
    indentation = 0  # the same for all parts
    for step, key, value in nodes.children(block.node):
        start = key.span.start if key else value.span.start
        index = start.line - block.first_line
        if index in starts.values() or not 0 <= index < len(block.lines):
            return None
        margin = block.lines[index][: start.column - 1]
        pattern = _BEFORE_KEY if key else _BEFORE_ENTRY
        if not pattern.fullmatch(margin):
            return None
        starts[step] = index
        indentation = len(margin) - len(margin.lstrip(" "))
    if not starts:
        return None
    top = block.lines[: min(starts.values())]
    for line in top:
        if not _EMPTY.fullmatch(line):
            return None
    return _Parts(top, _parts(block, starts), indentation)


def _parts(block: _Block, starts: Mapping[Step, int]) -> dict[Step, _Part]:
    """The parts of a block that begin at these of its lines."""
    values = {step: value for step, _, value in nodes.children(block.node)}
    next_starts = [*list(starts.values())[1:], len(block.lines)]
    parts: dict[Step, _Part] = {}
    above: list[str] = []
    for (step, start), next_start in zip(starts.items(), next_starts, strict=True):
        end = next_start
        if next_start < len(block.lines):
            # empty lines and comments belong to the part below them
            while _EMPTY.fullmatch(block.lines[end - 1]):
                end -= 1
        lines = block.lines[start:end]
        parts[step] = _Part(values[step], above, lines, block.first_line + start)
        above = block.lines[end:next_start]
    return parts


def _revised_lines(old: _Block, new: _Block) -> list[str] | None:
    """The old lines with the values of the new ones; `None` if either can't be cut, or is of another kind."""
    old_parts = _cut(old)
    new_parts = _cut(new)
    if old_parts is None or new_parts is None:
        return None
    if isinstance(old.node, nodes.Mapping) and isinstance(new.node, nodes.Mapping):
        return _revised_fields(old_parts, new_parts)
    if isinstance(old.node, nodes.Sequence) and isinstance(new.node, nodes.Sequence):
        return _revised_entries(old_parts, new_parts)
    return None


def _revised_fields(old: _Parts, new: _Parts) -> list[str]:
    """The lines of a mapping: fields stay in their order, and a new one follows the one before it."""
    shift = old.indentation - new.indentation
    order = [key for key in old.by_step if key in new.by_step]
    lines_by_key: dict[Step, list[str]] = {}
    place = 0
    for key, part in new.by_step.items():
        if key in old.by_step:
            lines_by_key[key] = _revised_part(old.by_step[key], part, shift)
            place = order.index(key) + 1
        else:
            lines_by_key[key] = _shifted(part.lines, shift)
            order.insert(place, key)
            place += 1
    lines = list(old.top)
    for key in order:
        lines += lines_by_key[key]
    return lines


def _revised_entries(old: _Parts, new: _Parts) -> list[str]:
    """The lines of a list: its entries are in the new order."""
    shift = old.indentation - new.indentation
    origins = _origins(old, new)
    lines = list(old.top)
    for index, part in new.by_step.items():
        if index in origins:
            lines += _revised_part(old.by_step[origins[index]], part, shift)
        else:
            lines += _shifted(part.lines, shift)
    return lines


def _origins(old: _Parts, new: _Parts) -> dict[Step, Step]:
    """The index that each new entry had before; none for one that was added.

    It was the entry that says the same, or else the one with its id, or else, in a list that is as long as
    before, the one in its place. No old entry is taken twice.
    """
    origins: dict[Step, Step] = {}
    for is_origin in (_says_the_same, _has_the_same_id):
        for index, part in new.by_step.items():
            for old_index, old_part in old.by_step.items():
                is_free = index not in origins and old_index not in origins.values()
                if is_free and is_origin(old_part, part):
                    origins[index] = old_index
    if len(old.by_step) == len(new.by_step):
        for index in new.by_step:
            if index not in origins and index not in origins.values():
                origins[index] = index
    return origins


def _says_the_same(old: _Part, new: _Part) -> bool:
    return nodes.to_data(old.node) == nodes.to_data(new.node)


def _has_the_same_id(old: _Part, new: _Part) -> bool:
    old_id = nodes.child(old.node, "id")
    new_id = nodes.child(new.node, "id")
    if old_id is None or new_id is None:
        return False
    return nodes.to_data(old_id) == nodes.to_data(new_id)


def _revised_part(old: _Part, new: _Part, shift: int) -> list[str]:
    """The lines of a field or an entry: the old ones as far as they still say the same."""
    lines: list[str] | None
    if _says_the_same(old, new):
        lines = old.lines
    elif _is_in_braces(old):
        lines = _revised_braces(old, new)
    elif _HYPHEN.match(old.lines[0]):
        lines = _revised_below_hyphen(old, new)
    else:
        lines = _revised_below_header(old, new)
    if lines is None:
        lines = _shifted(new.lines, shift)
    return [*old.above, *lines]


def _is_in_braces(part: _Part) -> bool:
    """Whether the value is a mapping in braces, on one line: `a: {b: c}`, but not `- a: {b: c}`."""
    head = part.lines[0][: part.node.span.start.column - 1]
    return len(part.lines) == 1 and head.rstrip().endswith("{")


def _revised_braces(old: _Part, new: _Part) -> list[str]:
    head, _, _ = old.lines[0].partition("{")
    return [head + writer.in_brackets(nodes.to_data(new.node))]


def _revised_below_hyphen(old: _Part, new: _Part) -> list[str] | None:
    """The lines of an entry that is a mapping; `None` if it is not, or if the hyphen has no place."""
    lines = _revised_lines(_without_hyphen(old), _without_hyphen(new))
    hyphen = _HYPHEN.match(old.lines[0])
    if lines is None or hyphen is None:
        return None
    if not lines[0][: hyphen.end()].isspace():
        return None
    return [hyphen[0] + lines[0][hyphen.end() :], *lines[1:]]


def _without_hyphen(part: _Part) -> _Block:
    """An entry of a list with a space in place of its hyphen, so that its first field is like the others."""
    first = part.lines[0].replace("-", " ", 1)
    return _Block(part.node, [first, *part.lines[1:]], part.first_line)


def _revised_below_header(old: _Part, new: _Part) -> list[str] | None:
    """The lines of a field whose value begins below its key; `None` for any other."""
    for part in (old, new):
        if not _HEADER.fullmatch(part.lines[0]):
            return None
    lines = _revised_lines(_below_header(old), _below_header(new))
    if lines is None:
        return None
    return [old.lines[0], *lines]


def _below_header(part: _Part) -> _Block:
    return _Block(part.node, part.lines[1:], part.first_line + 1)


def _shifted(lines: list[str], shift: int) -> list[str]:
    """The lines with so many more spaces before each, or fewer if it is negative."""
    if shift < 0:  # each of them begins with more
        return [line[-shift:] for line in lines]
    return [" " * shift + line if line else line for line in lines]
