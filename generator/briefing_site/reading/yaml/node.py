"""The nodes of a YAML file: texts, lists and mappings, each with its position in the file.

Every scalar is a text, because the format has no numbers and no booleans: `no`, `on` and `2010-12` stay
as they were written.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Mappings
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


def _with(node: Node, inner: Mappings[str | int, Node]) -> Node:
    """The list or the mapping with these alone of its items or keys."""
    match node:
        case Sequence():
            return node._replace(items=tuple(inner.values()))
        case Mapping():
            entries = (
                (key, scalar)
                for key, (scalar, _) in node.entries.items()
                if key in inner
            )
            return node._replace(
                entries={key: (scalar, inner[key]) for key, scalar in entries}
            )
    return node


def without(node: Node, gone: Collection[Location], at: Location = ()) -> Node:
    """The node, which is at a location, without what is at others."""
    places = ((step, value, (*at, step)) for step, _, value in inside(node))
    return _with(
        node,
        {
            step: without(value, gone, to)
            for step, value, to in places
            if to not in gone
        },
    )


def only(node: Node, patterns: Collection[Pattern]) -> Node:
    """The node without what none of the patterns leads to. The items of lists keep their places."""
    inner = {}
    for step, _, value in inside(node):
        own = {"*"} if isinstance(step, int) else {step, "?"}
        # one that ends before it leads to everything there
        rest = [each[1:] for each in patterns if not each or each[0] in own]
        if rest or isinstance(step, int):
            inner[step] = only(value, rest)
    return _with(node, inner)


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
            ((*location, key), inner)
            for location, outer in found
            for key, inner in _inside(outer, step)
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
