"""The list of actors, by kind and name."""

from collections.abc import Iterator

from generator.library.library import Actor, Library
from generator.publishing import addresses, wording
from generator.publishing.output import Output
from generator.publishing.site import Site
from generator.rendering.page import of_list, render


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page."""
    front_matter = of_list(
        addresses.ACTORS, "Actors", "All people, organisations, states and groups in the briefs.", site
    )
    yield render(addresses.ACTORS, "actors", front_matter, groups=_by_kind(library))


def _by_kind(library: Library) -> list[tuple[str, list[Actor]]]:
    groups = []
    for kind, (_, heading) in wording.KINDS.items():
        actors = [actor for actor in library.actors.values() if actor.kind == kind]
        if actors:
            groups.append((heading, sorted(actors, key=lambda actor: (actor.name.casefold(), actor.id))))
    return groups
