"""Runs ProperDocs, which continues MkDocs 1: https://properdocs.org/.

It reads `mkdocs.yml` as MkDocs does, runs the same plugin, and finds the same theme.
"""

import subprocess
import sys

from briefing_site.engines import engine
from briefing_site.engines.address import Address
from briefing_site.pipeline import Project

_SETTINGS = ("--config-file", "mkdocs.yml")


def build(project: Project) -> int:
    """Build `site/` from `docs/`; any warning is an error."""
    # with its own `--quiet` it would not count warnings
    return engine.run(["properdocs", "build", "--strict", *_SETTINGS], project)


def serve(project: Project, address: Address) -> int:
    """Serve a live preview: the plugin runs the generator whenever a brief changes."""
    command = [
        sys.executable,
        "-m",
        "properdocs",
        "serve",
        "--dev-addr",
        str(address),
        *_SETTINGS,
    ]
    try:
        return subprocess.run(command, cwd=project.root, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0
