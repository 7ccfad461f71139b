"""The nodes of a YAML file: texts, lists and mappings, each with its position in the file.

Every scalar is a text, because the format has no numbers and no booleans: `no`, `on` and `2010-12` stay
as they were written.
"""

import json
import zlib
from collections.abc import Collection, Iterator
from typing import NamedTuple

from pydantic import TypeAdapter

from briefing_site.diagnostics import Span
from briefing_site.format import Location, Pattern


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


class Child(NamedTuple):
    """A value in a list or a mapping."""

    step: str | int
    """Its key, or its index in the list."""
    key: Scalar | None
    """The key as the file has it; `None` in a list."""
    node: Node


def to_data(node: Node) -> object:
    """The node as dictionaries, lists and texts; `None` for an empty value."""
    if isinstance(node, Scalar):
        return None if node.is_empty else node.text
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {key: to_data(value) for key, (_, value) in node.entries.items()}


def children(node: Node) -> list[Child]:
    """The values in a list or a mapping; none in a text."""
    if isinstance(node, Sequence):
        return [Child(index, None, item) for index, item in enumerate(node.items)]
    if isinstance(node, Mapping):
        return [Child(step, key, item) for step, (key, item) in node.entries.items()]
    return []


def child(node: Node, step: str | int) -> Node | None:
    """The value at a key or an index; `None` if there is none."""
    if isinstance(node, Mapping):
        entry = node.entries.get(str(step))
        return entry[1] if entry else None
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def walk(node: Node) -> Iterator[Node]:
    """The node and all values inside it, without keys."""
    yield node
    for inner in children(node):
        yield from walk(inner.node)


def _with_children(node: Node, nodes: dict[str | int, Node]) -> Node:
    """The list or the mapping with only these values, by key or index."""
    if isinstance(node, Sequence):
        return node._replace(items=tuple(nodes.values()))
    if isinstance(node, Mapping):
        entries = {}
        for key, (scalar, _) in node.entries.items():
            if key in nodes:
                entries[key] = (scalar, nodes[key])
        return node._replace(entries=entries)
    return node


def without(
    node: Node, locations: Collection[Location], location: Location = ()
) -> Node:
    """The node, which is at a location, without what is at others."""
    remaining: dict[str | int, Node] = {}
    for inner in children(node):
        inner_location = (*location, inner.step)
        if inner_location not in locations:
            remaining[inner.step] = without(inner.node, locations, inner_location)
    return _with_children(node, remaining)


def only(node: Node, patterns: Collection[Pattern]) -> Node:
    """The node without what none of the patterns leads to. The items of lists keep their places."""
    remaining: dict[str | int, Node] = {}
    for inner in children(node):
        inner_patterns: list[Pattern] = []
        for pattern in patterns:
            if not pattern:
                inner_patterns.append(
                    ()
                )  # one that ended above leads to everything below
            elif _fits(inner, pattern[0]):
                inner_patterns.append(pattern[1:])
        if inner_patterns or inner.key is None:
            remaining[inner.step] = only(inner.node, inner_patterns)
    return _with_children(node, remaining)


def find(node: Node, pattern: Pattern) -> list[tuple[Location, Node]]:
    """Every node that the pattern matches, in the order of the file."""
    matches: list[tuple[Location, Node]] = [((), node)]
    for step in pattern:
        inner_nodes: list[tuple[Location, Node]] = []
        for location, outer in matches:
            if step in {"*", "?"}:
                for inner in children(outer):
                    if _fits(inner, step):
                        inner_nodes.append(((*location, inner.step), inner.node))
            else:
                value = child(outer, step)
                if value is not None:
                    inner_nodes.append(((*location, step), value))
        matches = inner_nodes
    return matches


def _fits(inner: Child, step: str) -> bool:
    """Whether a step of a pattern leads to a value: `*` to items of lists, `?` to any key."""
    if inner.key is None:
        return step == "*"
    return step in {"?", inner.step}


_NODE: TypeAdapter[Node] = TypeAdapter(Node)


def packed(node: Node) -> bytes:
    """The node with its positions, in compressed JSON."""
    return zlib.compress(_NODE.dump_json(node))


def plain(content: bytes) -> object:
    """What `packed` wrote, as JSON has it."""
    return json.loads(zlib.decompress(content))


def from_plain(data: object) -> Node:
    """The node that was written as JSON.

    Raises `ValidationError`, a `ValueError`, for anything else.
    """
    return _NODE.validate_python(data)


def unpacked(content: bytes) -> Node:
    """The node that `packed` wrote. Raises `ValueError` and `zlib.error` for anything else."""
    return from_plain(plain(content))
