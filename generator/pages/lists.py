"""The lists of briefs, actors and topics; the templates are in `templates/lists`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.library.library import Actor, BriefSummary, Library
from generator.pages.components.page import of_list, render
from generator.pages.components.parts import Around, Part, divided, letter
from generator.pages.components.years import month, year
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site

MOST_BRIEFS = 150
"""Briefs on a page: about 250 KB."""
NEWEST = 30
"""Briefs on the overview of a list that is too long for a page."""
MOST_ACTORS = 2000
"""Actors on a page: about 250 KB."""


_PARTS = {"person": "people", "organisation": "organisations", "state": "states", "group": "groups"}
"""What addresses have for a kind of actors, if that is not its id."""


@dataclass(frozen=True)
class ListedActor:
    """What the list says of an actor."""

    id: str
    name: str
    kind: str
    briefs: int
    events: int
    quotes: int


def tasks(library: Library, site: Site) -> Iterator[Task]:
    """One page for each list, or an overview and its parts."""
    by_date = sorted(library.newest, key=lambda brief: brief.date.order, reverse=True)
    briefs = divided(
        by_date,
        MOST_BRIEFS,
        addresses.BRIEFS,
        year,
        partial(month, language=site.language),
        language=site.language,
    )
    yield Task(briefs.path, newest_briefs, (briefs,))
    for part in briefs.pages:
        if part.name:
            yield Task(part.path, briefs_of, (part, briefs.around(part)))
    actors = divided(
        _by_kind_and_name(library, site),
        MOST_ACTORS,
        addresses.ACTORS,
        partial(_kind, site=site),
        partial(_letter, site=site),
        language=site.language,
    )
    for each in actors.pages:
        yield Task(each.path, actors_of, (each, actors.around(each)))
    yield Task(addresses.TOPICS, topics)


def newest_briefs(library: Library, site: Site, whole: Part[BriefSummary]) -> Iterator[Output]:
    """All briefs, or if they are too many for a page, the newest and links to the parts."""
    briefs = library.newest[:NEWEST] if whole.parts else library.newest
    yield _briefs(library, site, whole, (None, None), briefs)


def briefs_of(library: Library, site: Site, part: Part[BriefSummary], around: Around) -> Iterator[Output]:
    """A part of the briefs."""
    yield _briefs(library, site, part, around, part.entries)


def _briefs(
    library: Library, site: Site, part: Part[BriefSummary], around: Around, briefs: tuple[BriefSummary, ...]
) -> Output:
    language, updated = site.language, briefs[0].changed if briefs else None
    title = f"{language.gettext('Briefs')} {part.name}".strip()
    description = language.gettext("All briefs, newest first.")
    front_matter = of_list(part.path, title, description, site, updated=updated)
    return render(
        part.path,
        "lists/briefs",
        front_matter,
        site,
        library=library,
        part=part,
        around=around,
        briefs=briefs,
    )


def actors_of(_library: Library, site: Site, part: Part[ListedActor], around: Around) -> Iterator[Output]:
    """A part of the actors, by kind and name."""
    language = site.language
    title = language.gettext("Actors: %(part)s", part=part.name) if part.name else language.gettext("Actors")
    description = language.gettext("All actors in the briefs.")
    if not site.settings.actor_kinds:
        description = language.gettext("All people, organisations, states and groups in the briefs.")
    by_kind = groupby(part.entries, key=partial(_kind, site=site))
    groups = [(heading, list(each)) for (_, heading), each in by_kind]
    front_matter = of_list(part.path, title, description, site)
    yield render(part.path, "lists/actors", front_matter, site, part=part, around=around, groups=groups)


def topics(library: Library, site: Site) -> Iterator[Output]:
    """The list of topics."""
    front_matter = of_list(
        addresses.TOPICS,
        site.language.gettext("Topics"),
        site.language.gettext("What the briefs are about."),
        site,
    )
    yield render(addresses.TOPICS, "lists/topics", front_matter, site, library=library)


def _by_kind_and_name(library: Library, site: Site) -> list[ListedActor]:
    kinds = site.settings.kinds
    return sorted(
        map(_listed, library.actors.values()),
        key=lambda actor: (kinds.index(actor.kind), actor.name.casefold(), actor.id),
    )


def _listed(actor: Actor) -> ListedActor:
    numbers = len(actor.roles), len(actor.events), len(actor.quotes)
    return ListedActor(actor.id, actor.name, actor.kind, *numbers)


def _kind(actor: ListedActor, site: Site) -> tuple[str, str]:
    """What the address of its part begins with, and its heading."""
    _, heading = site.actor_kind(actor.kind)
    return _PARTS.get(actor.kind, actor.kind), heading


def _letter(actor: ListedActor, site: Site) -> tuple[str, str]:
    key, heading = _kind(actor, site)
    first, name = letter(actor.name)
    return f"{key}-{first}", f"{heading}, {name}"
