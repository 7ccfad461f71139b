"""`briefs check`: reports every error, and makes the corrections that are certain."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

import click

from briefing_site import pipeline
from briefing_site.build import parsed
from briefing_site.checks import main_line, timestamps
from briefing_site.checks.rules import Checked
from briefing_site.checks.timestamps import TimestampError
from briefing_site.commands.changes import apply_changes
from briefing_site.commands.options import format_option, is_within, paths_argument
from briefing_site.commands.progress import progress
from briefing_site.commands.project import (
    check_files,
    current_project,
    site_settings,
)
from briefing_site.commands.reports import report
from briefing_site.commands.terminal import CommandError, say, site_language
from briefing_site.diagnostics import Diagnostic, in_order, reporters
from briefing_site.format import Verification
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.history import claims, content, entry, git
from briefing_site.history.git import FileVersion
from briefing_site.languages.exceptions import reason
from briefing_site.pipeline import Project
from briefing_site.reading import Collection, RawFile, editing


@click.command()
@paths_argument
@format_option(
    reporters.REPORTERS,
    help="Output format: text for people, github for annotations on a pull request, json and sarif for "
    "programs.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Correct what can only be meant in one way; shows it first.",
)
@click.option(
    "--yes", is_flag=True, help="With --fix, do not ask before files are changed."
)
@click.option(
    "--history",
    is_flag=True,
    help="Check the commits that pages are dated by, too: the first, their dates, and the days of records.",
)
@click.option(
    "--after",
    default="",
    help="With --history, the full id of a commit that has to be on the main line still.",
)
@click.option(
    "--timestamps",
    "checks_timestamps",
    is_flag=True,
    help="Check the timestamps of versions and of the records of quotes, too, without a network.",
)
def check(
    paths: tuple[Path, ...],
    format_: str,
    *,
    fix: bool,
    yes: bool,
    history: bool,
    after: str,
    checks_timestamps: bool,
) -> None:
    """Report every error in the briefs, where it is and how to fix it. Writes files only with --fix.

    With PATHS (files or folders), report only errors in these. The exit code is 0 if there are no
    errors, 1 if there are any, and 2 if the check could not run.
    """
    if yes and not fix:
        raise CommandError("--yes has no meaning without --fix")
    project = current_project()
    files = pipeline.load(project)
    if fix:
        files = _fix(project, files, paths, ask=not yes)
    today = datetime.date.today()  # noqa: DTZ011 -- the day where the author is
    checked = check_files(files, progress, today)
    diagnostics = [*site_settings().diagnostics, *checked.diagnostics]
    if not checked.errors:
        diagnostics += pipeline.missing_pages(project, checked.collection)
    if history:
        diagnostics += _check_history(project.root, today, after, checked.collection)
    if checks_timestamps:
        diagnostics += _check_timestamps(project.root, files)
    selected = []
    for diagnostic in in_order(diagnostics):
        if is_within(project.root / diagnostic.path, paths):
            selected.append(diagnostic)
    summary = f"{_number_checked(checked)}: "
    report(selected, format_, summary, "" if fix else _note_on_fixes(selected))


def _number_checked(checked: Checked) -> str:
    return site_language().ngettext(
        "%(count)s brief checked",
        "%(count)s briefs checked",
        len(checked.collection.briefs),
    )


def _note_on_fixes(diagnostics: Iterable[Diagnostic]) -> str:
    """A line that says how many errors `--fix` corrects; empty if none."""
    fixable = sum(1 for diagnostic in diagnostics if diagnostic.edits)
    if not fixable:
        return ""
    note = site_language().ngettext(
        "`make fix` (or `briefs check --fix`) corrects %(count)s of them.",
        "`make fix` (or `briefs check --fix`) corrects %(count)s of them.",
        fixable,
    )
    return f"\n{note}"


def _check_timestamps(root: Path, files: Iterable[RawFile]) -> list[Diagnostic]:
    """Check the timestamps. Raises `CommandError` if that is not possible."""
    try:
        return list(timestamps.check(root, files))
    except TimestampError as error:
        raise CommandError(reason(error)) from error


def _check_history(
    root: Path, today: datetime.date, after: str, collection: Collection
) -> Iterator[Diagnostic]:
    """Check the commits of the main line, and the days of the records of quotes.

    Raises `CommandError` if there is no commit.
    """
    checkout = git.checkout(root)
    commits = git.main_line(root)
    if not checkout or not commits:
        raise CommandError("git has no commit here, so there is no history to check")
    settings = site_settings()
    dates = [
        main_line.DatedCommit(commit.id, commit.day, commit.claimed_day)
        for commit in commits
    ]
    yield from main_line.check_history(
        settings.own,
        settings.briefs.root_commit,
        dates,
        today,
        published=after,
        is_shallow=checkout.is_shallow,
    )
    if not collection.verification:
        return
    versions: list[FileVersion] = []
    for commit in commits:
        versions += [
            version for version in commit.versions if version.path == claims.PATH
        ]
    oldest = commits[0].day if checkout.is_shallow else ""
    with git.reader(root) as blobs:
        load = partial(content.read_version, blobs)
        first_days = claims.first_days(versions, load, oldest=oldest)

    def recorded_on(record: Verification) -> datetime.date | None:
        """The first day on which the main line had a record."""
        day = first_days.get(claims.from_record(entry.file_values(record)))
        return day.earliest if day else None

    yield from main_line.check_records(collection.verification, recorded_on)


def correct(
    files: Iterable[RawFile],
    is_selected: Callable[[str], bool] = lambda _: True,
    actor_kinds: tuple[str, ...] = ACTOR_KINDS,
) -> list[RawFile]:
    """The files with every edit that diagnostics carry, of the files selected by path.

    Raises `FailureError` for an error in the program.
    """
    parse = lru_cache(None)(parsed.parse)

    def check_contents(contents: Mapping[str, bytes]) -> Iterator[Diagnostic]:
        raw_files = [RawFile(path, content) for path, content in contents.items()]
        checked = pipeline.check(raw_files, parse=parse, actor_kinds=actor_kinds)
        for diagnostic in checked.diagnostics:
            if is_selected(diagnostic.path):
                yield diagnostic

    contents = {file.path: file.content for file in files}
    corrected = editing.correct(contents, check_contents)
    return [RawFile(path, content) for path, content in corrected.items()]


def _fix(
    project: Project, files: list[RawFile], paths: tuple[Path, ...], *, ask: bool
) -> list[RawFile]:
    """Correct the selected files if the person at the terminal agrees, and return all files."""
    corrected = correct(
        files,
        lambda path: is_within(project.root / path, paths),
        site_settings().kinds,
    )
    by_path = {file.path: file for file in corrected}
    changes = []
    for file in files:
        if by_path[file.path] != file:
            changes.append((file, by_path[file.path]))
    if not changes:
        say("Nothing can be corrected without thinking.", err=True)
        return files
    if apply_changes(project, changes, ask=ask):
        return corrected
    return files
