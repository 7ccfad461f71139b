"""What the processes of commands in tests are forked from: the program, with all that it loads and compiles once.

Importing it makes pages of every kind, and with them the templates and translations of all others.
"""

import gc
import multiprocessing
from importlib import metadata
from multiprocessing import forkserver

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.theme import Theme

from briefing_site.build import program
from briefing_site.engines import mkdocs_plugin  # noqa: F401 -- the site engine looks it up by name
from briefing_site.site import Site
from briefing_site.sources import contained
from briefing_site.starter import distribution
from tests import project
from tests.taking import engine

[*project.exported(project.awkward_briefs(), Site())]
program.version()
_packed = distribution._wheel(metadata.distribution(distribution.DISTRIBUTION))  # noqa: SLF001
distribution._wheel = lambda installed: _packed  # noqa: ARG005, SLF001
engine().convert(
    "".join(
        f"```{language}\n'a': b\n```\n" for language in ("console", "yaml", "python")
    )
)
_environment = Theme.get_env


def _compiled_once(theme: Theme) -> Environment:
    """Templates of a theme are compiled by one process of one build, rather than by each of each."""
    made = _environment(theme)
    made.bytecode_cache = FileSystemBytecodeCache()
    return made


Theme.get_env = _compiled_once  # type: ignore[assignment, method-assign]
# and so are the processes in which these commands read what other hosts send
contained.CONTEXT = multiprocessing.get_context("forkserver")  # type: ignore[assignment]
forkserver._forkserver.ensure_running = lambda: None  # type: ignore[method-assign]  # noqa: SLF001
gc.collect()
gc.freeze()
