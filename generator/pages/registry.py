"""The page kinds: each is a module with a function `tasks`, and a template of the same name.

To add one, add a module, a template, and a line in `KINDS`.
"""

from collections.abc import Callable, Iterator

from generator.library.library import Library
from generator.pages import (
    actor,
    actors,
    brief,
    briefs,
    forecasts,
    home,
    new,
    provided,
    quotes,
    redirect,
    reference,
    search,
    sources,
    timeline,
    topic,
    topics,
    version,
)
from generator.site.output import Task
from generator.site.site import Site

PageKind = Callable[[Library, Site], Iterator[Task]]

KINDS: tuple[PageKind, ...] = (
    home.tasks,
    brief.tasks,
    version.tasks,
    actor.tasks,
    topic.tasks,
    briefs.tasks,
    actors.tasks,
    topics.tasks,
    new.tasks,
    timeline.tasks,
    quotes.tasks,
    sources.tasks,
    forecasts.tasks,
    search.tasks,
    reference.tasks,
    provided.tasks,
    redirect.tasks,
)


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for kind in KINDS:
        yield from kind(library, site)
