"""The page kinds: each is a module with a function `tasks`, and a template of the same name.

To add one, add a module, a template, and its name in `KINDS`.
"""

from collections.abc import Iterator
from typing import Protocol

from generator.library.library import Library
from generator.pages import (
    actor,
    actors,
    brief,
    briefs,
    forecasts,
    glossary,
    history,
    home,
    judgements,
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


class PageKind(Protocol):
    def tasks(self, library: Library, site: Site, /) -> Iterator[Task]: ...


KINDS: tuple[PageKind, ...] = (
    *(home, brief, history, version, actor, topic, briefs, actors, topics, new, timeline, judgements, quotes),
    *(sources, forecasts, glossary, search, reference, provided, redirect),
)


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for kind in KINDS:
        yield from kind.tasks(library, site)
