"""The diagram of a brief's relations, and that of an actor's in all briefs; templates list all in a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter

from markupsafe import Markup

from generator.format.brief import Relation
from generator.library.library import Actor, ActorName, Library, LinkedBrief, Participant
from generator.pages.components import graph
from generator.pages.components.graph import Edge, Node
from generator.site import addresses, wording
from generator.site.addresses import Links
from generator.site.language import Language
from generator.site.site import Site

MOST_NEIGHBOURS = 20
"""Other actors in the diagram of an actor: those with the most relations."""
MOST_RELATIONS = 50
"""Relations in a diagram. The table has all of them.

Layout takes milliseconds for 12, up to 0.2 seconds for 50, and minutes for 500.
"""


def brief_diagram(brief: LinkedBrief, link: Links, site: Site) -> Markup:
    title = site.language.gettext("Relations in %(title)s", title=brief.entry.title)
    return _diagram(brief.entry.relations, brief.cast, title, link, site=site)


def actor_diagram(actor: Actor, library: Library, link: Links, site: Site) -> Markup:
    counted = Counter(each.other for each in actor.neighbours)
    most = sorted(counted, key=lambda each: (-counted[each], each))[:MOST_NEIGHBOURS]
    actors = [library.names[each] for each in sorted({actor.id, *most})]
    title = site.language.gettext("Relations of %(name)s", name=actor.name)
    relations = (each.entry for each in actor.neighbours)
    return _diagram(relations, actors, title, link, site=site, subject=actor.id)


def _diagram(
    relations: Iterable[Relation],
    actors: Sequence[Participant | ActorName],
    title: str,
    link: Links,
    *,
    site: Site,
    subject: str = "",
) -> Markup:
    """The relations between these actors; empty if there are none."""
    ids = {each.id for each in actors}
    between = (_edge(each, site.language) for each in relations if {each.from_, each.to} <= ids)
    edges = _most_varied(dict.fromkeys(between), MOST_RELATIONS)
    if not edges:
        return Markup()
    related = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(
        Node(
            each.id,
            each.name,
            each.kind,
            link.address(addresses.actor(each.id)),
            each.id == subject,
            site.actor_kind(each.kind)[0],
        )
        for each in actors
        if each.id in related
    )
    return graph.svg(nodes, edges, title, site.language)


def _most_varied(edges: Iterable[Edge], most: int) -> tuple[Edge, ...]:
    """The first so many, but one between each two actors before a second between any."""
    earlier: Counter[frozenset[str]] = Counter()
    repeated = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        repeated.append((earlier[pair], edge))
        earlier[pair] += 1
    return tuple(edge for _, edge in sorted(repeated, key=itemgetter(0))[:most])


def _edge(relation: Relation, language: Language) -> Edge:
    """The arrow; its label has the date, and says what is not confirmed."""
    status = language.gettext(relation.status) if relation.status != "confirmed" else ""
    added = ", ".join(filter(None, (wording.date(relation.date, language) if relation.date else "", status)))
    label = f"{relation.label} ({added})" if added else relation.label
    return Edge(relation.from_, relation.to, label, is_confirmed=not status)
