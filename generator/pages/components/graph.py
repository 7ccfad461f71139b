"""A diagram of relations: actors as boxes that link to their pages, relations as arrows with labels.

Everything in it has a place of its own: labels lie on their arrows, and never on boxes or other labels. The
same relations give the same diagram. Colours come from the styles of the site, so it follows the theme.
"""

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from generator.pages.components import graph_layout, lettering
from generator.pages.components.graph_layout import Point
from generator.pages.components.html import html
from generator.site.language import DEFAULT, Language

_NAME_SIZE = 12.5
"""Pixels, as in the styles."""
_LABEL_SIZE = 11
_NAME_WIDTH = 120
"""The longest line of a name in pixels."""
_LABEL_WIDTH = 92
_LINE_HEIGHT = 15
_PADDING = (20, 12)
"""Pixels around a name, both sides together; half as much around a label."""
_MARGIN = 4
_WIDEST = 1000
"""Pixels up to which a diagram that does not fit is drawn smaller; wider ones scroll. A desktop has 880."""
_BEND = 4
"""Radius of a bend in pixels."""


@dataclass(frozen=True)
class Node:
    """An actor: its id, name, kind, the address of its page, and whether the diagram is about it."""

    id: str
    name: str
    kind: str
    href: str
    is_subject: bool = False
    kind_in_words: str = ""


@dataclass(frozen=True)
class Edge:
    """A relation between two nodes, given by their ids."""

    source: str
    target: str
    label: str
    is_confirmed: bool = True
    """A line with gaps shows what is not."""


@dataclass(frozen=True)
class _Lettering:
    """Lines of text, and the size of the box that holds them."""

    lines: list[str]
    size: float
    box: tuple[int, int]

    def at(self, centre: Point) -> list[tuple[float, float, str]]:
        """Each line, with the middle of its baseline."""
        x, y = centre
        first = y - (len(self.lines) - 1) * _LINE_HEIGHT / 2 + 0.35 * self.size
        return [(x, first + index * _LINE_HEIGHT, line) for index, line in enumerate(self.lines)]


def svg(nodes: tuple[Node, ...], edges: tuple[Edge, ...], title: str, language: Language = DEFAULT) -> Markup:
    """The diagram as an `svg` element without empty lines, and a legend if not all of it is confirmed.

    Nodes and edges have to be sorted.
    """
    names = {node.id: _lettering(node.name, _NAME_SIZE, _NAME_WIDTH, 1) for node in nodes}
    labels = [_lettering(edge.label, _LABEL_SIZE, _LABEL_WIDTH, 0.5) for edge in edges]
    layout = graph_layout.arranged(
        {node.id: names[node.id].box for node in nodes},
        [(edge.source, edge.target, label.box) for edge, label in zip(edges, labels, strict=True)],
        next((node.id for node in nodes if node.is_subject), None),
    )
    return html(
        "parts/graph.svg",
        language,
        title=title,
        width=layout.width + 2 * _MARGIN,
        height=layout.height + 2 * _MARGIN,
        margin=_MARGIN,
        is_wide=layout.width + 2 * _MARGIN > _WIDEST,
        lines=[
            (*map(_path, layout.lines[number]), "" if edge.is_confirmed else " graph-line--doubtful")
            for number, edge in enumerate(edges)
        ],
        labels=[label.at(layout.labels[number]) for number, label in enumerate(labels)],
        nodes=[(node, layout.nodes[node.id], names[node.id].at(layout.nodes[node.id][0])) for node in nodes],
    )


def _lettering(text: str, size: float, most: float, padding: float) -> _Lettering:
    lines = lettering.lines(text, size, most)
    across, down = (padding * each for each in _PADDING)
    width = max(lettering.width(line, size) for line in lines)
    return _Lettering(lines, size, (round(width + across), round(len(lines) * _LINE_HEIGHT + down)))


def _path(points: list[Point]) -> str:
    """The line through the points, with round bends, as the data of an SVG path."""
    made = f"M{_at(points[0])}"
    for (before, bend), (_, after) in pairwise(pairwise(points)):
        made += f"L{_at(_towards(bend, before))}Q{_at(bend)} {_at(_towards(bend, after))}"
    return f"{made}L{_at(points[-1])}"


def _towards(start: Point, end: Point) -> tuple[float, float]:
    """The point where a bend at `start` ends: as far as its radius, but at most in the middle."""
    (x1, y1), (x2, y2) = start, end
    length = abs(x2 - x1) + abs(y2 - y1)
    share = min(_BEND / length, 0.5) if length else 0
    return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share


def _at(point: tuple[float, float]) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"
