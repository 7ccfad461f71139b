"""The diagrams of relations, of a brief and of an actor in all briefs; templates list all in a table.

Actors are boxes that link to their pages, relations are arrows with labels.

Everything has a place of its own: labels lie on their arrows, and never on boxes or other labels. The same
relations give the same diagram. Colours come from the styles of the site, so it follows the theme.

Each group of related actors is laid out in layers by graphlay, with the method of Sugiyama, Tagawa and Toda
(1981), doi:10.1109/TSMC.1981.4308636. To it, a label is a node between the ends of its relation, so nothing
else comes to lie on it. Of several arrangements of the groups, the one that takes the least space is chosen.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from operator import itemgetter

from markupsafe import Markup
from pydantic import TypeAdapter

from briefing_site.format import brief as format_
from briefing_site.library.library import Actor, Library, LinkedBrief, Participant
from briefing_site.pages.components import lettering
from briefing_site.pages.components.html import html
from briefing_site.site import Language, Links, Site, wording

MOST_NEIGHBOURS = 12
"""Other actors in the diagram of an actor, those with the most relations, and relations in it."""
MOST_RELATIONS = 50
"""Relations in the diagram of a brief. The list has all of them.

Layout takes milliseconds for 12, up to 0.2 seconds for 50, and minutes for 500.
"""

_NAME_SIZE = 12.5
"""Pixels, as in the styles; a screen shows nothing smaller than 12."""
_LABEL_SIZE = 12
_NAME_WIDTH = 120
"""The longest line of a name in pixels."""
_LABEL_WIDTH = 92
_LINE_HEIGHT = 15
_PADDING = (20, 12)
"""Pixels around a name, both sides together; half as much around a label."""
_MARGIN = 4
_BEND = 4
"""Radius of a bend in pixels."""
_WIDTH = 760
"""Pixels that the text column of a tablet has for a diagram."""
_WIDEST = 832
"""Pixels that it has in a window of 1,280, without its margin."""
_NARROW_WIDTH = 320
"""Pixels that a phone shows of it before it is scrolled."""
_GAP = 24
"""Pixels between groups."""
_PORT = 12
"""Pixels of a side that each line needs that ends there."""
_OPTIONS = {
    "routing": {"style": "orthogonal", "port_sides": "facing_only"},
    "tuning": {
        "routing": {"port_relax_rounds": 0}
    },  # it would move ends of lines into corners
    "spacing": {
        "layer_gap": 18,
        "node_gap": 8,
        "dummy_gap": 8,
        "port_gap": 7,
        "port_stroke_clear": 6,
        "stub": 9,
    },
}

Size = tuple[int, int]
Point = tuple[int, int]
Box = tuple[Point, Size]
"""The centre and the size of a node."""
Relation = tuple[str, str, Size]
"""The ids of both ends, and the size of the label."""
Line = tuple[list[Point], list[Point]]
"""From the source to the label, and from there to the target."""


@dataclass(frozen=True)
class Edge:
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


def brief_diagram(
    brief: LinkedBrief, library: Library, link: Links, site: Site
) -> Markup:
    title = site.language.gettext("Relations in %(title)s", title=brief.entry.title)
    return _diagram(brief.entry.relations, brief.cast, title, library, link, site=site)


def actor_diagram(actor: Actor, library: Library, link: Links, site: Site) -> Markup:
    counted = Counter(each.other for each in actor.neighbours)
    most = sorted(counted, key=lambda each: (-counted[each], each))[:MOST_NEIGHBOURS]
    actors = [library.actors[each] for each in sorted({actor.id, *most})]
    title = site.language.gettext("Relations of %(name)s", name=actor.name)
    relations = (each.entry for each in actor.neighbours)
    return _diagram(
        relations,
        actors,
        title,
        library,
        link,
        site=site,
        subject=actor.id,
        most=MOST_NEIGHBOURS,
    )


def _diagram(
    relations: Iterable[format_.Relation],
    actors: Sequence[Actor] | Sequence[Participant],
    title: str,
    library: Library,
    link: Links,
    *,
    site: Site,
    subject: str = "",
    most: int = MOST_RELATIONS,
) -> Markup:
    ids = {each.id for each in actors}
    found = dict.fromkeys(_edge(each, site.language) for each in relations)
    edges = _most_varied(
        (each for each in found if {each.source, each.target} <= ids), most
    )
    if not edges or not find_spec("graphlay"):  # in a preview in a browser
        return Markup()
    related = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(each for each in actors if each.id in related)
    everybody = {end for edge in found for end in (edge.source, edge.target)}
    arrange = partial(library.kept, _arranged, _LAYOUT)
    total = len(everybody), len(found)
    return svg(
        nodes, edges, title, link, site, total=total, subject=subject, arrange=arrange
    )


def _most_varied(edges: Iterable[Edge], most: int) -> tuple[Edge, ...]:
    """The first so many, but one between each two actors before a second between any."""
    earlier: Counter[frozenset[str]] = Counter()
    repeated = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        repeated.append((earlier[pair], edge))
        earlier[pair] += 1
    return tuple(edge for _, edge in sorted(repeated, key=itemgetter(0))[:most])


def _edge(relation: format_.Relation, language: Language) -> Edge:
    """The arrow; its label has the date, and says what is not confirmed."""
    status = language.gettext(relation.status) if relation.status != "confirmed" else ""
    added = ", ".join(
        filter(
            None,
            (wording.date(relation.date, language) if relation.date else "", status),
        )
    )
    label = f"{relation.label} ({added})" if added else relation.label
    return Edge(relation.from_, relation.to, label, is_confirmed=not status)


def svg(
    nodes: Sequence[Actor | Participant],
    edges: tuple[Edge, ...],
    title: str,
    link: Links,
    site: Site,
    *,
    total: tuple[int, int] = (0, 0),
    subject: str = "",
    arrange: "Callable[..., _Layout] | None" = None,
) -> Markup:
    """The diagram as an `svg` element without empty lines, and a legend if not all of it is confirmed.

    Nodes and edges have to be sorted. It may be about one of the nodes, the `subject`. Under it stands how
    many of the `total` of both it has, if not all.
    """
    names = {
        node.id: _lettering(node.name, _NAME_SIZE, _NAME_WIDTH, 1) for node in nodes
    }
    labels = [_lettering(edge.label, _LABEL_SIZE, _LABEL_WIDTH, 0.5) for edge in edges]
    layout = (arrange or _arranged)(
        {node.id: names[node.id].box for node in nodes},
        [
            (edge.source, edge.target, label.box)
            for edge, label in zip(edges, labels, strict=True)
        ],
        subject,
    )
    return html(
        "parts/graph.svg",
        site.language,
        site=site,
        link=link,
        subject=subject,
        title=title,
        width=layout.width + 2 * _MARGIN,
        height=layout.height + 2 * _MARGIN,
        margin=_MARGIN,
        actors=total[0],
        relations=total[1],
        lines=[
            (
                *map(_path, layout.lines[number]),
                "" if edge.is_confirmed else " graph-line--doubtful",
            )
            for number, edge in enumerate(edges)
        ],
        labels=[(label, layout.labels[number]) for number, label in enumerate(labels)],
        nodes=[(node, layout.nodes[node.id], names[node.id]) for node in nodes],
        line_height=_LINE_HEIGHT,
    )


def _lettering(text: str, size: float, most: float, padding: float) -> _Lettering:
    lines = lettering.lines(text, size, most)
    across, down = (padding * each for each in _PADDING)
    width = max(lettering.width(line, size) for line in lines)
    return _Lettering(
        lines, size, (round(width + across), round(len(lines) * _LINE_HEIGHT + down))
    )


def _path(points: list[Point]) -> str:
    """The line through the points, with round bends, as the data of an SVG path."""

    def towards(start: Point, end: Point) -> str:
        """The point where a bend at `start` ends: as far as its radius, but at most in the middle."""
        (x1, y1), (x2, y2) = start, end
        length = abs(x2 - x1) + abs(y2 - y1)
        share = min(_BEND / length, 0.5) if length else 0
        return f"{x1 + (x2 - x1) * share:.0f} {y1 + (y2 - y1) * share:.0f}"

    made = "M{} {}".format(*points[0])
    for (before, bend), (_, after) in pairwise(pairwise(points)):
        made += f"L{towards(bend, before)}Q{bend[0]} {bend[1]} {towards(bend, after)}"
    return made + "L{} {}".format(*points[-1])


@dataclass
class _Layout:
    """The size of a diagram in pixels, its nodes by id, and labels and lines by number of the relation."""

    width: int
    height: int
    nodes: dict[str, Box]
    labels: dict[int, Point]
    lines: dict[int, Line]


_LAYOUT = TypeAdapter(_Layout)

_Group = tuple[dict[str, int], list[int]]
"""Related actors, from the one in their middle outwards, with their distances from it; their relations."""


def _arranged(
    sizes: Mapping[str, Size], relations: Sequence[Relation], subject: str
) -> _Layout:
    """Lay out nodes, given by their ids and sizes, and the labels of their relations.

    The subject, or else the node with the most relations, is in the part that a narrow screen shows first.
    Nodes may become larger, so that all their lines end side by side.
    """
    groups = _groups(list(sizes), relations, subject)
    main, *others = [
        [
            _drawing(group, sizes, relations, rows=rows, down=down)
            # the way a reader sees it: from the main actor outwards, anything else along its arrows
            for rows in ((1, 0) if number == 0 else (0,))
            for down in (False, True)
        ]
        for number, group in enumerate(groups)
    ]
    middle = next(iter(groups[0][0]))

    def cost(layout: _Layout) -> tuple[bool, bool, int]:
        (x, _), (across, _) = layout.nodes[middle]
        # readers would rather scroll down than across
        scroll = max(layout.width, _WIDTH) ** 3 * layout.height
        return layout.width > _WIDEST, x + across / 2 > _NARROW_WIDTH, scroll

    best = min((_packed([[first], *others]) for first in main), key=cost)
    if not any(cost(best)[:2]):
        return best
    more = (
        _drawing(groups[0], sizes, relations, rows=rows, down=True) for rows in (2, 3)
    )
    return min((best, *(_packed([[first], *others]) for first in more)), key=cost)


def _groups(
    ids: list[str], relations: Sequence[Relation], subject: str
) -> list[_Group]:
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
            for end in (
                end for number in touching[each] for end in relations[number][:2]
            ):
                if end not in distances:
                    distances[end] = distances[each] + 1
                    reached.append(end)
        seen |= distances.keys()
        groups.append(
            (
                distances,
                sorted({number for each in reached for number in touching[each]}),
            )
        )
    return [groups[0], *sorted(groups[1:], key=lambda group: -len(group[0]))]


def _drawing(
    group: _Group,
    sizes: Mapping[str, Size],
    relations: Sequence[Relation],
    *,
    rows: int,
    down: bool,
) -> _Layout:
    """One arrangement of a group, across or down: along its arrows, or with `rows`, outwards from its middle.

    Actors with a single relation take turns in so many rows, if they are equally far from the middle.
    """
    distances, numbers = group
    layers = (
        {each: 2 * distance for each, distance in distances.items()} if rows else {}
    )
    touching = Counter(end for number in numbers for end in relations[number][:2])
    turns = Counter[int]()
    for each, layer in layers.items():
        if touching[each] == 1:
            turns[layer] += 1
            layers[each] += 2 * (turns[layer] % rows)
    # a relation goes from its near end through its label to its far end
    ways = [relations[number][:2] for number in numbers]
    ways = [
        (far, near) if layers and layers[near] > layers[far] else (near, far)
        for near, far in ways
    ]
    # between two ends in the same layer, the label is in the next
    level = [bool(layers) and layers[near] == layers[far] for near, far in ways]
    leaving, entering = Counter(near for near, _ in ways), Counter[str]()
    for (_, far), is_level in zip(ways, level, strict=True):
        (leaving if is_level else entering)[far] += 1
    import graphlay  # noqa: PLC0415 -- browsers do not have it

    graph = graphlay.Graph()

    def add(name: str | int, size: Size, layer: int | None) -> None:
        rank = "free" if layer is None else {"fixed": layer}
        graph.node(name, width=size[0], height=size[1], label="", rank=rank)

    boxes = {}
    for each in distances:
        across, height = sizes[each]
        side = _PORT * max(leaving[each], entering[each])
        boxes[each] = (
            (max(across, side), height) if down else (across, max(height, side))
        )
        add(each, boxes[each], layers.get(each))
    for number, (near, far), is_level in zip(numbers, ways, level, strict=True):
        between = (layers[near] + 1 if is_level else layers[far] - 1) if rows else None
        add(number, relations[number][2], between)
        graph.edge(near, number)
        graph.edge(*((far, number) if is_level else (number, far)))
    made = graphlay.layout(
        graph, options={**_OPTIONS, "direction": "topbottom" if down else "leftright"}
    )

    low, high = made.bounds["min"], made.bounds["max"]
    # what is down from the middle may as well be on the left
    is_mirrored = down and made.nodes[0]["center"]["x"] > (low["x"] + high["x"]) / 2

    def point(given: Mapping[str, float]) -> Point:
        x = high["x"] - given["x"] if is_mirrored else given["x"] - low["x"]
        return round(x), round(given["y"] - low["y"])

    centres = [point(node["center"]) for node in made.nodes]
    routes = [[point(each) for each in edge["points"]] for edge in made.edges]
    lines = {}
    for number, (near, _), is_level, inner, other in zip(
        numbers, ways, level, routes[::2], routes[1::2], strict=True
    ):
        outer = other[::-1] if is_level else other
        is_turned = near != relations[number][0]
        lines[number] = (outer[::-1], inner[::-1]) if is_turned else (inner, outer)
    return _Layout(
        width=round(high["x"] - low["x"]),
        height=round(high["y"] - low["y"]),
        nodes=dict(
            zip(
                boxes,
                zip(centres[: len(boxes)], boxes.values(), strict=True),
                strict=True,
            )
        ),
        labels=dict(zip(numbers, centres[len(boxes) :], strict=True)),
        lines=lines,
    )


def _packed(groups: Sequence[Sequence[_Layout]]) -> _Layout:
    """A drawing of each group, in a strip as wide as a page, or as the first.

    The first is in the upper left corner; each of the others goes where the strip grows least, as far up and
    then as far left as possible. Only a group of which each drawing is too wide leaves it, on the right.
    """
    width = max(_WIDTH, groups[0][0].width)
    made = _Layout(0, 0, {}, {}, {})
    skyline: list[
        tuple[int, int, int]
    ] = []  # left, right and bottom of what was placed, with a gap
    for drawings in groups:
        options = []
        for number, drawing in enumerate(drawings):
            for left in {0, *(right for _, right, _ in skyline)}:
                right = left + drawing.width
                if left and right > width:
                    continue
                below = (
                    low
                    for start, end, low in skyline
                    if start < right + _GAP and left < end
                )
                top = max(below, default=0)
                grows = (
                    max(0, drawing.width - width),
                    max(made.height, top + drawing.height),
                )
                options.append((grows, top, left, number))
        _, top, left, number = min(options)
        drawing = drawings[number]
        right, bottom = left + drawing.width, top + drawing.height
        skyline.append((left, right + _GAP, bottom + _GAP))
        moved = partial(_moved, by=(left, top))
        made.nodes |= {
            each: (moved(centre), size)
            for each, (centre, size) in drawing.nodes.items()
        }
        made.labels |= {each: moved(centre) for each, centre in drawing.labels.items()}
        made.lines |= {
            each: ([*map(moved, a)], [*map(moved, b)])
            for each, (a, b) in drawing.lines.items()
        }
        made.width, made.height = max(made.width, right), max(made.height, bottom)
    return made


def _moved(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]
