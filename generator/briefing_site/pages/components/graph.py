"""The diagrams of relations, of a brief and of an actor in all briefs.

Templates list all relations in a table as well. Actors are boxes that link to their
pages, relations are arrows with labels. Everything has a place of its own, see
`graph_layout`. Colours come from the styles of the site, so a diagram follows the theme.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from markupsafe import Markup

from briefing_site.format import brief as format_
from briefing_site.library.library import Actor, Library, LinkedBrief, Participant
from briefing_site.pages.components import graph_layout, lettering
from briefing_site.pages.components.graph_layout import DiagramRelation, Point, Size
from briefing_site.pages.components.html import html
from briefing_site.site import Language, Links, Site, wording

MOST_NEIGHBOURS = 12
"""Other actors in the diagram of an actor, those with the most relations, and relations in it."""
MOST_RELATIONS = 50
"""Relations in the diagram of a brief. The list has all of them.

Layout takes milliseconds for 12, up to 0.2 seconds for 50, and minutes for 500.
"""

_NAME_SIZE = 12.5
"""Pixels, as in the styles, like everything here; a screen shows nothing smaller than 12."""
_LABEL_SIZE = 12
_NAME_WIDTH = 120
"""The longest line of a name."""
_LABEL_WIDTH = 92
_LINE_HEIGHT = 15
_NAME_PADDING = Size(20, 12)
"""Around a name, both sides together."""
_LABEL_PADDING = Size(10, 6)
_MARGIN = 4
_BEND = 4
"""The radius of a bend."""


@dataclass(frozen=True)
class Edge:
    """A relation between two actors, by their ids."""

    source: str
    target: str
    label: str
    is_confirmed: bool = True
    """A line with gaps shows what is not."""


@dataclass(frozen=True)
class _TextBox:
    """Lines of text, and the size of the box that holds them."""

    lines: list[str]
    size: float
    """That of its letters."""
    box: Size


def brief_diagram(brief: LinkedBrief, link: Links, site: Site) -> Markup:
    """The relations of a brief; empty if it has none."""
    title = site.language.gettext("Relations in %(title)s", title=brief.entry.title)
    edges = _edges(brief.entry.relations, site.language)
    return _diagram(edges, brief.cast, title, link, site=site)


def actor_diagram(actor: Actor, library: Library, link: Links, site: Site) -> Markup:
    """An actor and those with whom it has the most relations; empty if there are none."""
    title = site.language.gettext("Relations of %(name)s", name=actor.name)
    counts = Counter(neighbour.other for neighbour in actor.neighbours)
    neighbours = sorted(counts, key=lambda id_: (-counts[id_], id_))
    ids = sorted({actor.id, *neighbours[:MOST_NEIGHBOURS]})
    actors = [library.actors[id_] for id_ in ids]
    relations = [neighbour.entry for neighbour in actor.neighbours]
    return _diagram(
        _edges(relations, site.language),
        actors,
        title,
        link,
        site=site,
        subject=actor.id,
        most=MOST_NEIGHBOURS,
    )


def _edges(relations: Iterable[format_.Relation], language: Language) -> list[Edge]:
    """The arrows of relations; two that would look the same are one."""
    edges = [_edge(relation, language) for relation in relations]
    return list(dict.fromkeys(edges))


def _edge(relation: format_.Relation, language: Language) -> Edge:
    """The arrow of a relation; its label has the date, and says what is not confirmed."""
    is_confirmed = relation.status == "confirmed"
    additions = []
    if relation.date:
        additions.append(wording.date(relation.date, language))
    if not is_confirmed:
        additions.append(language.gettext(relation.status))
    label = relation.label
    if additions:
        label = f"{label} ({', '.join(additions)})"
    return Edge(relation.from_, relation.to, label, is_confirmed=is_confirmed)


def _diagram(
    edges: Sequence[Edge],
    actors: Sequence[Actor] | Sequence[Participant],
    title: str,
    link: Links,
    *,
    site: Site,
    subject: str = "",
    most: int = MOST_RELATIONS,
) -> Markup:
    """The diagram of the edges between these actors, or the first of them if there are too many."""
    ids = {actor.id for actor in actors}
    among_actors = [edge for edge in edges if {edge.source, edge.target} <= ids]
    shown = _most_varied(among_actors, most)
    if not shown or not find_spec("graphlay"):  # which browsers do not have
        return Markup()
    related = _ends(shown)
    return svg(
        [actor for actor in actors if actor.id in related],
        shown,
        title,
        link,
        site,
        total=(len(_ends(edges)), len(edges)),
        subject=subject,
    )


def _ends(edges: Iterable[Edge]) -> set[str]:
    ids = set()
    for edge in edges:
        ids.add(edge.source)
        ids.add(edge.target)
    return ids


def _most_varied(edges: Iterable[Edge], most: int) -> tuple[Edge, ...]:
    """The first so many, but one between each two actors before a second between any."""
    earlier = Counter[frozenset[str]]()
    numbered = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        numbered.append((earlier[pair], edge))
        earlier[pair] += 1
    numbered.sort(key=lambda pair: pair[0])
    return tuple(edge for _, edge in numbered[:most])


def svg(
    nodes: Sequence[Actor | Participant],
    edges: Sequence[Edge],
    title: str,
    link: Links,
    site: Site,
    *,
    total: tuple[int, int] = (0, 0),
    subject: str = "",
) -> Markup:
    """The diagram as an `svg` element without empty lines, and its legend.

    Nodes and edges have to be sorted. It may be about one of the nodes, the `subject`.
    The legend says how many of the `total` of both it has, if not all, and that a line
    with gaps is not confirmed, if there is one.
    """
    names = {node.id: _name_box(node.name) for node in nodes}
    labels = [_label_box(edge.label) for edge in edges]
    sizes = {id_: name.box for id_, name in names.items()}
    relations = []
    for edge, label in zip(edges, labels, strict=True):
        relations.append(DiagramRelation(edge.source, edge.target, label.box))
    layout = graph_layout.arrange(sizes, relations, subject)
    lines = []
    for number, edge in enumerate(edges):
        line = layout.lines[number]
        style = "" if edge.is_confirmed else " graph-line--doubtful"
        lines.append((_path(line.before_label), _path(line.after_label), style))
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
        lines=lines,
        labels=[(label, layout.labels[number]) for number, label in enumerate(labels)],
        nodes=[(node, layout.nodes[node.id], names[node.id]) for node in nodes],
        line_height=_LINE_HEIGHT,
    )


def _name_box(name: str) -> _TextBox:
    lines = lettering.lines(name, _NAME_SIZE, _NAME_WIDTH)
    return _text_box(lines, _NAME_SIZE, _NAME_PADDING)


def _label_box(label: str) -> _TextBox:
    lines = lettering.lines(label, _LABEL_SIZE, _LABEL_WIDTH)
    return _text_box(lines, _LABEL_SIZE, _LABEL_PADDING)


def _text_box(lines: list[str], size: float, padding: Size) -> _TextBox:
    width = max(lettering.width(line, size) for line in lines)
    height = len(lines) * _LINE_HEIGHT
    box = Size(round(width + padding.width), round(height + padding.height))
    return _TextBox(lines, size, box)


def _path(points: Sequence[Point]) -> str:
    """The line through the points, with round bends, as the data of an SVG path."""
    first, *bends, last = points
    path = f"M{first.x} {first.y}"
    for number, bend in enumerate(bends, start=1):
        start = _beside(bend, points[number - 1])
        end = _beside(bend, points[number + 1])
        path += f"L{start}Q{bend.x} {bend.y} {end}"
    return f"{path}L{last.x} {last.y}"


def _beside(bend: Point, neighbour: Point) -> str:
    """Where the curve of a bend meets the straight line from it to a neighbour.

    That is as far away as its radius, but at most in the middle of the line.
    """
    across = neighbour.x - bend.x
    down = neighbour.y - bend.y
    length = abs(across) + abs(down)  # one of them is 0
    share = 0.0
    if length:
        share = min(_BEND / length, 0.5)
    return f"{bend.x + across * share:.0f} {bend.y + down * share:.0f}"
