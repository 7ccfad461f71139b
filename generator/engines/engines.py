"""All engines, by the name that `--engine` takes."""

from generator.engines import mkdocs, properdocs, zensical
from generator.engines.engine import Engine

ENGINES = {
    engine.name: engine
    for engine in (
        Engine("mkdocs", mkdocs.build, mkdocs.serve, "mkdocs>=1.6,<2"),
        Engine("properdocs", properdocs.build, properdocs.serve, "properdocs>=1.6.7,<2"),
        Engine("zensical", zensical.build, zensical.serve, "zensical>=0.0.73,<0.1"),
    )
}
