"""The nodes of a YAML file: texts, lists and mappings, each with its position in the file.

Every scalar is a text, because the format has no numbers and no booleans: `no`, `on` and `2010-12` stay
as they were written.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pydantic import TypeAdapter

from generator.diagnostics import Span
from generator.format import Location, Pattern


class Scalar(NamedTuple):
    """A text and its position, kept as plain numbers because a file has hundreds of them."""

    text: str
    line: int
    column: int
    length: int
    """In characters, up to the end of its first line."""
    start: int
    """Index of its first character in the file, quotation marks included; counted from 0."""
    end: int
    """Index after its last character."""
    style: str = ""
    """As in YAML: empty for a plain text, or one of `'`, `"`, `|`, `>`."""

    @property
    def span(self) -> Span:
        """Its position; for a text of several lines, the beginning of the first."""
        return Span.at(self.line, self.column, self.length)

    @property
    def is_empty(self) -> bool:
        """Whether there is no value at all; a quoted empty text is a value."""
        return not self.text and not self.style


class Sequence(NamedTuple):
    items: tuple["Node", ...]
    span: Span


class Mapping(NamedTuple):
    """Keys and their values, in the order of the file; each key once."""

    entries: dict[str, tuple[Scalar, "Node"]]
    span: Span


Node = Scalar | Sequence | Mapping


def to_data(node: Node) -> object:
    """The node as dictionaries, lists and texts; `None` for an empty value."""
    match node:
        case Scalar():
            return None if node.is_empty else node.text
        case Sequence():
            return [to_data(item) for item in node.items]
        case mapping:
            return {key: to_data(value) for key, (_, value) in mapping.entries.items()}


def inside(node: Node) -> list[tuple[str | int, Scalar | None, Node]]:
    """What is in a list or a mapping: its index or its key, the key as the file has it, and the value."""
    match node:
        case Sequence():
            return [(number, None, item) for number, item in enumerate(node.items)]
        case Mapping():
            return [(step, key, value) for step, (key, value) in node.entries.items()]
    return []


def walk(node: Node) -> Iterator[Node]:
    """The node and all values inside it, without keys."""
    yield node
    for _, _, value in inside(node):
        yield from walk(value)


def without(node: Node, gone: Collection[Location], at: Location = ()) -> Node:
    """The node, which is at a location, without what is at others."""
    match node:
        case Sequence():
            places = (((*at, number), item) for number, item in enumerate(node.items))
            return node._replace(
                items=tuple(without(each, gone, to) for to, each in places if to not in gone)
            )
        case Mapping():
            entries = {
                step: (key, without(value, gone, (*at, step)))
                for step, (key, value) in node.entries.items()
                if (*at, step) not in gone
            }
            return node._replace(entries=entries)
    return node


def only(node: Node, patterns: Collection[Pattern]) -> Node:
    """The node without what none of the patterns leads to. The items of lists keep their places."""
    match node:
        case Scalar():
            return node
        case Sequence():
            inner = _behind(patterns, "*")
            return Sequence(tuple(only(item, inner) for item in node.items), node.span)
        case mapping:
            entries = {
                key: (scalar, only(value, inner))
                for key, (scalar, value) in mapping.entries.items()
                if (inner := _behind(patterns, key, "?"))
            }
            return Mapping(entries, mapping.span)


def _behind(patterns: Collection[Pattern], *steps: str) -> list[Pattern]:
    """What the patterns match behind any of the steps; one that ends before it matches everything there."""
    return [each[1:] for each in patterns if not each or each[0] in steps]


_NODE: TypeAdapter[Node] = TypeAdapter(Node)


def packed(node: Node) -> bytes:
    """The node with its positions, in compressed JSON."""
    return zlib.compress(_NODE.dump_json(node))


def plain(content: bytes) -> object:
    """What `packed` wrote, as JSON has it."""
    return json.loads(zlib.decompress(content))


def from_plain(plain: object) -> Node:
    """Raises `ValidationError`, a `ValueError`, for what is no node in JSON."""
    return _NODE.validate_python(plain)


def unpacked(content: bytes) -> Node:
    """The node that `packed` wrote. Raises `ValueError` and `zlib.error` for anything else."""
    return from_plain(plain(content))


def find(node: Node, pattern: Pattern) -> list[tuple[Location, Node]]:
    """Every node that the pattern matches, in the order of the file."""
    found: list[tuple[Location, Node]] = [((), node)]
    for step in pattern:
        found = [
            ((*location, key), inner) for location, outer in found for key, inner in _inside(outer, step)
        ]
    return found


def _inside(node: Node, step: str) -> Iterable[tuple[str | int, Node]]:
    match node:
        case Sequence() if step == "*":
            return enumerate(node.items)
        case Mapping() if step == "?":
            return ((key, value) for key, (_, value) in node.entries.items())
        case Mapping() if step in node.entries:
            return ((step, node.entries[step][1]),)
        case _:
            return ()
