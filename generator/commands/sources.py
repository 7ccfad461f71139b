"""`briefs sources`: checks whether sources are online, and whether each has an archived copy."""

import gc
from functools import partial
from pathlib import Path
from typing import Any

import click

from generator import pipeline
from generator.commands import (
    client_options,
    current_project,
    format_option,
    is_within,
    new_client,
    paths_argument,
    progress,
)
from generator.reading import folder
from generator.sources.link_check import link_check
from generator.sources.link_check.archive import API
from generator.sources.link_check.reporters import REPORTERS


@click.command()
@paths_argument
@format_option(REPORTERS, "Output format: text for people, json for programs.")
@click.option(
    "--archive", default=API, show_default=True, help="Address of the availability API of the archive."
)
@client_options
def sources(paths: tuple[Path, ...], format_: str, archive: str, **limits: Any) -> None:  # noqa: ANN401
    """List sources that moved, are gone or blocked, or have no archived copy.

    With PATHS (files or folders), check only sources in these. For a source without an archived copy, the
    nearest snapshot in the Wayback Machine is looked up, and the line to add is shown.

    The exit code is 0 even if sources are gone: that is not an error in the briefs.
    """
    gc.enable()  # unlike other commands, this one creates a lot of garbage
    project = current_project()
    collection, _ = folder.read(pipeline.load(project))
    briefs = [each for each in collection.briefs if is_within(project.root / each.document.path, paths)]
    client = new_client(project, **limits)
    listed = link_check.placed(briefs)
    checked = link_check.check(listed, client, archive, partial(progress, long_run=2))
    click.echo(REPORTERS[format_](checked, link_check.without_address(briefs)), nl=False)
