"""The page kinds: each is a module with a function `tasks`, and a template of the same name.

To add one, add a module, a template, and its name among these imports.
"""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
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
from generator.pages.components.page import environment
from generator.site.language import Language
from generator.site.output import Task
from generator.site.site import Site

KINDS = tuple(
    each for each in globals().values() if isinstance(each, ModuleType) and each.__package__ == __package__
)
"""The modules of this package that are imported above."""


def preload(language: Language) -> None:
    """Load what pages are made with, for processes that share the memory of this one."""
    templates = environment(replace(language, isolates=True))
    for name in templates.list_templates(filter_func=lambda name: name.endswith(".md.jinja")):
        templates.get_template(name)
    import_module("graphlay")


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for kind in KINDS:
        yield from kind.tasks(library, site)
