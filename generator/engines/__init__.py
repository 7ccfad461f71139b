"""From `docs/` to `site/`: one module each for the programs that can do it.

`docs/` is complete before one runs, so an engine is only called, and none is imported elsewhere. A
new one is a module with a function `build` and a line in `ENGINES`.
"""

from collections.abc import Callable

from generator.engines import mkdocs
from generator.pipeline import Project

Engine = Callable[[Project], int]
"""Builds the site and returns the exit code of the engine."""

ENGINES: dict[str, Engine] = {"mkdocs": mkdocs.build}
