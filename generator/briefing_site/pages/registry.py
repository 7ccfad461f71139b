"""The page kinds: each module of this package that has a function `tasks`, and a template of the same name.

To add one, add a module and a template.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from briefing_site.library.library import Library
from briefing_site.site import Site, Task

KINDS = [
    import_module(f"{__package__}.{module.name}")
    for module in iter_modules([str(Path(__file__).parent)])
    if not module.ispkg and module.name != "registry"
]


def tasks(library: Library, site: Site) -> Iterator[Task]:
    for kind in KINDS:
        yield from kind.tasks(library, site)
