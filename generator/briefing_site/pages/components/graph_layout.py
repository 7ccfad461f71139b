"""Where everything in a diagram of relations is: boxes, labels and the lines between.

Each group of related actors is laid out in layers by graphlay, with the method of
Sugiyama, Tagawa and Toda (1981), doi:10.1109/TSMC.1981.4308636. To it, a label is a
node between the ends of its relation, so nothing else comes to lie on it. Of several
arrangements of the groups, the one that takes the least space is chosen.

All sizes are in pixels. The same relations give the same layout.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import graphlay

_WIDTH = 760
"""What the text column of a tablet has for a diagram."""
_WIDEST = 832
"""What it has in a window of 1,280, without its margin."""
_NARROW_WIDTH = 320
"""What a phone shows of a diagram before it is scrolled."""
_GAP = 24
"""Between groups."""
_PORT = 12
"""What each line that ends at a side of a box requires of it."""
_OPTIONS = {
    "routing": {"style": "orthogonal", "port_sides": "facing_only"},
    # it would move the ends of lines into corners
    "tuning": {"routing": {"port_relax_rounds": 0}},
    "spacing": {
        "layer_gap": 18,
        "node_gap": 8,
        "dummy_gap": 8,
        "port_gap": 7,
        "port_stroke_clear": 6,
        "stub": 9,
    },
}


class Size(NamedTuple):
    width: int
    height: int


class Point(NamedTuple):
    x: int
    y: int


class Box(NamedTuple):
    centre: Point
    size: Size


class DiagramRelation(NamedTuple):
    """The ids of the actors at its ends, and the size of its label."""

    source: str
    target: str
    label: Size


class DiagramLine(NamedTuple):
    """The points of a line from its source to its label, and from there to its target."""

    before_label: list[Point]
    after_label: list[Point]


@dataclass
class Layout:
    """A diagram: its nodes by id, and its labels and lines by the number of the relation."""

    width: int
    height: int
    nodes: dict[str, Box]
    labels: dict[int, Point]
    lines: dict[int, DiagramLine]


def arrange(
    sizes: Mapping[str, Size], relations: Sequence[DiagramRelation], subject: str
) -> Layout:
    """Lay out nodes, given by their ids and sizes, and the labels of their relations.

    The subject, or else the node with the most relations, is in the part that a narrow
    screen shows first. Nodes may become larger, so that all their lines end side by
    side.
    """
    main, *others = _groups(list(sizes), relations, subject)
    other_drawings = []
    for group in others:
        other_drawings.append(_flatter(group, sizes, relations))

    def layout(*, rows: int, is_down: bool) -> Layout:
        drawing = _drawing(main, sizes, relations, rows=rows, is_down=is_down)
        return _in_rows([drawing, *other_drawings])

    def cost(layout: Layout) -> "_Cost":
        return _cost(layout, main.middle)

    # as a reader sees it: from the main actor outwards, or else along the arrows
    layouts = [
        layout(rows=1, is_down=False),
        layout(rows=1, is_down=True),
        layout(rows=0, is_down=False),
        layout(rows=0, is_down=True),
    ]
    best = min(layouts, key=cost)
    if cost(best).is_too_wide or cost(best).is_middle_hidden:
        layouts = [best, layout(rows=2, is_down=True), layout(rows=3, is_down=True)]
        best = min(layouts, key=cost)
    return best


def _flatter(
    group: "_Group", sizes: Mapping[str, Size], relations: Sequence[DiagramRelation]
) -> Layout:
    """The flatter drawing of a group that fits into a page, or else the narrower one."""
    across = _drawing(group, sizes, relations, rows=0, is_down=False)
    down = _drawing(group, sizes, relations, rows=0, is_down=True)
    if across.width <= _WIDTH and across.height <= down.height:
        return across
    if down.width <= _WIDTH or down.width < across.width:
        return down
    return across


class _Cost(NamedTuple):
    """How bad a layout is; what is worst comes first."""

    is_too_wide: bool
    is_middle_hidden: bool
    scroll: int


def _cost(layout: Layout, middle: str) -> _Cost:
    box = layout.nodes[middle]
    right = box.centre.x + box.size.width / 2
    return _Cost(
        is_too_wide=layout.width > _WIDEST,
        is_middle_hidden=right > _NARROW_WIDTH,
        # readers would rather scroll down than across
        scroll=max(layout.width, _WIDTH) ** 3 * layout.height,
    )


@dataclass(frozen=True)
class _Group:
    """Actors that are related to one another, directly or through others."""

    distances: dict[str, int]
    """How many relations away from the middle each actor is, from there outwards."""
    relations: list[int]
    """The numbers of their relations."""

    @property
    def middle(self) -> str:
        return next(iter(self.distances))


def _groups(
    ids: list[str], relations: Sequence[DiagramRelation], subject: str
) -> list[_Group]:
    """First the group of the subject or of the most related actor, then the others by size."""
    numbers: dict[str, list[int]] = {id_: [] for id_ in ids}
    for number, relation in enumerate(relations):
        numbers[relation.source].append(number)
        numbers[relation.target].append(number)
    seen: set[str] = set()
    groups = []
    for id_ in sorted(ids, key=lambda id_: (id_ != subject, -len(numbers[id_]))):
        if id_ not in seen:
            group = _group(id_, relations, numbers)
            seen |= group.distances.keys()
            groups.append(group)
    main, *others = groups
    others.sort(key=lambda group: -len(group.distances))
    return [main, *others]


def _group(
    middle: str, relations: Sequence[DiagramRelation], numbers: Mapping[str, list[int]]
) -> _Group:
    """Everybody who can be reached from the middle; `numbers` are the relations of each."""
    distances = {middle: 0}
    reached = [middle]
    touched: set[int] = set()
    for id_ in reached:  # which grows meanwhile
        for number in numbers[id_]:
            touched.add(number)
            for end in (relations[number].source, relations[number].target):
                if end not in distances:
                    distances[end] = distances[id_] + 1
                    reached.append(end)
    return _Group(distances, sorted(touched))


@dataclass(frozen=True)
class _Route:
    """How a relation is drawn: from its near end through its label to its far end."""

    number: int
    near: str
    far: str
    label: Size
    label_layer: int | None
    is_level: bool
    """Whether both ends are in the same layer; the label is then in the next."""
    is_reversed: bool
    """Whether the near end is the target of the relation."""


def _drawing(
    group: _Group,
    sizes: Mapping[str, Size],
    relations: Sequence[DiagramRelation],
    *,
    rows: int,
    is_down: bool,
) -> Layout:
    """Draw a group, across or down: along its arrows, or with `rows`, outwards from its middle.

    Actors with a single relation take turns in so many rows, if they are equally far
    from the middle.
    """
    import graphlay  # noqa: PLC0415 -- browsers do not have it

    layers: dict[str, int] = {}
    if rows:
        layers = _layers(group, relations, rows)
    routes = [_route(number, relations[number], layers) for number in group.relations]
    node_sizes = _sizes_with_ports(group, sizes, routes, is_down=is_down)
    graph = graphlay.Graph()
    for id_, size in node_sizes.items():
        _add_node(graph, id_, size, layers.get(id_))
    for route in routes:
        _add_node(graph, route.number, route.label, route.label_layer)
        graph.edge(route.near, route.number)
        if route.is_level:
            graph.edge(route.far, route.number)
        else:
            graph.edge(route.number, route.far)
    direction = "topbottom" if is_down else "leftright"
    drawn = graphlay.layout(graph, options={**_OPTIONS, "direction": direction})
    return _layout(drawn, node_sizes, routes, is_down=is_down)


def _layers(
    group: _Group, relations: Sequence[DiagramRelation], rows: int
) -> dict[str, int]:
    """The layer of each actor; those of labels are between them."""
    number_of_relations = Counter[str]()
    for number in group.relations:
        number_of_relations[relations[number].source] += 1
        number_of_relations[relations[number].target] += 1
    turns = Counter[int]()
    layers = {}
    for id_, distance in group.distances.items():
        layer = 2 * distance
        if number_of_relations[id_] == 1:
            turns[distance] += 1
            layer += 2 * (turns[distance] % rows)
        layers[id_] = layer
    return layers


def _route(number: int, relation: DiagramRelation, layers: Mapping[str, int]) -> _Route:
    near = relation.source
    far = relation.target
    is_level = False
    is_reversed = False
    label_layer = None
    if layers:
        if layers[near] > layers[far]:
            near, far = far, near
            is_reversed = True
        is_level = layers[near] == layers[far]
        label_layer = layers[near] + 1 if is_level else layers[far] - 1
    return _Route(
        number=number,
        near=near,
        far=far,
        label=relation.label,
        label_layer=label_layer,
        is_level=is_level,
        is_reversed=is_reversed,
    )


def _sizes_with_ports(
    group: _Group,
    sizes: Mapping[str, Size],
    routes: Sequence[_Route],
    *,
    is_down: bool,
) -> dict[str, Size]:
    """The sizes of boxes that have room for all lines at the sides where these end."""
    leaving = Counter[str]()
    entering = Counter[str]()
    for route in routes:
        leaving[route.near] += 1
        if route.is_level:
            leaving[route.far] += 1
        else:
            entering[route.far] += 1
    with_ports = {}
    for id_ in group.distances:
        width, height = sizes[id_]
        side = _PORT * max(leaving[id_], entering[id_])
        if is_down:
            width = max(width, side)
        else:
            height = max(height, side)
        with_ports[id_] = Size(width, height)
    return with_ports


def _add_node(
    graph: "graphlay.Graph", name: str | int, size: Size, layer: int | None
) -> None:
    rank = "free" if layer is None else {"fixed": layer}
    graph.node(name, width=size.width, height=size.height, label="", rank=rank)


def _layout(
    drawn: "graphlay.Layout",
    node_sizes: Mapping[str, Size],
    routes: Sequence[_Route],
    *,
    is_down: bool,
) -> Layout:
    """What graphlay has drawn, in whole pixels from the upper left corner."""
    low = drawn.bounds["min"]
    high = drawn.bounds["max"]
    # in a drawing that goes down from the middle, that may as well be on the left
    is_mirrored = is_down and drawn.nodes[0]["center"]["x"] > (low["x"] + high["x"]) / 2

    def point(position: Mapping[str, float]) -> Point:
        x = position["x"] - low["x"]
        if is_mirrored:
            x = high["x"] - position["x"]
        return Point(round(x), round(position["y"] - low["y"]))

    centres = [point(node["center"]) for node in drawn.nodes]
    nodes = {}
    for (id_, size), centre in zip(node_sizes.items(), centres, strict=False):
        nodes[id_] = Box(centre, size)
    labels = {}
    lines = {}
    for index, route in enumerate(routes):
        labels[route.number] = centres[len(nodes) + index]
        inner, outer = drawn.edges[2 * index : 2 * index + 2]
        before = [point(position) for position in inner["points"]]
        after = [point(position) for position in outer["points"]]
        if route.is_level:
            after.reverse()
        if route.is_reversed:
            lines[route.number] = DiagramLine(after[::-1], before[::-1])
        else:
            lines[route.number] = DiagramLine(before, after)
    return Layout(
        width=round(high["x"] - low["x"]),
        height=round(high["y"] - low["y"]),
        nodes=nodes,
        labels=labels,
        lines=lines,
    )


def _in_rows(drawings: Sequence[Layout]) -> Layout:
    """Put drawings side by side, in rows that are as wide as a page or as the first."""
    width = max(_WIDTH, drawings[0].width)
    together = Layout(width=0, height=0, nodes={}, labels={}, lines={})
    left = 0
    top = 0
    for drawing in drawings:
        if left and left + drawing.width > width:
            left = 0
            top = together.height + _GAP
        _add(together, drawing, left, top)
        left += drawing.width + _GAP
    return together


def _add(together: Layout, drawing: Layout, left: int, top: int) -> None:
    """Put a drawing where its upper left corner is at the point."""

    def moved(point: Point) -> Point:
        return Point(point.x + left, point.y + top)

    together.width = max(together.width, left + drawing.width)
    together.height = max(together.height, top + drawing.height)
    for id_, box in drawing.nodes.items():
        together.nodes[id_] = Box(moved(box.centre), box.size)
    for number, centre in drawing.labels.items():
        together.labels[number] = moved(centre)
    for number, line in drawing.lines.items():
        together.lines[number] = DiagramLine(
            [moved(point) for point in line.before_label],
            [moved(point) for point in line.after_label],
        )
