"""The page kinds: each is a module with a function `tasks`, and a template of the same name.

To add one, add a module, a template, and its name among these imports.
"""

from collections.abc import Iterator
from types import ModuleType

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

KINDS = tuple(
    each for each in globals().values() if isinstance(each, ModuleType) and each.__package__ == __package__
)
"""The modules of this package that are imported above."""


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for kind in KINDS:
        yield from kind.tasks(library, site)
