"""All engines, by the name that `--engine` takes."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from generator.engines import mkdocs, properdocs, zensical
from generator.engines.engine import Engine
from generator.pipeline import Project


def _later(build: Callable[[Project], int]) -> Callable[[Project], AbstractContextManager[Callable[[], int]]]:
    """What gets ready only when there is something to build."""
    return lambda project: nullcontext(partial(build, project))


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("mkdocs", mkdocs.ready, mkdocs.serve, "mkdocs>=1.6,<2"),
        Engine("properdocs", _later(properdocs.build), properdocs.serve, "properdocs>=1.6.7,<2"),
        Engine("zensical", _later(zensical.build), zensical.serve, "zensical>=0.0.73,<0.1"),
    )
}
