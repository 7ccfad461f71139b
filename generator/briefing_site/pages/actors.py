"""The list of all actors, by kind and name, or family name; divided where one page is too long."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from pydantic_core import to_json

from briefing_site.format import EdtfDate
from briefing_site.library.library import Actor, Library
from briefing_site.pages.components.parts import Around, Part, divided, letter
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Language, Output, Site, Task, addresses, wording

LONGEST = 1000
"""Actors on a page: about 200 KB."""
MOST_FILTERED = 5000
"""Actors that the filter of an overview loads, all at once: 150 KB, compressed."""
_LONGEST_ROLE = 80
"""Characters."""

_PARTS = {
    "person": "people",
    "organisation": "organisations",
    "state": "states",
    "group": "groups",
}
"""What addresses have for a kind of actors, if that is not its id."""


@dataclass(frozen=True)
class ListedActor:
    id: str
    name: str
    sort_name: str
    kind: str
    role: str
    briefs: int
    events: int
    quotes: int
    changed: EdtfDate | None

    @property
    def marked_name(self) -> tuple[str, str, str]:
        """The name, in which the family name of a person stands between two parts that may be empty."""
        family, comma, _ = self.sort_name.partition(", ")
        before, found, after = (
            self.name.rpartition(family) if comma else (self.name, "", "")
        )
        return (before, found, after) if found else (self.name, "", "")


def tasks(library: Library, site: Site) -> Iterator[Task]:
    kinds = site.settings.kinds
    actors = [
        ListedActor(
            each.id,
            each.name,
            each.sort_name,
            each.kind,
            _role(each, library, site.language) if each.kind == "person" else "",
            len(each.roles),
            len(each.events),
            len(each.quotes),
            library.changed(slug for slug, _ in each.roles),
        )
        for each in library.actors.values()
    ]
    actors.sort(
        key=lambda actor: (
            kinds.index(actor.kind),
            actor.sort_name.casefold(),
            actor.id,
        )
    )
    whole = divided(actors, LONGEST, addresses.ACTORS, _kind, _letter, site=site)
    yield from replace(whole, most_filtered=MOST_FILTERED).tasks(page)
    yield Task(addresses.ACTOR_NAMES, names)


def names(library: Library, _site: Site) -> Iterator[Output]:
    """The other names of each actor, by id, for the filter."""
    found = {
        each.id: " ".join(each.aliases)
        for each in library.actors.values()
        if each.aliases
    }
    yield Output(addresses.ACTOR_NAMES, to_json(found))


def _role(actor: Actor, library: Library, language: Language) -> str:
    """The role of a person in another actor, the last one that began, or else in the newest brief."""
    roles = actor.profile.affiliations if actor.profile else ()
    if not roles:
        return (
            wording.shortened(actor.roles[0][1], _LONGEST_ROLE) if actor.roles else ""
        )
    last = max(roles, key=lambda each: each.period.order if each.period else ())
    other = library.actors[last.to].name if last.to in library.actors else last.to
    period = wording.date(last.period, language) if last.period else ""
    return ", ".join(filter(None, (last.role, other, period)))


def page(
    _library: Library, site: Site, part: Part[ListedActor], around: Around
) -> Iterator[Output]:
    _ = site.language.gettext
    title = _("Actors: %(part)s", part=part.name) if part.name else _("Actors")
    description = _("All people, organisations, states and groups in the briefs.")
    if site.settings.actor_kinds:
        description = _("All actors in the briefs.")
    by_kind = groupby(part.entries, key=lambda actor: _kind(actor, site))
    groups = [(heading, list(each)) for (_key, heading), each in by_kind]
    changed = (each.changed for each in part.every if each.changed)
    yield from render_list(
        part.path,
        "actors",
        title,
        description,
        site,
        data=("actors.csv", "actors.json"),
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
    first, name = letter(actor.sort_name)
    return f"{key}-{first}", f"{heading}, {name}"
