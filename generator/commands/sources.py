"""`briefs sources`: do the sources still answer, and is there an archived copy of each?"""

import gc
from functools import partial
from pathlib import Path

import click

from generator import pipeline
from generator.commands import agent, current_project, format_option, is_within, paths_argument
from generator.commands.progress import progress
from generator.reading import folder
from generator.sources.link_check import link_check
from generator.sources.link_check.archive import API, Archive
from generator.sources.link_check.reporters import REPORTERS
from generator.sources.web.client import Client, RequestPolicy


@click.command()
@paths_argument
@format_option(REPORTERS, "text for people, json for programs.")
@click.option("--archive", default=API, show_default=True, help="Address of the archive's availability API.")
@click.option("--allow-private", is_flag=True, help="Ask hosts of private networks and this machine too.")
@click.option("--pause", default=1.0, show_default=True, help="Seconds between two requests to one host.")
@click.option("--timeout", default=30.0, show_default=True, help="Seconds that one request may take.")
def sources(
    paths: tuple[Path, ...], format_: str, archive: str, *, allow_private: bool, pause: float, timeout: float
) -> None:
    """Tell which sources answer, moved, are gone or blocked, and which name no archived copy.

    With PATHS (files or folders) only sources in these are looked at. For a source without an archived
    copy the nearest snapshot in the Wayback Machine is looked up, and the line to add is shown.

    The exit code is 0 whatever is found, for a page that is gone is no mistake of whoever proposes a
    change.
    """
    gc.enable()  # unlike other runs this one makes much and keeps little
    project = current_project()
    collection, _ = folder.read(pipeline.load(project))
    wanted = [path.resolve() for path in paths]
    briefs = [each for each in collection.briefs if is_within(project.root / each.document.path, wanted)]
    client = Client(RequestPolicy(agent(project), pause, seconds=timeout, allow_private=allow_private))
    surveyed = link_check.survey(
        link_check.placed(briefs), client, Archive(client, archive), partial(progress, long_run=2)
    )
    click.echo(REPORTERS[format_](surveyed, link_check.without_address(briefs)), nl=False)
