"""Runs ProperDocs, which continues MkDocs 1: https://properdocs.org/.

It reads `mkdocs.yml` as MkDocs does, runs the same plugin, and finds the same theme.
"""

from briefing_site.engines import engine
from briefing_site.engines.address import Address
from briefing_site.pipeline import Project


def build(project: Project) -> int:
    """Build `site/` from `docs/`; any warning is an error."""
    # with its own `--quiet` it would not count warnings
    command = ["properdocs", "build", "--strict", "--config-file", "mkdocs.yml"]
    return engine.run(command, project)


def serve(project: Project, address: Address) -> int:
    """Serve a live preview until it is interrupted; return the exit code."""
    return engine.serve("properdocs", project, address)
