"""A diagram of relations: actors as boxes that link to their pages, relations as arrows.

The layout is that of Kamada and Kawai (1989), doi:10.1016/0020-0190(89)90102-6, as implemented by igraph. It
starts from a fixed position: the same relations give the same diagram. Colours come from the styles of the
site, so the diagram follows the theme.
"""

import textwrap
from dataclasses import dataclass
from itertools import combinations

import igraph
from markupsafe import Markup

from generator.rendering.html import html

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
    """Centred lines of text and the rectangle around them; it moves while overlaps are removed."""

    x: float
    y: float
    width: float
    height: float
    lines: list[str]

    @property
    def text(self) -> list[tuple[float, str]]:
        """Each line, with its height in the diagram."""
        first = self.y - (len(self.lines) - 1) * _LINE_HEIGHT / 2 + 4
        return [(first + index * _LINE_HEIGHT, line) for index, line in enumerate(self.lines)]

    def overlap(self, other: "_Box", gap: float) -> tuple[float, float]:
        """How far the two overlap, horizontally and vertically; positive if they do."""
        across = (self.width + other.width) / 2 + gap - abs(self.x - other.x)
        down = (self.height + other.height) / 2 + gap - abs(self.y - other.y)
        return across, down

    def area(self, other: "_Box") -> float:
        """How much of the two overlaps."""
        across, down = self.overlap(other, 0)
        return max(0, across) * max(0, down)

    def border_towards(self, other: "_Box") -> tuple[float, float]:
        """Where the line between the centres leaves the rectangle."""
        across, down = other.x - self.x, other.y - self.y
        share = min(
            (self.width / 2) / abs(across) if across else 1,
            (self.height / 2) / abs(down) if down else 1,
            1,
        )
        return self.x + across * share, self.y + down * share


def svg(nodes: tuple[Node, ...], edges: tuple[Edge, ...], title: str) -> Markup:
    """The diagram as an `svg` element without empty lines. Nodes and edges have to be sorted."""
    boxes = _layout(nodes, edges)
    pairs = [(boxes[edge.source], boxes[edge.target]) for edge in edges]
    lines = [(*one.border_towards(other), *other.border_towards(one)) for one, other in pairs]
    labels = _labels(edges, lines, list(boxes.values()))
    everything = (*boxes.values(), *labels)
    return html(
        "parts/graph.svg",
        title=title,
        left=min(box.x - box.width / 2 for box in everything) - 4,
        top=min(box.y - box.height / 2 for box in everything) - 4,
        right=max(box.x + box.width / 2 for box in everything) + 4,
        bottom=max(box.y + box.height / 2 for box in everything) + 4,
        lines=lines,
        labels=labels,
        nodes=[(node, boxes[node.id]) for node in nodes],
    )


def _layout(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> dict[str, _Box]:
    number = {node.id: index for index, node in enumerate(nodes)}
    graph = igraph.Graph(n=len(nodes), edges=[(number[edge.source], number[edge.target]) for edge in edges])
    start = graph.layout_circle()
    layout = graph.layout_kamada_kawai(seed=start, epsilon=0, maxiter=60 * max(1, len(nodes)))
    boxes = {}
    for node, (x, y) in zip(nodes, layout.coords, strict=True):
        lines = textwrap.wrap(node.name, _LINE_LENGTH)
        width = max(map(len, lines), default=1) * _CHARACTER + 20
        height = len(lines) * _LINE_HEIGHT + 12
        # wider than high, like pages and names
        boxes[node.id] = _Box(round(x * _STEP * 1.3, 2), round(y * _STEP * 0.72, 2), width, height, lines)
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


def _labels(
    edges: tuple[Edge, ...], lines: list[tuple[float, float, float, float]], taken: list[_Box]
) -> list[_Box]:
    """Position each label on its line, where it covers no name and no other label if possible."""
    labels: list[_Box] = []
    for edge, (x1, y1, x2, y2) in zip(edges, lines, strict=True):
        words = textwrap.wrap(edge.label, _LABEL_LENGTH, break_long_words=False) or [""]
        width = max(map(len, words)) * (_CHARACTER - 1) + 6
        candidates = [
            _Box(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, width, len(words) * _LINE_HEIGHT, words)
            for share in _LABEL_POSITIONS
        ]
        labels.append(min(candidates, key=lambda box: sum(map(box.area, (*taken, *labels)))))
    return labels
