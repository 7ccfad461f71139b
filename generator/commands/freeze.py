"""`briefs freeze`: keeps a brief as it is published, as a version that readers can cite."""

import datetime
import os
import sys
import tempfile
from importlib.metadata import version as version_of
from pathlib import Path

import click

from generator import pipeline
from generator.commands import DISTRIBUTION, ERRORS_IN_BRIEFS, current_project
from generator.diagnostics.reporters import text
from generator.fixes import suggestions
from generator.format import dates
from generator.format import version as versions
from generator.format.version import FrozenVersion, VersionError
from generator.freezing import freeze as freezing
from generator.history import git, histories
from generator.library import linker
from generator.library.library import Library
from generator.pipeline import Checked, Project
from generator.publishing import addresses
from generator.reading.placement import VERSIONS


@click.command()
@click.argument("slug")
@click.option("--date", "day", help="The day of the version, such as 2024-05-14. Default: today.")
@click.option("--doi", help="Record the DOI of a version that there is, such as 10.5281/zenodo.123456.")
@click.option("--version", "of", help="With --doi, the day of the version. Default: the newest.")
def freeze(slug: str, day: str | None, doi: str | None, of: str | None) -> None:
    """Keep the brief SLUG as it is published now, as a version that stays as it is.

    Writes a file to briefs/versions/, to be committed with the briefs. The version then has a page of its
    own, which readers can cite, and which says when the brief has moved on.

    With --doi, nothing is frozen: the DOI is recorded for a version and from then on used in citations.
    """
    if doi and day:
        raise click.UsageError("--doi is for a version that there is: name its day with --version")
    if of and not doi:
        raise click.UsageError(
            "--version has no meaning without --doi; name the day of a new one with --date"
        )
    project = current_project()
    files = pipeline.load(project)
    checked = pipeline.check(files)
    if checked.errors:
        click.echo(text.report(checked.errors), err=True)
        click.echo("Nothing was frozen. Correct the errors first.", err=True)
        sys.exit(ERRORS_IN_BRIEFS)
    library = linker.link(
        checked.collection,
        histories=histories.read(project.root, git.checkout(project.root)),
        files=files,
    )
    if doi:
        made = _with_doi(_one(library, slug, of), doi, library)
        _write(project, made)
        click.echo(f"{_path(made)}: the DOI is {made.doi}")
    else:
        made = _frozen(project, checked, library, slug, day)
        _write(project, made)
        place = addresses.address(addresses.version(slug, made.date))
        click.echo(f"{_path(made)}: written. Commit it; the next build publishes it at /{place}")


def _frozen(
    project: Project, checked: Checked, library: Library, slug: str, day: str | None
) -> FrozenVersion:
    """The version of today or of the day. Raises `UsageError` if there can't be one."""
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- the day where the publisher is
    if slug not in library.briefs:
        drafts = {file.id for file in checked.collection.briefs}
        if slug in drafts:
            raise click.UsageError(f"'{slug}' is a draft: there is nothing published to freeze yet")
        raise _unknown(slug, drafts)
    when = day or today
    changed = library.briefs[slug].changed.text
    try:
        is_day = dates.parse(when).is_day
    except ValueError:
        is_day = False
    if not is_day:
        raise click.UsageError(f"'{when}' is no day; write one such as {today}")
    if when > today:
        raise click.UsageError(f"{when} is yet to come: a version is of the day on which it was published")
    if when < changed:
        raise click.UsageError(f"'{slug}' has changed on {changed}: a version of {when} can't say that")
    for before in library.versions.get(slug, ())[-1:]:
        if when <= before.date:
            raise click.UsageError(
                f"there is a version of {before.date} already, which stays as it is: "
                "the next one has to be of a later day"
            )
    site = project.site(os.environ)
    made = freezing.freeze(library, site, slug, when, version_of(DISTRIBUTION))
    for before in library.versions.get(slug, ())[-1:]:
        if freezing.is_unchanged(before, made):
            raise click.UsageError(f"'{slug}' has not changed since its version of {before.date}: cite that")
    return made


def _one(library: Library, slug: str, day: str | None) -> FrozenVersion:
    """The version of the day, or the newest. Raises `UsageError` if there is none."""
    known = [
        each
        for current, found in library.versions.items()
        for each in found
        if slug in {current, each.brief} and day in {None, each.date}
    ]
    if not known:
        what = f"version of {day}" if day else "version"
        raise click.UsageError(f"'{slug}' has no {what}; freeze it first: briefs freeze {slug}")
    return known[-1]


def _with_doi(version: FrozenVersion, doi: str, library: Library) -> FrozenVersion:
    """The version with the DOI. Raises `UsageError` if it has another one, or another one has it."""
    try:
        found = versions.doi(doi)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if version.doi not in {None, found}:
        raise click.UsageError(
            f"{_path(version)} has the DOI {version.doi} already; if that is wrong, write null there first"
        )
    for each in (each for found_in in library.versions.values() for each in found_in):
        if each.doi == found and each != version:
            raise click.UsageError(f"{found} is the DOI of {_path(each)}")
    return version.model_copy(update={"doi": found})


def _unknown(slug: str, known: set[str]) -> click.UsageError:
    near = suggestions.for_unknown(slug, known)
    return click.UsageError(f"there is no brief '{slug}'{f'; {near}' if near else ''}")


def _path(version: FrozenVersion) -> str:
    return f"briefs/{VERSIONS}/{version.brief}/{version.date}.json"


def _write(project: Project, version: FrozenVersion) -> None:
    """Write the file of a version at once, so that it is never there in part.

    Raises `OSError` if that is not possible, and `UsageError` for a version that no build would take.
    """
    content = versions.written(version)
    try:
        versions.read(content, version.brief, version.date)
    except VersionError as error:
        raise click.UsageError(f"'{version.brief}' can't be frozen: {error}") from error
    target = project.root / _path(version)
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
