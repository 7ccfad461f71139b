"""The list of all actors, by kind and name, or family name; divided where one page is too long."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic_core import to_json

from briefing_site.format import EdtfDate
from briefing_site.format.profile import Affiliation
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
        if not comma or family not in self.name:
            return self.name, "", ""
        return self.name.rpartition(family)


def tasks(library: Library, site: Site) -> Iterator[Task]:
    kinds = site.settings.kinds
    actors = [
        _listed(actor, library, site.language) for actor in library.actors.values()
    ]
    actors.sort(key=lambda actor: (actor.sort_name.casefold(), actor.id))
    actors.sort(key=lambda actor: kinds.index(actor.kind))
    whole = divided(actors, LONGEST, addresses.ACTORS, _kind, _letter, site=site)
    yield from replace(whole, most_filtered=MOST_FILTERED).tasks(page)
    yield Task(addresses.ACTOR_NAMES, names)


def names(library: Library, _site: Site) -> Iterator[Output]:
    """The other names of each actor, by id, for the filter."""
    aliases = {}
    for actor in library.actors.values():
        if actor.aliases:
            aliases[actor.id] = " ".join(actor.aliases)
    yield Output(addresses.ACTOR_NAMES, to_json(aliases))


def _listed(actor: Actor, library: Library, language: Language) -> ListedActor:
    role = ""
    if actor.kind == "person":
        role = _role(actor, library, language)
    return ListedActor(
        id=actor.id,
        name=actor.name,
        sort_name=actor.sort_name,
        kind=actor.kind,
        role=role,
        briefs=len(actor.roles),
        events=len(actor.events),
        quotes=len(actor.quotes),
        changed=library.changed(slug for slug, _role in actor.roles),
    )


def _role(actor: Actor, library: Library, language: Language) -> str:
    """The role of a person in another actor, the last one that began, or else in the newest brief."""
    if actor.profile and actor.profile.affiliations:
        last = max(actor.profile.affiliations, key=_beginning)
        other = last.to
        if other in library.actors:
            other = library.actors[other].name
        words = [last.role, other]
        if last.period:
            words.append(wording.date(last.period, language))
        return ", ".join(word for word in words if word)
    if actor.roles:
        _slug, role = actor.roles[0]
        return wording.shortened(role, _LONGEST_ROLE)
    return ""


def _beginning(affiliation: Affiliation) -> tuple[object, ...]:
    return affiliation.period.order if affiliation.period else ()


def page(
    _library: Library, site: Site, part: Part[ListedActor], around: Around
) -> Iterator[Output]:
    _ = site.language.gettext
    title = _("Actors")
    if part.name:
        title = _("Actors: %(part)s", part=part.name)
    description = _("All people, organisations, states and groups in the briefs.")
    if site.settings.actor_kinds:
        description = _("All actors in the briefs.")
    groups: dict[str, list[ListedActor]] = {}
    for actor in part.entries:
        _key, heading = _kind(actor, site)
        groups.setdefault(heading, []).append(actor)
    changed = [actor.changed for actor in part.every if actor.changed]
    yield from render_list(
        part.path,
        "actors",
        title=title,
        description=description,
        site=site,
        data=("actors.csv", "actors.json"),
        updated=max(changed, key=lambda day: day.earliest, default=None),
        part=part,
        around=around,
        groups=groups.items(),
    )


def _kind(actor: ListedActor, site: Site) -> tuple[str, str]:
    """What the address of its part begins with, and its heading."""
    _, heading = site.actor_kind(actor.kind)
    return _PARTS.get(actor.kind, actor.kind), heading


def _letter(actor: ListedActor, site: Site) -> tuple[str, str]:
    key, heading = _kind(actor, site)
    first, name = letter(actor.sort_name)
    return f"{key}-{first}", f"{heading}, {name}"
