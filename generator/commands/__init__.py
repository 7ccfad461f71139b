"""Commands that do more than call the pipeline: one module each."""

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
"""Files and folders to limit a command to; see `is_within`."""


def format_option(formats: Iterable[str], help_: str) -> Callable[[Command], Command]:
    """The option for the output format of a command: text, or another of those given."""
    return click.option(
        "--format", "format_", type=click.Choice(list(formats)), default="text", show_default=True, help=help_
    )


def current_project() -> Project:
    """The project of the current folder."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return Project(folder)
    raise click.UsageError(
        "no mkdocs.yml in this folder or above it; change to the folder of the project first"
    )


def is_within(path: Path, selected: list[Path]) -> bool:
    """Whether a file is one of the selected files, or in a selected folder; true if there are none."""
    return not selected or any(path.resolve().is_relative_to(each) for each in selected)


def user_agent(project: Project) -> str:
    """The name of the program for other hosts, with a contact address if there is one."""
    site = project.site(os.environ)
    contact = site.address or site.repository
    return f"briefs/{version('generator')}" + (f" (+{contact})" if contact else "")
