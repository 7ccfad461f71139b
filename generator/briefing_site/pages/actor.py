"""The page of an actor: roles, connections, events and quotes in all briefs."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
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
    relations: defaultdict[str, defaultdict[object, list[Neighbour]]] = defaultdict(
        lambda: defaultdict(list)
    )
    events: defaultdict[str, list[LinkedEvent]] = defaultdict(list)
    for relation in actor.neighbours:
        entry = relation.entry
        relations[relation.other][
            relation.outgoing, entry.label, entry.status, entry.date
        ].append(relation)
    for event in actor.events:
        for other in event.actors:
            events[other].append(event)
    most_first = sorted(
        {*relations, *events} - {actor.id},
        key=lambda each: (
            -len(relations[each]) - len(events[each]),
            library.actors[each].name,
            each,
        ),
    )
    return [
        Connection(
            library.actors[each],
            [*relations[each].values()],
            len(events[each]),
            events[each][: -MOST_SHARED - 1 : -1] if number < MOST_DETAILED else [],
        )
        for number, each in enumerate(most_first)
    ]


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for id_ in library.actors:
        yield Task(addresses.actor(id_), page, (id_,))


def page(library: Library, site: Site, id_: str) -> Iterator[Output]:
    actor = library.actors[id_]
    path = addresses.actor(actor.id)
    kind, _ = site.actor_kind(actor.kind)
    subscriptions = downloads.subscriptions(site, path, actor.name, actor.events)
    front_matter = FrontMatter(
        actor.name,
        site.language.gettext(
            "%(name)s: roles, events and quotes in all briefs.", name=actor.name
        ),
        # the file to edit: the profile, or the brief where the actor is defined
        f"briefs/actors/{actor.id}.yml"
        if actor.profile
        else f"briefs/{min(actor.roles)[0]}.yml",
        (
            *(subscriptions if downloads.is_followed(actor) else ()),
            *downloads.data(site, actor.name, f"actors/{actor.id}.json"),
        ),
        updated=library.changed(slug for slug, _ in actor.roles),
        card=addresses.card(path) if actor.profile and site.offers("cards") else "",
        structured_data=structured_data.actor(actor, library, site),
    )
    yield from render(
        path,
        "actor",
        front_matter,
        site,
        library=library,
        actor=actor,
        kind=kind[:1].upper() + kind[1:],
        members=[
            library.actors[each] for each in actor.members if each in library.actors
        ],
        graph=graph.actor_diagram(actor, library, Links(path), site),
        connections=connections(actor, library),
        most_shared=MOST_SHARED,
        years=by_year(actor.events[-MOST_EVENTS:]),
        left_out=len(actor.events) > MOST_EVENTS,
        quotes=actor.quotes[-MOST_QUOTES:],
        languages=wording.languages(
            (source.entry for source in actor.sources), site.language
        ),
        words=quote(actor.name),
    )
