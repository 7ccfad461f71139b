"""The list of all actors, by kind and name; divided where one page is too long."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.format.dates import EdtfDate
from generator.library.library import Library
from generator.pages.components.page import render_list
from generator.pages.components.parts import Around, Part, divided, letter
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site

LONGEST = 2000
"""Actors on a page: about 250 KB."""

_PARTS = {"person": "people", "organisation": "organisations", "state": "states", "group": "groups"}
"""What addresses have for a kind of actors, if that is not its id."""


@dataclass(frozen=True)
class ListedActor:
    id: str
    name: str
    kind: str
    briefs: int
    events: int
    quotes: int
    changed: EdtfDate | None


def tasks(library: Library, site: Site) -> Iterator[Task]:
    kinds = site.settings.kinds
    actors = [
        ListedActor(
            each.id,
            each.name,
            each.kind,
            len(each.roles),
            len(each.events),
            len(each.quotes),
            library.changed(slug for slug, _ in each.roles),
        )
        for each in library.actors.values()
    ]
    actors.sort(key=lambda actor: (kinds.index(actor.kind), actor.name.casefold(), actor.id))
    return divided(actors, LONGEST, addresses.ACTORS, _kind, _letter, site=site).tasks(page)


def page(_library: Library, site: Site, part: Part[ListedActor], around: Around) -> Iterator[Output]:
    _ = site.language.gettext
    title = _("Actors: %(part)s", part=part.name) if part.name else _("Actors")
    description = _("All people, organisations, states and groups in the briefs.")
    if site.settings.actor_kinds:
        description = _("All actors in the briefs.")
    by_kind = groupby(part.entries, key=lambda actor: _kind(actor, site))
    groups = [(heading, list(each)) for (_key, heading), each in by_kind]
    changed = (each.changed for leaf in part.leaves for each in leaf.entries if each.changed)
    yield render_list(
        part.path,
        "actors",
        title,
        description,
        site,
        updated=max(changed, key=lambda day: day.earliest, default=None),
        part=part,
        around=around,
        groups=groups,
    )


def _kind(actor: ListedActor, site: Site) -> tuple[str, str]:
    """What the address of its part begins with, and its heading."""
    _, heading = site.actor_kind(actor.kind)
    return _PARTS.get(actor.kind, actor.kind), heading


def _letter(actor: ListedActor, site: Site) -> tuple[str, str]:
    key, heading = _kind(actor, site)
    first, name = letter(actor.name)
    return f"{key}-{first}", f"{heading}, {name}"
