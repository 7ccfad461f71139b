"""Commands with more to them than a call of the pipeline: one module each."""

import os
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.pipeline import Project

ERRORS_IN_BRIEFS = 1
WRONG_USE = 2


Command = TypeVar("Command", bound=Callable[..., Any])

paths_argument = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
"""Files and folders that a command is limited to; see `is_within`."""


def format_option(formats: Iterable[str], help_: str) -> Callable[[Command], Command]:
    """In which format a command reports: text, or another of those given."""
    return click.option(
        "--format", "format_", type=click.Choice(list(formats)), default="text", show_default=True, help=help_
    )


def current_project() -> Project:
    """The project that the current folder is part of."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return Project(folder)
    raise click.UsageError("there is no mkdocs.yml here or above; go to the folder of the project first")


def is_within(path: Path, wanted: list[Path]) -> bool:
    """Whether the file is one of those wanted or in such a folder; where none are named, all are."""
    return not wanted or any(path.resolve().is_relative_to(each) for each in wanted)


def agent(project: Project) -> str:
    """How the program introduces itself to other hosts, with an address to complain to if there is one."""
    site = project.site(os.environ)
    contact = site.address or site.repository
    return f"briefs/{version('generator')}" + (f" (+{contact})" if contact else "")
