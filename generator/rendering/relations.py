"""Relations between actors, as a diagram and as the rows of a table."""

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from generator.library.library import Actor, Library, LinkedBrief
from generator.publishing import addresses
from generator.publishing.addresses import Links
from generator.rendering import graph, markdown
from generator.rendering.graph import Edge, Node

MOST_NEIGHBOURS = 20
"""Other actors in the diagram of an actor: those with the most relations. The table has all of them."""
MOST_ACTORS = 50
"""Actors in the diagram of a brief. Layout time grows with the third power of their number."""

Row = tuple[Markup, str, Markup, Markup]
"""Actor, relation, related actor, and the brief that documents it if that is another one."""


def of_brief(brief: LinkedBrief, link: Links) -> tuple[Markup, list[Row]]:
    """The diagram and the table of a brief's relations; empty if it has none."""
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
    """The diagram and the table of an actor's relations in all briefs."""
    if not actor.neighbours:
        return Markup(), []
    names = {each: library.actors[each].name for each in {actor.id, *(one.other for one in actor.neighbours)}}
    rows = []
    edges: list[Edge] = []
    for each in actor.neighbours:
        source, target = (actor.id, each.other) if each.outgoing else (each.other, actor.id)
        edges.append(Edge(source, target, each.label))
        brief = library.briefs[each.slug]
        documented_in = _link(brief.entry.title, link.brief(each.slug, "relations"))
        rows.append((_actor(link, source, names), each.label, _actor(link, target, names), documented_in))
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
