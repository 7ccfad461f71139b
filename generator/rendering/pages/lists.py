"""The lists of briefs, actors, topics and sources; the templates are in `templates/lists`."""

from collections.abc import Iterator

from generator.library.library import Actor, Library
from generator.publishing import addresses, wording
from generator.publishing.output import Output, Task
from generator.publishing.site import Site
from generator.rendering.page import of_list, render


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    """One task for all lists."""
    yield Task(addresses.BRIEFS, pages)


def pages(library: Library, site: Site) -> Iterator[Output]:
    """One page for each list."""
    languages = wording.languages(source.entry for source in library.sources)
    for path, title, description, values in (
        (addresses.BRIEFS, "Briefs", "All briefs, newest first.", {}),
        (
            addresses.ACTORS,
            "Actors",
            "All people, organisations, states and groups in the briefs.",
            {"groups": _by_kind(library)},
        ),
        (addresses.TOPICS, "Topics", "What the briefs are about.", {}),
        (addresses.SOURCES, "Sources", "Every publication cited in the briefs.", {"languages": languages}),
    ):
        front_matter = of_list(path, title, description, site)
        yield render(path, f"lists/{title.lower()}", front_matter, library=library, **values)


def _by_kind(library: Library) -> list[tuple[str, list[Actor]]]:
    """The actors of each kind by name, with the heading of the kind."""
    by_name = sorted(library.actors.values(), key=lambda actor: (actor.name.casefold(), actor.id))
    groups = (
        (heading, [actor for actor in by_name if actor.kind == kind])
        for kind, (_, heading) in wording.KINDS.items()
    )
    return [(heading, actors) for heading, actors in groups if actors]
