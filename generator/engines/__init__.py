"""The engines that build `site/` from `docs/`: one module each.

`docs/` is complete before an engine runs, so it is called as a program and never imported elsewhere. To add
one, add a module with a function `build`, and a line in `ENGINES`.
"""

from collections.abc import Callable

from generator.engines import mkdocs
from generator.pipeline import Project

Engine = Callable[[Project], int]
"""Builds the site and returns the exit code of the engine."""

ENGINES: dict[str, Engine] = {"mkdocs": mkdocs.build}
