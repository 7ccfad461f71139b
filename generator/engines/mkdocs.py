"""Runs MkDocs as a program."""

import os
import subprocess
import sys

from generator.engines import DOCS_ARE_FRESH
from generator.engines.address import Address
from generator.engines.preview import serving
from generator.pipeline import Project


def build(project: Project) -> int:
    """Bring `site/` up to date with `docs/`; any warning is an error."""
    return _run(project, ["generator.engines.mkdocs_build", str(project.cache)], {DOCS_ARE_FRESH: "1"})


def serve(project: Project, address: Address) -> int:
    """Serve a live preview, see `preview`."""
    return serving.serve(project, address)


def _run(project: Project, arguments: list[str], settings: dict[str, str]) -> int:
    # without the variable Material prints a notice about MkDocs' future on every run
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=project.root, env=environment, check=False).returncode  # noqa: S603
