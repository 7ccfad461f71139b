"""Commands that do more than call the pipeline: one module each."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.diagnostics import log
from generator.pipeline import Project
from generator.publishing.language import DEFAULT, Language
from generator.publishing.progress import Tick
from generator.reading.settings import SiteSettings
from generator.sources.web.client import Client

DISTRIBUTION = "briefing-site"
"""The name of the program on PyPI."""
ERRORS_IN_BRIEFS = 1
WRONG_USE = 2

LONG_RUN = 40
"""The number of steps from which there is a progress bar."""

QUIET = 60.0
"""Seconds after which a run without a progress bar says how far it is."""

Command = TypeVar("Command", bound=Callable[..., Any])

paths_argument = click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, resolve_path=True, path_type=Path)
)
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


def language_of(known: SiteSettings) -> Language:
    """The language of a site; English if its settings have none."""
    return Language(known.language) if known.language else DEFAULT


def is_within(path: Path, selected: tuple[Path, ...]) -> bool:
    """Whether a file is one of the selected files, or in a selected folder; true if there are none."""
    return not selected or any(path.resolve().is_relative_to(each) for each in selected)


def client_options(command: Command) -> Command:
    """The options of a command that contacts other hosts; see `new_client`."""
    pause = click.option(
        "--pause", default=1.0, show_default=True, help="Seconds between two requests to one host."
    )
    timeout = click.option(
        "--timeout", default=30.0, show_default=True, help="Timeout of a request, in seconds."
    )
    private = click.option(
        "--allow-private", is_flag=True, help="Allow hosts in private networks and on this machine."
    )
    return private(pause(timeout(command)))


def new_client(project: Project, *, allow_private: bool, pause: float, timeout: float) -> Client:
    """A client with the limits of the options; the user agent names a contact address if there is one."""
    site = project.site(os.environ)
    contact = site.address or site.repository
    agent = f"briefs/{version(DISTRIBUTION)}" + (f" (+{contact})" if contact else "")
    return Client(agent, pause, timeout, allow_private)


def progress(label: str, steps: int, long_run: int = LONG_RUN) -> Tick:
    """A bar for a long run in a terminal, and a line for each minute that it takes anywhere else."""
    hidden = steps < long_run or not sys.stderr.isatty()
    bar = click.progressbar(length=steps, label=label, file=sys.stderr, hidden=hidden)
    done = 0
    told = time.monotonic()

    def tick(at: str = "", *, is_done: bool = True) -> None:
        nonlocal done, told
        if is_done:
            if done == 0:
                bar.render_progress()
            done += 1
            bar.update(1)
            if done == steps:
                bar.render_finish()
        if hidden and time.monotonic() - told >= QUIET:
            told = time.monotonic()
            line = f"{label}: {done:,} of {steps:,}; {'the last is' if is_done else 'still at'} {at}"
            click.echo(log.harmless(line), err=True)

    return tick
