"""`briefs check`: reports every error, and makes the corrections that are certain."""

import datetime
import difflib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import starmap
from pathlib import Path

import click

from briefing_site import pipeline
from briefing_site.build import parsed
from briefing_site.checks import main_line
from briefing_site.commands import (
    WRONG_USE,
    check_files,
    current_project,
    format_option,
    is_within,
    paths_argument,
    progress,
    replace,
    report,
    site_settings,
)
from briefing_site.commands.terminal import CommandError, confirm, say, site_language
from briefing_site.diagnostics import Diagnostic, in_order, log, reporters
from briefing_site.format import Verification, characters
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.history import entry, git, histories
from briefing_site.languages.phrase import counted
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
def check(
    paths: tuple[Path, ...],
    format_: str,
    *,
    fix: bool,
    yes: bool,
    history: bool,
    after: str,
) -> None:
    """Report every error in the briefs, where it is and how to fix it. Writes files only with --fix.

    With PATHS (files or folders), report only errors in these. The exit code is 0 if there are no
    errors, 1 if there are any, and 2 if the check could not run.
    """
    if yes and not fix:
        raise CommandError("--yes has no meaning without --fix")
    project, language = current_project(), site_language()
    files = pipeline.load(project)
    if fix:
        files = _fix(project, files, paths, ask=not yes)
    today = datetime.date.today()  # noqa: DTZ011 -- the day where the author is
    checked = check_files(files, progress, today)
    in_history = (
        _check_history(project.root, today, after, checked.collection)
        if history
        else ()
    )
    in_menu = (
        () if checked.errors else pipeline.missing_pages(project, checked.collection)
    )
    diagnostics = in_order(
        [*site_settings().diagnostics, *in_menu, *checked.diagnostics, *in_history]
    )
    shown = [each for each in diagnostics if is_within(project.root / each.path, paths)]
    number = len(checked.collection.briefs)
    total = language.ngettext(
        "%(count)s brief checked", "%(count)s briefs checked", number
    )
    fixable = sum(1 for each in shown if each.edits)
    note = language.ngettext(
        "`make fix` (or `briefs check --fix`) corrects %(count)s of them.",
        "`make fix` (or `briefs check --fix`) corrects %(count)s of them.",
        fixable,
    )
    report(shown, format_, f"{total}: ", f"\n{note}" if fixable and not fix else "")


def _check_history(
    root: Path, today: datetime.date, after: str, collection: Collection
) -> Iterator[Diagnostic]:
    checkout, commits = git.checkout(root), git.main_line(root)
    if not checkout or not commits:
        raise CommandError("git has no commit here, so there is no history to check")
    read = site_settings()
    dated = [(each.id, each.day, each.dated) for each in commits]
    yield from main_line.check_history(
        read.own,
        read.briefs.root_commit,
        dated,
        today,
        before=after,
        is_shallow=checkout.is_shallow,
    )
    with git.reader(root) as contents:
        recorded = histories.recorded(
            commits,
            lambda blob: entry.read_claims(contents(blob)),
            is_shallow=checkout.is_shallow,
        )

    def since(record: Verification) -> datetime.date | None:
        day = recorded.get(entry.claim(entry.written(record)))
        return day.earliest if day else None

    if collection.verification:
        yield from main_line.check_records(collection.verification, since)


def correct(
    texts: Iterable[RawFile],
    is_selected: Callable[[str], bool] = lambda _: True,
    actor_kinds: tuple[str, ...] = ACTOR_KINDS,
) -> list[RawFile]:
    """The files with every edit that diagnostics carry, of the files selected by path.

    Raises `FailureError` for an error in the program.
    """
    parse = lru_cache(None)(parsed.parse)

    def check(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
        checked = pipeline.check(
            starmap(RawFile, files.items()), parse=parse, actor_kinds=actor_kinds
        )
        return (each for each in checked.diagnostics if is_selected(each.path))

    corrected = editing.correct({raw.path: raw.content for raw in texts}, check)
    return list(starmap(RawFile, corrected.items()))


def _fix(
    project: Project, files: list[RawFile], paths: tuple[Path, ...], *, ask: bool
) -> list[RawFile]:
    corrected = correct(
        files, lambda path: is_within(project.root / path, paths), site_settings().kinds
    )
    fixed = {raw.path: raw for raw in corrected}
    changed = [(raw, fixed[raw.path]) for raw in files if fixed[raw.path] != raw]
    if not changed:
        say("Nothing can be corrected without thinking.", err=True)
        return files
    return corrected if write(project, changed, ask=ask) else files


def write(
    project: Project,
    changes: Sequence[tuple[RawFile, RawFile]],
    *,
    ask: bool,
    dry_run: bool = False,
) -> bool:
    """Show the changes, ask, and write all of them, unless it is a dry run; returns whether they were made.

    A file that has another path then is moved, and an empty one deleted. Raises `OSError` if a file can't be
    written, or has changed.
    """
    for before, after in changes:
        click.echo(
            log.harmless(characters.shown(difference(before, after))),
            err=True,
            nl=False,
        )
    if dry_run:
        return False
    if ask:
        if not sys.stdin.isatty():
            say(
                "Nothing was changed; add --yes (with make: YES=1) to change files without a terminal.",
                err=True,
            )
            sys.exit(WRONG_USE)
        number = counted(
            "Make these changes in {count} file?",
            "Make these changes in {count} files?",
            len(changes),
        )
        if not confirm(number):
            return False
    contents: dict[str, tuple[bytes, bytes]] = {}
    for before, after in changes:
        is_moved = before.path not in {"", after.path}
        if is_moved:
            contents[before.path] = before.content, b""
        contents[after.path] = b"" if is_moved else before.content, after.content
    replace(project.root, contents)
    return True


def difference(before: RawFile, after: RawFile) -> str:
    """The changed lines, as git shows them."""
    old, new = (
        raw.content.decode("utf-8").replace("\r\n", "\n").splitlines(keepends=True)
        for raw in (before, after)
    )
    lines = [
        *difflib.unified_diff(old, new, f"a/{before.path}", f"b/{after.path}", n=1)
    ]
    if before.path not in {"", after.path}:
        lines.insert(0, f"rename {before.path} => {after.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
