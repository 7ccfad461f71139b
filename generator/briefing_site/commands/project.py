"""The project in whose folder a command runs: its settings, and its files with a check of them."""

import datetime
from collections.abc import Container, Iterable
from pathlib import Path

from briefing_site import pipeline
from briefing_site.checks.rules import Checked
from briefing_site.commands.reports import refuse_errors
from briefing_site.commands.terminal import CommandError
from briefing_site.diagnostics import Code
from briefing_site.pipeline import Project
from briefing_site.reading import Collection, RawFile, folder, settings
from briefing_site.reading.parsing import Parse
from briefing_site.reading.settings import SiteSettings
from briefing_site.site.progress import Progress, no_progress


def enclosing_folder() -> Path | None:
    """The nearest folder with settings of a site: the current one, or one above it."""
    current = Path.cwd()
    for place in (current, *current.parents):
        if (place / settings.FILE).is_file():
            return place
    return None


def current_project() -> Project:
    """The project that a command works on. Raises `CommandError` outside of projects."""
    root = enclosing_folder()
    if root is None:
        raise CommandError(
            "no mkdocs.yml in this folder or above it; change to the folder of the project first"
        )
    return Project(root)


def site_settings() -> SiteSettings:
    """The settings of the site in whose folder the command runs; the defaults elsewhere.

    Raises `OSError` if they can't be read.
    """
    root = enclosing_folder()
    if root is None:
        return SiteSettings()
    return settings.load(root)


def check_files(
    files: Iterable[RawFile],
    progress: Progress = no_progress,
    today: datetime.date | None = None,
    parse: Parse | None = None,
) -> Checked:
    """Check files as those of the site in whose folder the command runs."""
    return pipeline.check(files, progress, parse, today, site_settings().kinds)


def read_files(
    project: Project,
    consequence: str,
    *,
    ignored: Container[Code] = (),
    progress: Progress = no_progress,
) -> tuple[list[RawFile], Collection]:
    """All files, and the collection that they make, with all positions.

    Errors end the command, which says their `consequence`; those with one of the
    `ignored` codes do not count.
    """
    files = pipeline.load(project)
    checked = check_files(files, progress)
    errors = [error for error in checked.errors if error.code not in ignored]
    refuse_errors(errors, consequence)
    # the check lets go of positions, so the files are read once more
    collection, _ = folder.read(files)
    return files, collection
