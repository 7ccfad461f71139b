"""The lists of briefs, actors and topics; the templates are in `templates/lists`."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.format.kinds import ActorKind
from generator.library.library import Actor, Library
from generator.library.summaries import BriefSummary
from generator.publishing import addresses, wording
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.rendering.page import of_list, render
from generator.rendering.parts import Around, Part, divided, letter
from generator.rendering.years import month, year

MOST_BRIEFS = 150
"""Briefs on a page: about 250 KB."""
NEWEST = 30
"""Briefs on the overview of a list that is too long for a page."""
MOST_ACTORS = 2000
"""Actors on a page: about 250 KB."""


@dataclass(frozen=True)
class ListedActor:
    """What the list says of an actor."""

    id: str
    name: str
    kind: ActorKind
    briefs: int
    events: int
    quotes: int


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """One page for each list, or an overview and its parts."""
    by_date = sorted(library.newest, key=lambda brief: brief.date.order, reverse=True)
    briefs = divided(by_date, MOST_BRIEFS, addresses.BRIEFS, year, month)
    yield Task(briefs.path, newest_briefs, (briefs,))
    for part in briefs.pages:
        if part.name:
            yield Task(part.path, briefs_of, (part, briefs.around(part)))
    actors = divided(_by_kind_and_name(library), MOST_ACTORS, addresses.ACTORS, _kind, _letter)
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
    title, updated = f"Briefs {part.name}".strip(), briefs[0].changed if briefs else None
    front_matter = of_list(part.path, title, "All briefs, newest first.", site, updated=updated)
    return render(
        part.path, "lists/briefs", front_matter, library=library, part=part, around=around, briefs=briefs
    )


def actors_of(_library: Library, site: Site, part: Part[ListedActor], around: Around) -> Iterator[Output]:
    """A part of the actors, by kind and name."""
    title = f"Actors: {part.name}" if part.name else "Actors"
    description = "All people, organisations, states and groups in the briefs."
    groups = [(heading, list(each)) for (_, heading), each in groupby(part.entries, key=_kind)]
    front_matter = of_list(part.path, title, description, site)
    yield render(part.path, "lists/actors", front_matter, part=part, around=around, groups=groups)


def topics(library: Library, site: Site) -> Iterator[Output]:
    """The list of topics."""
    front_matter = of_list(addresses.TOPICS, "Topics", "What the briefs are about.", site)
    yield render(addresses.TOPICS, "lists/topics", front_matter, library=library)


def _by_kind_and_name(library: Library) -> list[ListedActor]:
    kinds = list(wording.KINDS)
    return sorted(
        map(_listed, library.actors.values()),
        key=lambda actor: (kinds.index(actor.kind), actor.name.casefold(), actor.id),
    )


def _listed(actor: Actor) -> ListedActor:
    numbers = len(actor.roles), len(actor.events), len(actor.quotes)
    return ListedActor(actor.id, actor.name, actor.kind, *numbers)


def _kind(actor: ListedActor) -> tuple[str, str]:
    _, heading = wording.KINDS[actor.kind]
    return heading.lower(), heading


def _letter(actor: ListedActor) -> tuple[str, str]:
    key, heading = _kind(actor)
    first, name = letter(actor.name)
    return f"{key}-{first}", f"{heading}, {name}"
