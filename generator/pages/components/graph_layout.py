"""Where the boxes, labels and lines of a diagram of relations go.

Each group of related actors is laid out in layers by graphlay, with the method of Sugiyama, Tagawa and Toda
(1981), doi:10.1109/TSMC.1981.4308636. To it, a label is a node between the ends of its relation, so nothing
else comes to lie on it. Of several arrangements of the groups, the one that takes the least space is chosen.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import graphlay

from generator.pages.components import packing
from generator.pages.components.packing import Size

_WIDTH = 760
"""Pixels that the text column of a tablet has for a diagram."""
_NARROW_WIDTH = 320
"""Pixels that a phone shows of it before it is scrolled."""
_GAP = 24
"""Pixels between groups."""
_PORT = 12
"""Pixels of a side that each line needs that ends there."""
_OPTIONS = {
    "routing": {"style": "orthogonal", "port_sides": "facing_only"},
    "tuning": {"routing": {"port_relax_rounds": 0}},  # it would move ends of lines into corners
    "spacing": {
        "layer_gap": 18,
        "node_gap": 12,
        "dummy_gap": 10,
        "port_gap": 7,
        "port_stroke_clear": 6,
        "stub": 9,
    },
}

Point = tuple[int, int]
Box = tuple[Point, Size]
"""The centre and the size of a node."""
Relation = tuple[str, str, Size]
"""The ids of both ends, and the size of the label."""
Line = tuple[list[Point], list[Point]]
"""From the source to the label, and from there to the target."""


@dataclass(frozen=True)
class Layout:
    """The size of a diagram in pixels, its nodes by id, and labels and lines by number of the relation."""

    width: int
    height: int
    nodes: dict[str, Box]
    labels: dict[int, Point]
    """Their centres."""
    lines: dict[int, Line]


@dataclass(frozen=True)
class _Group:
    """Related actors, from the one in their middle outwards, with their distances from it."""

    distances: dict[str, int]
    relations: list[int]
    """Their numbers."""


@dataclass(frozen=True)
class _Way:
    """How a relation is given to the layout: from one end through its label to the other."""

    near: str
    far: str
    is_turned: bool
    """Whether it goes from the target to the source."""
    is_level: bool
    """Whether both ends are in the same layer, and the label in the next."""


def arranged(sizes: Mapping[str, Size], relations: Sequence[Relation], subject: str | None) -> Layout:
    """Lay out nodes, given by their ids and sizes, and the labels of their relations.

    The subject, or else the node with the most relations, is in the part that a narrow screen shows first.
    Nodes may become larger, so that all their lines end side by side.
    """
    groups = _groups(list(sizes), relations, subject)
    main, *others = [
        [
            _drawing(group, sizes, relations, outwards=outwards, down=down)
            # the way a reader sees it: from the main actor outwards, anything else along its arrows
            for outwards in ((True, False) if number == 0 else (False,))
            for down in (False, True)
        ]
        for number, group in enumerate(groups)
    ]
    middle = next(iter(groups[0].distances))

    def cost(layout: Layout) -> tuple[bool, int]:
        (x, _), (across, _) = layout.nodes[middle]
        # readers would rather scroll down than across
        return x + across / 2 > _NARROW_WIDTH, max(layout.width, _WIDTH) ** 3 * layout.height

    return min((_packed([[first], *others]) for first in main), key=cost)


def _groups(ids: list[str], relations: Sequence[Relation], subject: str | None) -> list[_Group]:
    """The connected parts: first that of the subject or of the node with the most relations, then by size."""
    touching: dict[str, list[int]] = {each: [] for each in ids}
    for number, (source, target, _) in enumerate(relations):
        touching[source].append(number)
        touching[target].append(number)
    seen: set[str] = set()
    groups = []
    for middle in sorted(ids, key=lambda each: (each != subject, -len(touching[each]))):
        if middle in seen:
            continue
        distances = {middle: 0}
        reached = [middle]
        for each in reached:
            for end in (end for number in touching[each] for end in relations[number][:2]):
                if end not in distances:
                    distances[end] = distances[each] + 1
                    reached.append(end)
        seen |= distances.keys()
        own = sorted({number for each in reached for number in touching[each]})
        groups.append(_Group(distances, own))
    return [groups[0], *sorted(groups[1:], key=lambda group: -len(group.distances))]


def _drawing(
    group: _Group, sizes: Mapping[str, Size], relations: Sequence[Relation], *, outwards: bool, down: bool
) -> Layout:
    """One arrangement of a group: outwards from its middle or along its arrows, across or down."""
    layers = {each: 2 * distance for each, distance in group.distances.items()} if outwards else {}
    ways = [_way(*relations[number][:2], layers) for number in group.relations]
    leaving = Counter(each for way in ways for each in ((way.near, way.far) if way.is_level else (way.near,)))
    entering = Counter(way.far for way in ways if not way.is_level)

    graph = graphlay.Graph()
    boxes = {}
    for each in group.distances:
        across, height = sizes[each]
        side = _PORT * max(leaving[each], entering[each])
        boxes[each] = (max(across, side), height) if down else (across, max(height, side))
        _add(graph, each, boxes[each], layers.get(each))
    for number, way in zip(group.relations, ways, strict=True):
        _add(graph, number, relations[number][2], layers[way.near] + 1 if outwards else None)
        graph.edge(way.near, number)
        graph.edge(*((way.far, number) if way.is_level else (number, way.far)))
    made = graphlay.layout(graph, options={**_OPTIONS, "direction": "topbottom" if down else "leftright"})

    low, high = made.bounds["min"], made.bounds["max"]
    # what is down from the middle may as well be on the left
    is_mirrored = down and made.nodes[0]["center"]["x"] > (low["x"] + high["x"]) / 2

    def point(given: Mapping[str, float]) -> Point:
        x = high["x"] - given["x"] if is_mirrored else given["x"] - low["x"]
        return round(x), round(given["y"] - low["y"])

    centres = [point(node["center"]) for node in made.nodes]
    routes = [[point(each) for each in edge["points"]] for edge in made.edges]
    lines = {}
    for number, way, inner, other in zip(group.relations, ways, routes[::2], routes[1::2], strict=True):
        outer = other[::-1] if way.is_level else other
        lines[number] = (outer[::-1], inner[::-1]) if way.is_turned else (inner, outer)
    return Layout(
        width=round(high["x"] - low["x"]),
        height=round(high["y"] - low["y"]),
        nodes=dict(zip(boxes, zip(centres[: len(boxes)], boxes.values(), strict=True), strict=True)),
        labels=dict(zip(group.relations, centres[len(boxes) :], strict=True)),
        lines=lines,
    )


def _way(source: str, target: str, layers: Mapping[str, int]) -> _Way:
    if layers and layers[source] > layers[target]:
        return _Way(target, source, is_turned=True, is_level=False)
    return _Way(source, target, is_turned=False, is_level=bool(layers) and layers[source] == layers[target])


def _add(graph: graphlay.Graph, name: str | int, size: Size, layer: int | None) -> None:
    width, height = size
    rank = "free" if layer is None else {"fixed": layer}
    graph.node(name, width=width, height=height, label="", rank=rank)


def _packed(groups: Sequence[Sequence[Layout]]) -> Layout:
    """The groups, each in one of its arrangements, next to each other."""
    shapes = [[(drawing.width + _GAP, drawing.height + _GAP) for drawing in drawings] for drawings in groups]
    places = packing.pack(shapes, max(_WIDTH, groups[0][0].width) + _GAP)
    nodes: dict[str, Box] = {}
    labels: dict[int, Point] = {}
    lines: dict[int, Line] = {}
    width = height = 0
    for drawings, (chosen, by) in zip(groups, places, strict=True):
        drawing = drawings[chosen]
        nodes |= {each: (_moved(centre, by), size) for each, (centre, size) in drawing.nodes.items()}
        labels |= {each: _moved(centre, by) for each, centre in drawing.labels.items()}
        for each, (before, after) in drawing.lines.items():
            lines[each] = [_moved(point, by) for point in before], [_moved(point, by) for point in after]
        width, height = max(width, by[0] + drawing.width), max(height, by[1] + drawing.height)
    return Layout(width, height, nodes, labels, lines)


def _moved(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]
