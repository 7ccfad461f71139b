"""`briefs sources`: checks whether sources are online, and whether each has an archived copy."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import click

from briefing_site import pipeline
from briefing_site.commands.changes import replace_files
from briefing_site.commands.options import (
    client_options,
    format_option,
    is_within,
    new_client,
    paths_argument,
)
from briefing_site.commands.progress import progress
from briefing_site.commands.project import current_project
from briefing_site.commands.terminal import CommandError, say, site_language
from briefing_site.languages.phrase import Phrase, counted
from briefing_site.reading import RawFile, folder
from briefing_site.sources import link_check
from briefing_site.sources.archive import API, SAVE, Archive
from briefing_site.sources.link_check import REPORTERS, CheckedSource, File
from briefing_site.sources.web.client import OFFLINE


@click.command()
@paths_argument
@format_option(REPORTERS, help="Output format: text for people, json for programs.")
@click.option(
    "--fix", is_flag=True, help="Add the addresses of archived copies to the files."
)
@click.option(
    "--save",
    "most_saved",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Have the archive save pages of which it has no copy, at most so many.",
)
@click.option(
    "--archive",
    default=API,
    show_default=True,
    help="Address of the availability API of the archive.",
)
@click.option(
    "--archive-save",
    default=SAVE,
    show_default=True,
    help="Address before that of a page to have saved.",
)
@client_options
def sources(
    paths: tuple[Path, ...],
    format_: str,
    most_saved: int,
    archive: str,
    archive_save: str,
    *,
    fix: bool,
    **limits: Any,  # noqa: ANN401 -- the options of `new_client`
) -> None:
    """List sources of briefs and of profiles that moved, are gone or blocked, or have no archived copy.

    With PATHS (files or folders), check only sources in these. For a source without an archived copy, the
    nearest snapshot in the Wayback Machine is looked up and shown. With --fix, its address is
    added to the brief or the profile, of which nothing else changes.

    The exit code is 0 even if sources are gone: that is not an error in a file.
    """
    project = current_project()
    files = pipeline.load(project)
    collection, _ = folder.read(files)
    selected: list[File] = []
    files_with_sources: list[File] = [*collection.briefs, *collection.profiles]
    for file in files_with_sources:
        if is_within(project.root / file.document.path, paths):
            selected.append(file)
    client = new_client(project, **limits)
    checked = link_check.check(
        link_check.placed(selected),
        client,
        Archive(archive, archive_save, most_saved),
        partial(progress, long_run=2),
    )
    if client.has_given_up:
        raise CommandError(OFFLINE)
    reporter = REPORTERS[format_]
    click.echo(reporter(checked, site_language()), nl=False)
    if fix:
        _fix(project, files, checked)


def _fix(
    project: pipeline.Project,
    files: Iterable[RawFile],
    checked: Iterable[CheckedSource],
) -> None:
    """Add the addresses of archived copies that were found to the files of their sources."""
    files_by_path = {file.path: file for file in files}
    copies_by_path: dict[str, dict[str, str]] = {}
    for result in checked:
        if result.copy.address:
            copies = copies_by_path.setdefault(result.source.path, {})
            copies[result.source.id] = result.copy.address
    for path, copies in copies_by_path.items():
        file = files_by_path[path]
        content, left_out = link_check.with_copies(file, copies)
        replace_files(project.root, [(file, RawFile(path, content))])
        number = len(copies) - len(left_out)
        if number:
            added = counted(
                "{count} archived copy added", "{count} archived copies added", number
            )
            say(Phrase("{path}: {added}", {"path": path, "added": added}), err=True)
        for source in left_out:
            say(
                "{path}: nothing added to '{source}': fix the errors in the file first",
                path=path,
                source=source,
                err=True,
            )
