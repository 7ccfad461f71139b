"""Runs ProperDocs, which continues MkDocs 1: https://properdocs.org/.

It reads `mkdocs.yml` as MkDocs does, runs the same plugin, and finds the same theme.
"""

import os
import subprocess
import sys

import click

from generator.engines import DOCS_ARE_FRESH
from generator.engines.address import Address
from generator.engines.output import for_people
from generator.pipeline import Project


def build(project: Project) -> int:
    """Build `site/` from `docs/`; any warning is an error."""
    # with its own `--quiet` it would not count warnings
    result = subprocess.run(  # noqa: S603
        _command("build", "--strict"),
        cwd=project.root,
        env={**_environment(), DOCS_ARE_FRESH: "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode:
        click.echo(for_people(result.stdout + result.stderr), err=True)
    return result.returncode


def serve(project: Project, address: Address) -> int:
    """Serve a live preview: the plugin runs the generator whenever a brief changes."""
    command = _command("serve", "--dev-addr", str(address))
    try:
        return subprocess.run(command, cwd=project.root, env=_environment(), check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0


def _command(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "properdocs", name, *arguments, "--config-file", "mkdocs.yml"]


def _environment() -> dict[str, str]:
    # without the variable Material prints a notice about MkDocs' future on every run
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
