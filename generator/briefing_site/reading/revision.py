"""A file with other values, in which every line stays whose values do.

The values come as the same file written anew, which has no comments and one way of
writing. Both texts are cut into the lines of their fields and entries; those that say
the same keep the old lines, and of the others as few as possible take the new ones.
"""

import re
from collections.abc import Mapping as Mappings
from dataclasses import dataclass

from briefing_site.reading.yaml import composer, writer
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping, Node, Scalar, Sequence

_EMPTY = re.compile(r"\s*(?:#.*)?")
"""A line without a value."""
_HYPHEN = re.compile(r" *- +")
_ENTRY = re.compile(r" *- +[{\[]?\s*")
"""What stands before the value of an entry of a list, which begins within its braces."""
_IN_BRACES = re.compile(r"[^{#]*\{.*\}\s*")
_HEADER = re.compile(r"[^#]*:\s*(?:#.*)?")
"""A line with a key alone, whose value begins below it."""

Step = str | int


def revised(path: str, text: str, written: str) -> str:
    """The text of a file with the values that `written`, the file written anew, has.

    Comments, empty lines, order and the way of writing stay. What can't be cut into lines is
    taken from `written` if its value has changed; and so is the whole file if it has Windows
    line ends or can't be read.
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
    """The text of a file with the values of another one, to be read again; `None` if it has no such lines."""
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
    """The lines of a list or a mapping."""

    node: Node
    lines: list[str]
    first_line: int
    """The number of the first of the lines in the file, counted from 1."""


@dataclass(frozen=True)
class _Part:
    """The lines of a field or an entry, with the comments and empty lines above it."""

    node: Node
    above: list[str]
    lines: list[str]
    first_line: int

    @property
    def all_lines(self) -> list[str]:
        return [*self.above, *self.lines]


@dataclass(frozen=True)
class _Parts:
    """A list or a mapping that is cut into its parts."""

    top: list[str]
    """Empty lines and comments before the first part."""
    by_step: Mappings[Step, _Part]
    indentation: int
    """The number of spaces before each part."""


def _cut(block: _Block) -> _Parts | None:
    """The parts of a block; nothing if there are none, or if two are on one line or in braces."""
    starts: dict[Step, int] = {}
    indentation = None
    for step, key, value in nodes.children(block.node):
        start = key.span.start if key else value.span.start
        index = start.line - block.first_line
        if index in starts.values() or not 0 <= index < len(block.lines):
            return None
        before = block.lines[index][: start.column - 1]
        if key and before.strip(" "):
            return None
        if not key and not _ENTRY.fullmatch(before):
            return None
        starts[step] = index
        indentation = len(before) if key else before.index("-")
    if indentation is None:
        return None
    first = min(starts.values())
    top = block.lines[:first]
    for line in top:
        if not _EMPTY.fullmatch(line):
            return None
    return _Parts(top, _parts(block, starts), indentation)


def _parts(block: _Block, starts: Mappings[Step, int]) -> dict[Step, _Part]:
    """The parts of a block that begin at these of its lines."""
    values = {step: value for step, _, value in nodes.children(block.node)}
    ends = [*list(starts.values())[1:], len(block.lines)]
    parts: dict[Step, _Part] = {}
    above: list[str] = []
    for (step, start), end in zip(starts.items(), ends, strict=True):
        last = end
        if end < len(block.lines):
            while _EMPTY.fullmatch(block.lines[last - 1]):
                last -= 1
        lines = block.lines[start:last]
        parts[step] = _Part(values[step], above, lines, block.first_line + start)
        above = block.lines[last:end]
    return parts


def _revised_lines(old: _Block, new: _Block) -> list[str] | None:
    """The old lines with the values of the new ones; nothing if one of both can't be cut."""
    old_parts = _cut(old)
    new_parts = _cut(new)
    if old_parts is None or new_parts is None:
        return None
    if isinstance(old.node, Mapping) and isinstance(new.node, Mapping):
        return _revised_fields(old_parts, new_parts)
    if isinstance(old.node, Sequence) and isinstance(new.node, Sequence):
        return _revised_entries(old_parts, new_parts)
    return None


def _revised_fields(old: _Parts, new: _Parts) -> list[str]:
    """The lines of a mapping: fields stay in their order, and a new one follows the one before it."""
    shift = old.indentation - new.indentation
    order = [key for key in old.by_step if key in new.by_step]
    lines = {}
    for key in order:
        lines[key] = _revised_part(old.by_step[key], new.by_step[key], shift)
    place = 0
    for key, part in new.by_step.items():
        if key in old.by_step:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            lines[key] = _shifted(part.lines, shift)
            place += 1
    return _joined(old.top, [lines[key] for key in order])


def _revised_entries(old: _Parts, new: _Parts) -> list[str]:
    """The lines of a list: its entries are in the new order."""
    shift = old.indentation - new.indentation
    origins = _origins(old, new)
    lines = []
    for step, part in new.by_step.items():
        if step in origins:
            origin = old.by_step[origins[step]]
            lines.append(_revised_part(origin, part, shift))
        else:
            lines.append(_shifted(part.lines, shift))
    return _joined(old.top, lines)


def _joined(top: list[str], parts: list[list[str]]) -> list[str]:
    lines = list(top)
    for part in parts:
        lines += part
    return lines


def _origins(old: _Parts, new: _Parts) -> dict[Step, Step]:
    """The old entry of each new one that has one: the same, or else the one with its id or in its place."""
    origins: dict[Step, Step] = {}
    for step, part in new.by_step.items():
        for old_step, old_part in old.by_step.items():
            is_free = old_step not in origins.values()
            if is_free and _says_the_same(old_part, part):
                origins[step] = old_step
                break
    is_in_place = len(old.by_step) == len(new.by_step)
    for step, part in new.by_step.items():
        if step in origins:
            continue
        for old_step, old_part in old.by_step.items():
            is_free = old_step not in origins.values()
            is_origin = _id_of(part) is not None and _id_of(part) == _id_of(old_part)
            if is_free and (is_origin or (is_in_place and old_step == step)):
                origins[step] = old_step
                break
    return origins


def _says_the_same(old: _Part, new: _Part) -> bool:
    return nodes.to_data(old.node) == nodes.to_data(new.node)


def _id_of(part: _Part) -> str | None:
    if isinstance(part.node, Mapping) and "id" in part.node.entries:
        _, value = part.node.entries["id"]
        if isinstance(value, Scalar):
            return value.text
    return None


def _revised_part(old: _Part, new: _Part, shift: int) -> list[str]:
    """The lines of a field or an entry with a new value, which may be that of before."""
    if _says_the_same(old, new):
        return old.all_lines
    is_in_braces = len(old.lines) == 1 and _IN_BRACES.fullmatch(old.lines[0])
    if is_in_braces and nodes.children(old.node):
        head, _, _ = old.lines[0].partition("{")
        values = writer.in_brackets(nodes.to_data(new.node))
        return [*old.above, head + values]
    hyphen = _HYPHEN.match(old.lines[0])
    if hyphen and isinstance(old.node, Mapping):
        lines = _revised_lines(_without_hyphen(old), _without_hyphen(new))
        prefix = hyphen[0]
        if lines and lines[0][: len(prefix)].isspace():
            first = prefix + lines[0][len(prefix) :]
            return [*old.above, first, *lines[1:]]
    elif _HEADER.fullmatch(old.lines[0]) and _HEADER.fullmatch(new.lines[0]):
        lines = _revised_lines(_below_header(old), _below_header(new))
        if lines:
            return [*old.above, old.lines[0], *lines]
    return [*old.above, *_shifted(new.lines, shift)]


def _without_hyphen(part: _Part) -> _Block:
    """The lines of an entry of a list, with spaces in place of its hyphen."""
    hyphen = _HYPHEN.match(part.lines[0])
    width = hyphen.end() if hyphen else 0
    first = " " * width + part.lines[0][width:]
    return _Block(part.node, [first, *part.lines[1:]], part.first_line)


def _below_header(part: _Part) -> _Block:
    return _Block(part.node, part.lines[1:], part.first_line + 1)


def _shifted(lines: list[str], shift: int) -> list[str]:
    """The lines with so many more spaces before each, or fewer if it is negative."""
    if shift < 0:
        return [line[-shift:] for line in lines]
    return [" " * shift + line if line else line for line in lines]
