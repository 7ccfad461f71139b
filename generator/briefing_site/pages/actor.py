"""The page of an actor: roles, connections, events and quotes in all briefs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from briefing_site.library.library import Actor, Library, LinkedEvent, Neighbour
from briefing_site.pages.components import downloads, graph
from briefing_site.pages.components.front_matter import FrontMatter
from briefing_site.pages.components.parts import by_year
from briefing_site.pages.components.rendering import render
from briefing_site.references import structured_data
from briefing_site.site import Links, Output, Site, Task, addresses, wording

MOST_EVENTS = 200
"""Events on the page of an actor or a topic; the timeline has the rest."""
MOST_QUOTES = 100
"""Quotes on the page of an actor; the list of quotes has the rest."""
MOST_DETAILED = 100
"""Connections of an actor with their latest events; the others only count them."""
MOST_SHARED = 5
"""Events and relations of a connection, with their briefs; the timeline and the data have the rest."""


@dataclass(frozen=True)
class Connection:
    """What an actor has in common with another one."""

    other: Actor
    relations: list[list[Neighbour]]
    """Each with what says the same in other briefs."""
    events: int
    latest: list[LinkedEvent]


def connections(actor: Actor, library: Library) -> list[Connection]:
    """The actors that relations or events connect it with, those with the most of both first."""
    relations: defaultdict[str, list[Neighbour]] = defaultdict(list)
    for relation in actor.neighbours:
        relations[relation.other].append(relation)
    events: defaultdict[str, list[LinkedEvent]] = defaultdict(list)
    for event in actor.events:
        for id_ in event.actors:
            events[id_].append(event)
    most_first = []
    for id_ in {*relations, *events} - {actor.id}:
        connection = Connection(
            other=library.actors[id_],
            relations=_without_repetition(relations[id_]),
            events=len(events[id_]),
            latest=events[id_][: -MOST_SHARED - 1 : -1],
        )
        most_first.append(connection)
    most_first.sort(key=_place)
    detailed = most_first[:MOST_DETAILED]
    others = most_first[MOST_DETAILED:]
    return detailed + [replace(connection, latest=[]) for connection in others]


def _place(connection: Connection) -> tuple[int, str, str]:
    number = len(connection.relations) + connection.events
    return -number, connection.other.name, connection.other.id


def _without_repetition(relations: Iterable[Neighbour]) -> list[list[Neighbour]]:
    """Relations, those together that say the same in several briefs."""
    groups: dict[object, list[Neighbour]] = {}
    for relation in relations:
        entry = relation.entry
        words = (relation.outgoing, entry.label, entry.status, entry.date)
        groups.setdefault(words, []).append(relation)
    return list(groups.values())


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for id_ in library.actors:
        yield Task(addresses.actor(id_), page, (id_,))


def page(library: Library, site: Site, id_: str) -> Iterator[Output]:
    actor = library.actors[id_]
    path = addresses.actor(id_)
    kind, _ = site.actor_kind(actor.kind)
    members = [library.actors[id_] for id_ in actor.members if id_ in library.actors]
    sources = [source.entry for source in actor.sources]
    yield from render(
        path,
        "actor",
        _front_matter(actor, library, site),
        site,
        library=library,
        actor=actor,
        kind=kind[:1].upper() + kind[1:],
        members=members,
        graph=graph.actor_diagram(actor, library, Links(path), site),
        connections=connections(actor, library),
        most_shared=MOST_SHARED,
        years=by_year(actor.events[-MOST_EVENTS:]),
        left_out=len(actor.events) > MOST_EVENTS,
        quotes=actor.quotes[-MOST_QUOTES:],
        languages=wording.languages(sources, site.language),
        words=quote(actor.name),
    )


def _front_matter(actor: Actor, library: Library, site: Site) -> FrontMatter:
    path = addresses.actor(actor.id)
    slugs = [slug for slug, _role in actor.roles]
    source = f"briefs/actors/{actor.id}.yml"
    if not actor.profile:  # it is defined in a brief
        source = f"briefs/{min(slugs)}.yml"
    alternates = downloads.data(site, actor.name, f"actors/{actor.id}.json")
    if downloads.is_followed(actor):
        subscriptions = downloads.subscriptions(site, path, actor.name, actor.events)
        alternates = subscriptions + alternates
    card = ""
    if actor.profile and site.offers("cards"):
        card = addresses.card(path)
    return FrontMatter(
        title=actor.name,
        description=site.language.gettext(
            "%(name)s: roles, events and quotes in all briefs.", name=actor.name
        ),
        source=source,
        alternates=alternates,
        updated=library.changed(slugs),
        card=card,
        structured_data=structured_data.actor(actor, library, site),
    )
