"""`briefs freeze`: keeps a brief as it is published, as a version that readers can cite."""

import datetime
from importlib.metadata import version as version_of

import click

from briefing_site import pipeline
from briefing_site.checks.rules import Checked
from briefing_site.commands.changes import replace_files
from briefing_site.commands.project import check_files, current_project
from briefing_site.commands.reports import refuse_errors
from briefing_site.commands.terminal import CommandError, say
from briefing_site.exports import freezing
from briefing_site.format import FrozenVersion
from briefing_site.format import version as versions
from briefing_site.history import git, histories
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked
from briefing_site.library import linker
from briefing_site.library.library import Library
from briefing_site.reading import suggestions
from briefing_site.reading.brief_files import VERSIONS
from briefing_site.site import addresses
from briefing_site.starter.distribution import DISTRIBUTION


@click.command()
@click.argument("slug", metavar="SLUG")
@click.option(
    "--date", "day", help="The day of the version, such as 2024-05-14. Default: today."
)
@click.option(
    "--doi",
    help="Record the DOI of a version that there is, such as 10.5281/zenodo.123456.",
)
@click.option(
    "--version", "of", help="With --doi, the day of the version. Default: the newest."
)
def freeze(slug: str, day: str | None, doi: str | None, of: str | None) -> None:
    """Keep the brief SLUG as it is published now, as a version that stays as it is.

    Writes a file to briefs/versions/, to be committed with the briefs. The version then has a page of its
    own, which readers can cite, and which says when the brief has moved on.

    With --doi, nothing is frozen: the DOI is recorded for a version and from then on used in citations.
    """
    if doi and day:
        raise CommandError(
            "--doi is for a version that there is: name its day with --version"
        )
    if of and not doi:
        raise CommandError(
            "--version has no meaning without --doi; name the day of a new one with --date"
        )
    project = current_project()
    files = pipeline.load(project)
    checked = check_files(files)
    refuse_errors(
        checked.errors, marked("Nothing was frozen. Correct the errors first.")
    )
    library = linker.link(
        checked.collection,
        histories=histories.read(project.root, git.checkout(project.root)),
        files=files,
    )
    if doi:
        made = _with_doi(_one(library, slug, of), doi, library)
        _write(project, made)
        say("{path}: the DOI is {doi}", path=_path(made), doi=made.doi)
    else:
        made = _frozen(project, checked, library, slug, day)
        _write(project, made)
        place = addresses.address(addresses.version(slug, made.date))
        say(
            "{path}: written. Commit it; the next build publishes it at /{place}",
            path=_path(made),
            place=place,
        )


def _frozen(
    project: pipeline.Project,
    checked: Checked,
    library: Library,
    slug: str,
    day: str | None,
) -> FrozenVersion:
    """The version of today or of the day. Raises `CommandError` if there can't be one."""
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- the day where the publisher is
    if slug not in library.briefs:
        known = {file.id for file in checked.collection.briefs}
        near = suggestions.for_unknown(slug, known)
        raise CommandError(
            marked(
                "'{slug}' is a draft: there is nothing published to freeze yet",
                slug=slug,
            )
            if slug in known
            else marked(
                "there is no brief '{slug}'; {suggestion}", slug=slug, suggestion=near
            )
            if near
            else marked("there is no brief '{slug}'", slug=slug)
        )
    when, changed = day or today, library.briefs[slug].changed.text
    if not versions.is_day(when):
        raise CommandError(
            "'{day}' is no day; write one such as {today}", day=when, today=today
        )
    if when > today:
        raise CommandError(
            "{day} is yet to come: a version is of the day on which it was published",
            day=when,
        )
    if when < changed:
        raise CommandError(
            "'{slug}' has changed on {changed}: a version of {day} can't say that",
            slug=slug,
            changed=changed,
            day=when,
        )
    made = freezing.freeze(
        library, project.site(), slug, when, version_of(DISTRIBUTION)
    )
    for before in library.versions.get(slug, ())[-1:]:
        if when <= before.date:
            raise CommandError(
                "there is a version of {day} already, which stays as it is: "
                "the next one has to be of a later day",
                day=before.date,
            )
        if freezing.is_unchanged(before, made):
            raise CommandError(
                "'{slug}' has not changed since its version of {day}: cite that",
                slug=slug,
                day=before.date,
            )
    return made


def _one(library: Library, slug: str, day: str | None) -> FrozenVersion:
    """The version of the day, or the newest. Raises `CommandError` if there is none."""
    known = [
        each
        for current, found in library.versions.items()
        for each in found
        if slug in {current, each.brief} and day in {None, each.date}
    ]
    if not known:
        raise CommandError(
            "'{slug}' has no such version; make it first: make freeze BRIEF={slug} (or briefs freeze {slug})",
            slug=slug,
        )
    return known[-1]


def _with_doi(version: FrozenVersion, doi: str, library: Library) -> FrozenVersion:
    """The version with the DOI. Raises `CommandError` if it has another one, or another one has it."""
    try:
        found = versions.doi(doi)
    except ValueError as error:
        raise CommandError(reason(error)) from error
    if version.doi not in {None, found}:
        raise CommandError(
            "{path} has the DOI {doi} already; if that is wrong, write null there first",
            path=_path(version),
            doi=version.doi,
        )
    for each in (each for found_in in library.versions.values() for each in found_in):
        if each.doi == found and each != version:
            raise CommandError(
                "{doi} is the DOI of {path}", doi=found, path=_path(each)
            )
    return version.model_copy(update={"doi": found})


def _path(version: FrozenVersion) -> str:
    return f"briefs/{VERSIONS}/{version.brief}/{version.date}.json"


def _write(project: pipeline.Project, version: FrozenVersion) -> None:
    """Raises `OSError` if it can't be written, and `CommandError` for a version that no build would take."""
    content = versions.written(version)
    try:
        versions.read(content, version.brief, version.date)
    except versions.VersionError as error:
        raise CommandError(
            "'{slug}' can't be frozen: {reason}",
            slug=version.brief,
            reason=reason(error),
        ) from error
    target = project.root / _path(version)
    replace_files(
        project.root,
        {_path(version): (target.read_bytes() if target.exists() else b"", content)},
    )
