"""The page of an actor: roles, relations, events and quotes in all briefs."""

from collections.abc import Iterator
from urllib.parse import quote

from generator.library.library import Library
from generator.pages.components import downloads, graph, structured_data
from generator.pages.components.page import FrontMatter, render
from generator.pages.components.parts import by_year
from generator.site import addresses, wording
from generator.site.addresses import Links
from generator.site.output import Output, Task
from generator.site.site import Site

MOST_EVENTS = 200
"""Events on the page of an actor or a topic; the timeline has the rest."""
MOST_QUOTES = 100
"""Quotes on the page of an actor; the list of quotes has the rest."""
MOST_RELATIONS = 200
"""Rows in the table of relations of an actor; the data has the rest."""


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
        site.language.gettext("%(name)s: roles, events and quotes in all briefs.", name=actor.name),
        # the file to edit: the profile, or the brief where the actor is defined
        f"briefs/actors/{actor.id}.yml" if actor.profile else f"briefs/{min(actor.roles)[0]}.yml",
        (
            *(subscriptions if downloads.is_followed(actor) else ()),
            *downloads.data(site, f"actors/{actor.id}.json", actor.name),
        ),
        updated=library.changed(slug for slug, _ in actor.roles),
        card=addresses.card(path) if actor.profile and site.offers("cards") else "",
        structured_data=structured_data.actor(actor, library, site),
    )
    yield render(
        path,
        "actor",
        front_matter,
        site,
        library=library,
        actor=actor,
        kind=kind[:1].upper() + kind[1:],
        members=[library.actors[each] for each in actor.members if each in library.actors],
        graph=graph.actor_diagram(actor, library, Links(path), site),
        relations=[(each.entry, each.slug) for each in actor.neighbours[:MOST_RELATIONS]],
        relation_count=len(actor.neighbours),
        years=by_year(actor.events[-MOST_EVENTS:]),
        left_out=len(actor.events) > MOST_EVENTS,
        quotes=actor.quotes[-MOST_QUOTES:],
        languages=wording.languages((source.entry for source in actor.sources), site.language),
        words=quote(actor.name),
    )
