"""A diagram of relations: actors as boxes that link to their pages, relations as arrows.

The layout is that of Kamada and Kawai (1989), doi:10.1016/0020-0190(89)90102-6, as implemented by igraph. It
starts from a fixed position: the same relations give the same diagram. Colours come from the styles of the
site, so the diagram follows the theme.
"""

import textwrap
from dataclasses import dataclass
from itertools import combinations

import igraph
from markupsafe import Markup, escape

_STEP = 150
"""Pixels between the centres of related actors."""
_LINE_LENGTH = 19
"""Characters of a name on a line."""
_LABEL_LENGTH = 16
_LINE_HEIGHT = 15
_CHARACTER = 7.2
"""Width in pixels of an average character of a name."""
_GAP = 26
_LABEL_POSITIONS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)


@dataclass(frozen=True)
class Node:
    """An actor: its id, name, kind, the address of its page, and whether the diagram is about it."""

    id: str
    name: str
    kind: str
    href: str
    is_subject: bool = False


@dataclass(frozen=True)
class Edge:
    """A relation between two nodes, given by their ids."""

    source: str
    target: str
    label: str


@dataclass
class _Box:
    """A rectangle, by its centre and size; it moves while overlaps are removed."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: "_Box", gap: float) -> tuple[float, float]:
        """How far the two overlap, horizontally and vertically; positive if they do."""
        across = (self.width + other.width) / 2 + gap - abs(self.x - other.x)
        down = (self.height + other.height) / 2 + gap - abs(self.y - other.y)
        return across, down

    def border_towards(self, x: float, y: float) -> tuple[float, float]:
        """Where the line from the centre to a point leaves the rectangle."""
        across, down = x - self.x, y - self.y
        share = min(
            (self.width / 2) / abs(across) if across else 1,
            (self.height / 2) / abs(down) if down else 1,
            1,
        )
        return self.x + across * share, self.y + down * share


def svg(nodes: tuple[Node, ...], edges: tuple[Edge, ...], title: str) -> Markup:
    """The diagram as an `svg` element without empty lines. Nodes and edges have to be sorted."""
    lines = {node.id: textwrap.wrap(node.name, _LINE_LENGTH) for node in nodes}
    boxes = _layout(nodes, edges, lines)
    labels = _labels(edges, boxes)
    left = min(box.x - box.width / 2 for box in (*boxes.values(), *labels)) - 4
    top = min(box.y - box.height / 2 for box in (*boxes.values(), *labels)) - 4
    right = max(box.x + box.width / 2 for box in (*boxes.values(), *labels)) + 4
    bottom = max(box.y + box.height / 2 for box in (*boxes.values(), *labels)) + 4
    drawn = [
        *(_line(edge, boxes) for edge in edges),
        *(_label(edge, box) for edge, box in zip(edges, labels, strict=True)),
        *(_node(node, boxes[node.id], lines[node.id]) for node in nodes),
    ]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{:.0f} {:.0f} {:.0f} {:.0f}" width="{:.0f}" '
        'height="{:.0f}" role="group" aria-label="{}">{}{}</svg>'
    ).format(
        left, top, right - left, bottom - top, right - left, bottom - top, title, _ARROW, Markup().join(drawn)
    )


_ARROW = Markup(
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto-start-reverse"><path class="graph-arrow" d="M0 0L8 4L0 8z"/></marker></defs>'
)


def _layout(nodes: tuple[Node, ...], edges: tuple[Edge, ...], lines: dict[str, list[str]]) -> dict[str, _Box]:
    number = {node.id: index for index, node in enumerate(nodes)}
    graph = igraph.Graph(n=len(nodes), edges=[(number[edge.source], number[edge.target]) for edge in edges])
    start = graph.layout_circle()
    layout = graph.layout_kamada_kawai(seed=start, epsilon=0, maxiter=60 * max(1, len(nodes)))
    boxes = {
        node.id: _Box(
            # wider than high, like pages and names
            round(x * _STEP * 1.3, 2),
            round(y * _STEP * 0.72, 2),
            max(map(len, lines[node.id]), default=1) * _CHARACTER + 20,
            len(lines[node.id]) * _LINE_HEIGHT + 12,
        )
        for node, (x, y) in zip(nodes, layout.coords, strict=True)
    }
    _separate(list(boxes.values()))
    return boxes


def _separate(boxes: list[_Box]) -> None:
    """Move overlapping boxes apart, in the shorter direction, until none overlap."""
    for _ in range(200):
        moved = False
        for one, other in combinations(boxes, 2):
            across, down = one.overlap(other, _GAP)
            if across <= 0 or down <= 0:
                continue
            moved = True
            if across < down:
                push = across / 2 if one.x >= other.x else -across / 2
                one.x, other.x = one.x + push, other.x - push
            else:
                push = down / 2 if one.y >= other.y else -down / 2
                one.y, other.y = one.y + push, other.y - push
        if not moved:
            break


def _labels(edges: tuple[Edge, ...], boxes: dict[str, _Box]) -> list[_Box]:
    """Position each label on its line, where it covers no name and no other label if possible."""
    taken = list(boxes.values())
    labels = []
    for edge in edges:
        (x1, y1), (x2, y2) = _ends(edge, boxes)
        lines = _lines(edge)
        width = max(map(len, lines)) * (_CHARACTER - 1) + 6
        candidates = [
            _Box(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, width, len(lines) * _LINE_HEIGHT)
            for share in _LABEL_POSITIONS
        ]
        best = min(candidates, key=lambda box: sum(_area(box, other) for other in taken))
        taken.append(best)
        labels.append(best)
    return labels


def _area(one: _Box, other: _Box) -> float:
    across, down = one.overlap(other, 0)
    return max(0, across) * max(0, down)


def _ends(edge: Edge, boxes: dict[str, _Box]) -> tuple[tuple[float, float], tuple[float, float]]:
    source, target = boxes[edge.source], boxes[edge.target]
    return source.border_towards(target.x, target.y), target.border_towards(source.x, source.y)


def _line(edge: Edge, boxes: dict[str, _Box]) -> Markup:
    (x1, y1), (x2, y2) = _ends(edge, boxes)
    return Markup(
        '<line class="graph-line" x1="{:.0f}" y1="{:.0f}" x2="{:.0f}" y2="{:.0f}" marker-end="url(#arrow)"/>'
    ).format(x1, y1, x2, y2)


def _lines(edge: Edge) -> list[str]:
    return textwrap.wrap(edge.label, _LABEL_LENGTH, break_long_words=False) or [""]


def _label(edge: Edge, box: _Box) -> Markup:
    return Markup('<text class="graph-label">{}</text>').format(_text(_lines(edge), box))


def _text(lines: list[str], box: _Box) -> Markup:
    """Lines of text centred in a rectangle."""
    first = box.y - (len(lines) - 1) * _LINE_HEIGHT / 2 + 4
    return Markup().join(
        Markup('<tspan x="{:.0f}" y="{:.0f}">{}</tspan>').format(box.x, first + index * _LINE_HEIGHT, line)
        for index, line in enumerate(lines)
    )


def _node(node: Node, box: _Box, lines: list[str]) -> Markup:
    return Markup(
        '<a href="{}" class="graph-node graph-node--{}{}"><title>{} ({})</title>'
        '<rect x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{:.0f}" rx="{}"/><text>{}</text></a>'
    ).format(
        node.href,
        node.kind,
        " graph-node--subject" if node.is_subject else "",
        _one_line(node.name),
        node.kind,
        box.x - box.width / 2,
        box.y - box.height / 2,
        box.width,
        box.height,
        12 if node.kind == "person" else 2,
        _text(lines, box),
    )


def _one_line(text: str) -> Markup:
    return escape(" ".join(text.split()))
