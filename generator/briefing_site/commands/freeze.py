"""`briefs freeze`: keeps a brief as it is published, as a version that readers can cite."""

import datetime
import importlib.metadata
from typing import Any

import click

from briefing_site import pipeline
from briefing_site.checks.rules import Checked
from briefing_site.commands.changes import Changes, replace_files
from briefing_site.commands.options import client_options, new_client
from briefing_site.commands.project import check_files, current_project
from briefing_site.commands.reports import refuse_errors
from briefing_site.commands.stamping import stamp
from briefing_site.commands.terminal import CommandError, say
from briefing_site.exports import freezing
from briefing_site.format import FrozenVersion
from briefing_site.format import version as versions
from briefing_site.history import git, histories
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked
from briefing_site.library import linker
from briefing_site.library.library import Library
from briefing_site.reading import RawFile, suggestions
from briefing_site.site import addresses
from briefing_site.starter.distribution import DISTRIBUTION


@click.command()
@click.argument("slug", metavar="SLUG")
@click.option(
    "--date",
    "day",
    help="The day of the version, such as 2024-05-14. "
    "Default: today, or with --doi the day of the newest version.",
)
@click.option(
    "--doi",
    "identifier",
    help="Record the DOI of an existing version, such as 10.5281/zenodo.123456.",
)
@client_options
def freeze(
    slug: str,
    day: str | None,
    identifier: str | None,
    **limits: Any,  # noqa: ANN401 -- the options of `new_client`
) -> None:
    """Keep the brief SLUG as it is published now, as a version that stays as it is.

    Writes a file to briefs/versions/, to be committed with the briefs. The version then has a page of its
    own, which readers can cite, and which says when the brief has moved on. If the settings name a timestamp
    authority, it confirms the day; without its confirmation, nothing is written.

    With --doi, nothing is frozen: the DOI is recorded for a version and from then on used in citations.
    """
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
    if identifier is not None:
        version = _with_doi(_existing(library, slug, day), identifier, library)
        _write(project, version)
        say("{path}: the DOI is {doi}", path=version.path, doi=version.doi)
    else:
        _require_published(slug, checked, library)
        version = _frozen(project, library, slug, day)
        client = new_client(project, **limits)
        stamps = stamp(
            project, client, RawFile(version.path, versions.written(version))
        )
        _write(project, version, stamps)
        place = addresses.address(addresses.version(slug, version.date))
        say(
            "{path}: written. Commit it; the next build publishes it at /{place}",
            path=version.path,
            place=place,
        )


def _require_published(slug: str, checked: Checked, library: Library) -> None:
    """Raises `CommandError` if no brief of the id is published."""
    if slug in library.briefs:
        return
    ids = {file.id for file in checked.collection.briefs}
    if slug in ids:
        raise CommandError(
            "'{slug}' is a draft: there is nothing published to freeze yet", slug=slug
        )
    suggestion = suggestions.for_unknown(slug, ids)
    if suggestion:
        raise CommandError(
            "there is no brief '{slug}'; {suggestion}", slug=slug, suggestion=suggestion
        )
    raise CommandError("there is no brief '{slug}'", slug=slug)


def _frozen(
    project: pipeline.Project, library: Library, slug: str, day: str | None
) -> FrozenVersion:
    """The version of the day, or of today. Raises `CommandError` if there can't be one."""
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- the day where the publisher is
    day = day or today
    changed = library.briefs[slug].changed.text
    if not versions.is_day(day) or not changed <= day <= today:
        raise CommandError(
            "'{slug}' can't be frozen for '{day}': "
            "write a day from {changed}, when it changed last, to today, {today}",
            slug=slug,
            day=day,
            changed=changed,
            today=today,
        )
    earlier = library.versions.get(slug, ())
    if earlier and day <= earlier[-1].date:
        raise CommandError(
            "there is a version of {day} already, which stays as it is: "
            "the next one has to be of a later day",
            day=earlier[-1].date,
        )
    program = importlib.metadata.version(DISTRIBUTION)
    version = freezing.freeze(library, project.site(), slug, day, program)
    if earlier and freezing.is_unchanged(earlier[-1], version):
        raise CommandError(
            "'{slug}' has not changed since its version of {day}: cite that",
            slug=slug,
            day=earlier[-1].date,
        )
    return version


def _existing(library: Library, slug: str, day: str | None) -> FrozenVersion:
    """The version of the day, or the newest, also by an id that the brief had before it was renamed.

    Raises `CommandError` if there is none.
    """
    found = None
    for current, of_brief in library.versions.items():
        for version in of_brief:
            if slug in {current, version.brief} and day in {None, version.date}:
                found = version
    if found is None:
        raise CommandError(
            "'{slug}' has no such version; make it first: make freeze BRIEF={slug} (or briefs freeze {slug})",
            slug=slug,
        )
    return found


def _with_doi(
    version: FrozenVersion, identifier: str, library: Library
) -> FrozenVersion:
    """The version with the DOI. Raises `CommandError` if it has another DOI, or another version has it."""
    try:
        doi = versions.doi(identifier)
    except ValueError as error:
        raise CommandError(reason(error)) from error
    if version.doi not in {None, doi}:
        raise CommandError(
            "{path} has the DOI {doi} already; if that is wrong, write null there first",
            path=version.path,
            doi=version.doi,
        )
    for of_brief in library.versions.values():
        for other in of_brief:
            if other.doi == doi and other is not version:
                raise CommandError(
                    "{doi} is the DOI of {path}", doi=doi, path=other.path
                )
    return version.model_copy(update={"doi": doi})


def _write(
    project: pipeline.Project, version: FrozenVersion, stamps: Changes = ()
) -> None:
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
    path = version.path
    target = project.root / path
    old = target.read_bytes() if target.exists() else b""
    replace_files(project.root, [(RawFile(path, old), RawFile(path, content)), *stamps])
