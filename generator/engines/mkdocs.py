"""Runs MkDocs as a program."""

import os
import subprocess
import sys

from generator.pipeline import Project

DOCS_ARE_FRESH = "BRIEFS_DOCS_ARE_FRESH"
"""Set for an engine that runs right after the generator, so that its hook does not run it again."""


def build(project: Project) -> int:
    """Build `site/` from `docs/`; any warning is an error."""
    return _run(project, ["build", "--strict", "--quiet"], {DOCS_ARE_FRESH: "1"})


def serve(project: Project, address: str) -> int:
    """Serve a live preview: the hook runs the generator whenever a brief changes."""
    return _run(project, ["serve", "--livereload", "--dev-addr", address], {})


def _run(project: Project, arguments: list[str], settings: dict[str, str]) -> int:
    # without the variable Material prints a notice about MkDocs' future on every run
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    try:
        return subprocess.run(command, cwd=project.root, env=environment, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0
