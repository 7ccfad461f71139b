"""`briefs setup` and `briefs lock`: the environment of a site, which a program of the site itself makes."""

import subprocess
import sys

import click

from generator.commands import current_project
from generator.commands.terminal import CommandError

PROGRAM = ".ci/briefs.py"


@click.command()
def setup() -> None:
    """Install what requirements.txt names in .venv, if it has changed."""
    _call("setup")


@click.command()
def lock() -> None:
    """Pin the latest versions that requirements.in allows, with hashes, in requirements.txt."""
    _call("lock")


def _call(command: str) -> None:
    root = current_project().root
    if not (root / PROGRAM).is_file():
        raise CommandError(
            "this site has no {file}; `make upgrade` of a clone (or `briefs upgrade --write`) adds it",
            file=PROGRAM,
        )
    called = [sys.executable, PROGRAM, command]
    sys.exit(subprocess.run(called, cwd=root, check=False).returncode)  # noqa: S603 -- of this site
