"""Runs ProperDocs, which continues MkDocs 1: https://properdocs.org/.

It reads `mkdocs.yml` as MkDocs does, runs the same hook, and uses Material as its theme.
"""

import os
import subprocess
import sys

from generator.engines import DOCS_ARE_FRESH
from generator.pipeline import Project


def build(project: Project) -> int:
    """Build `site/` from `docs/`; any warning is an error."""
    return _run(project, ["build", "--strict", "--quiet"], {DOCS_ARE_FRESH: "1"})


def serve(project: Project, address: str) -> int:
    """Serve a live preview: the hook runs the generator whenever a brief changes."""
    return _run(project, ["serve", "--dev-addr", address], {})


def _run(project: Project, arguments: list[str], settings: dict[str, str]) -> int:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    command = [sys.executable, "-m", "properdocs", *arguments, "--config-file", "mkdocs.yml"]
    try:
        return subprocess.run(command, cwd=project.root, env=environment, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0
