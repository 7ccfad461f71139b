"""Who is what to whom, as a picture and as the rows of a table with the same facts."""

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from generator.library.library import Actor, Library, LinkedBrief
from generator.publishing import addresses
from generator.publishing.addresses import Links
from generator.rendering import graph, markdown
from generator.rendering.graph import Edge, Node

MOST_NEIGHBOURS = 20
"""How many others the picture of an actor holds: those with the most relations. The table holds all."""
MOST_ACTORS = 50
"""The same for the picture of a brief. Finding places takes time by the third power of their number."""

Row = tuple[Markup, str, Markup, Markup]
"""Who, is what, to whom, and the brief that says so where that is not this one."""


def of_brief(brief: LinkedBrief, link: Links) -> tuple[Markup, list[Row]]:
    """The picture and the table of a brief's relations; nothing where it has none."""
    if not brief.entry.relations:
        return Markup(), []
    edges = tuple(Edge(each.from_, each.to, each.label) for each in brief.entry.relations)
    shown = set(_most_related((actor for edge in edges for actor in (edge.source, edge.target)), MOST_ACTORS))
    nodes = tuple(
        Node(member.id, member.name, member.kind, link.address(addresses.actor(member.id)))
        for member in brief.cast
        if member.id in shown
    )
    names = {member.id: member.name for member in brief.cast}
    rows = [
        (_actor(link, edge.source, names), edge.label, _actor(link, edge.target, names), Markup())
        for edge in edges
    ]
    kept = tuple(edge for edge in edges if {edge.source, edge.target} <= shown)
    return graph.svg(nodes, kept, f"Relations in {brief.entry.title}"), rows


def of_actor(actor: Actor, library: Library, link: Links) -> tuple[Markup, list[Row]]:
    """The picture of an actor with its neighbours in all briefs, and the table."""
    if not actor.neighbours:
        return Markup(), []
    names = {each: library.actors[each].name for each in {actor.id, *(one.other for one in actor.neighbours)}}
    rows = []
    edges: list[Edge] = []
    for each in actor.neighbours:
        source, target = (actor.id, each.other) if each.outgoing else (each.other, actor.id)
        edges.append(Edge(source, target, each.label))
        brief = library.briefs[each.slug]
        whence = _link(brief.entry.title, link.brief(each.slug, "relations"))
        rows.append((_actor(link, source, names), each.label, _actor(link, target, names), whence))
    shown = {actor.id, *_most_related((each.other for each in actor.neighbours), MOST_NEIGHBOURS)}
    nodes = tuple(
        Node(
            each,
            names[each],
            library.actors[each].kind,
            link.address(addresses.actor(each)),
            is_subject=each == actor.id,
        )
        for each in sorted(shown)
    )
    kept = tuple(dict.fromkeys(edge for edge in edges if {edge.source, edge.target} <= shown))
    return graph.svg(nodes, kept, f"Relations of {actor.name}"), rows


def _most_related(actors: Iterable[str], most: int) -> list[str]:
    counted = Counter(actors)
    return sorted(counted, key=lambda each: (-counted[each], each))[:most]


def _actor(link: Links, actor: str, names: dict[str, str]) -> Markup:
    return _link(names[actor], link.actor(actor))


def _link(text: str, target: Markup) -> Markup:
    return Markup("[{}]({})").format(markdown.escape(text), target)
