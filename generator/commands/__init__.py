"""Commands with more to them than a call of the pipeline: one module each."""

from pathlib import Path

import click

from generator.pipeline import Project

ERRORS_IN_BRIEFS = 1
WRONG_USE = 2


def current_project() -> Project:
    """The project that the current folder is part of."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return Project(folder)
    raise click.UsageError("there is no mkdocs.yml here or above; go to the folder of the project first")
