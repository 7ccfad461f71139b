"""Relations between actors, as a diagram and as the rows of a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup

from generator.format.brief import Relation
from generator.format.dates import EdtfDate
from generator.format.fields import EventStatus
from generator.library.library import Actor, ActorName, Library, LinkedBrief, Participant
from generator.pages.components import graph, markdown
from generator.pages.components.graph import Edge, Node
from generator.site import addresses, terms, wording
from generator.site.addresses import Links
from generator.site.language import Language
from generator.site.site import Site

MOST_NEIGHBOURS = 20
"""Other actors in the diagram of an actor: those with the most relations."""
MOST_RELATIONS = 50
"""Relations in a diagram. The table has all of them.

Layout takes milliseconds for 12, up to 0.2 seconds for 50, and minutes for 500.
"""


class RelationRow(NamedTuple):
    """A row of the table of relations."""

    actor: Markup
    label: str
    related: Markup
    date: EdtfDate | None
    status: EventStatus
    sources: tuple[str, ...]
    """Ids of sources of the brief."""
    brief: Markup
    """The brief that documents it, if that is another one than that of the page."""


Documented = tuple[Relation, Markup]
"""A relation, and the brief that documents it if that is another one."""


def brief_relations(brief: LinkedBrief, link: Links, site: Site) -> tuple[Markup, list[RelationRow]]:
    """The diagram and the table of a brief's relations; empty if it has none."""
    relations = [(each, Markup()) for each in brief.entry.relations]
    ids = {each.id for each in brief.cast}
    title = site.language.gettext("Relations in %(title)s", title=brief.entry.title)
    return _shown(relations, brief.cast, ids, title, link, site=site)


def actor_relations(
    actor: Actor, library: Library, link: Links, site: Site
) -> tuple[Markup, list[RelationRow]]:
    """The diagram and the table of an actor's relations in all briefs; empty if it has none."""
    relations = []
    for each in actor.neighbours:
        documented_in = _link(library.summaries[each.slug].title, link.brief(each.slug, "relations"))
        relations.append((each.entry, documented_in))
    others = [each.other for each in actor.neighbours]
    actors = [library.names[each] for each in sorted({actor.id, *others})]
    shown = {actor.id, *_most_common(others, MOST_NEIGHBOURS)}
    title = site.language.gettext("Relations of %(name)s", name=actor.name)
    return _shown(relations, actors, shown, title, link, site=site, subject=actor.id)


def _most_common(actors: Iterable[str], most: int) -> set[str]:
    counted = Counter(actors)
    return set(sorted(counted, key=lambda each: (-counted[each], each))[:most])


def _most_varied(edges: Iterable[Edge], most: int) -> tuple[Edge, ...]:
    """The first so many, but one between each two actors before a second between any."""
    earlier: Counter[frozenset[str]] = Counter()
    repeated = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        repeated.append((earlier[pair], edge))
        earlier[pair] += 1
    return tuple(edge for _, edge in sorted(repeated, key=itemgetter(0))[:most])


def _shown(
    relations: Sequence[Documented],
    actors: Sequence[Participant | ActorName],
    shown: set[str],
    title: str,
    link: Links,
    *,
    site: Site,
    subject: str = "",
) -> tuple[Markup, list[RelationRow]]:
    """The diagram of the actors to show, and the table of all relations."""
    if not relations:
        return Markup(), []
    language = site.language
    edges = _most_varied(
        dict.fromkeys(_edge(each, language) for each, _ in relations if {each.from_, each.to} <= shown),
        MOST_RELATIONS,
    )
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
    linked = {each.id: _link(each.name, link.actor(each.id)) for each in actors}
    rows = [
        RelationRow(
            linked[each.from_], each.label, linked[each.to], each.date, each.status, each.sources, brief
        )
        for each, brief in relations
    ]
    return graph.svg(nodes, edges, title, language), rows


def _edge(relation: Relation, language: Language) -> Edge:
    """The arrow; its label has the date, and says what is not confirmed."""
    status = terms.term(relation.status, language) if relation.status != "confirmed" else ""
    added = ", ".join(filter(None, (wording.date(relation.date, language) if relation.date else "", status)))
    label = f"{relation.label} ({added})" if added else relation.label
    return Edge(relation.from_, relation.to, label, is_confirmed=not status)


def _link(text: str, target: Markup) -> Markup:
    return Markup("[{}]({})").format(markdown.escape(text), target)
