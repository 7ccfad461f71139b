"""Options and arguments that several commands have, and what they stand for."""

from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import click

from briefing_site.pipeline import Project
from briefing_site.sources.web.client import Client
from briefing_site.starter.distribution import DISTRIBUTION

Command = TypeVar("Command", bound=Callable[..., Any])

paths_argument = click.argument(
    "paths",
    nargs=-1,
    metavar="[PATHS]...",
    type=click.Path(exists=True, resolve_path=True, path_type=Path),
)
"""Files and folders to limit a command to; see `is_within`."""


def is_within(path: Path, selected: tuple[Path, ...]) -> bool:
    """Whether a file is one of the selected files, or in a selected folder; true if there are none."""
    if not selected:
        return True
    resolved = path.resolve()
    return any(resolved.is_relative_to(place) for place in selected)


def format_option(
    formats: Iterable[str],
    *,
    help: str,  # noqa: A002 -- as click calls it
) -> Callable[[Command], Command]:
    """The option `--format`, passed as `format_`; `text` is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(list(formats)),
        default="text",
        show_default=True,
        help=help,
    )


def client_options(command: Command) -> Command:
    """The options of a command that contacts other hosts; see `new_client`."""
    pause = click.option(
        "--pause",
        default=1.0,
        show_default=True,
        help="Seconds between two requests to one host.",
    )
    timeout = click.option(
        "--timeout",
        default=30.0,
        show_default=True,
        help="Timeout of a request, in seconds.",
    )
    private = click.option(
        "--allow-private",
        is_flag=True,
        help="Allow hosts in private networks and on this machine.",
    )
    return private(pause(timeout(command)))


def new_client(
    project: Project, *, allow_private: bool, pause: float, timeout: float
) -> Client:
    """A client with the limits of the options; the user agent names a contact address if there is one."""
    site = project.site()
    agent = f"briefs/{version(DISTRIBUTION)}"
    contact = site.address or site.repository
    if contact:
        agent += f" (+{contact})"
    return Client(agent, pause, timeout, allow_private)
