"""Rules about the main line of git, whose days pages show: no commit of it is replaced or misdated."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from briefing_site.checks.date_order import TIME_ZONES
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import Verification, Verifications
from briefing_site.reading import Document, ParsedFile

UNKNOWN_ROOT = Message(
    Code(
        "unknown-root",
        "`root_commit` is missing in `mkdocs.yml`, so nobody would notice that the history was replaced.",
    ),
    "the settings do not name the first commit of this repository",
    "write 'root_commit: {found}' below 'briefs:' under 'extra:' in mkdocs.yml",
)
CHANGED_ROOT = Message(
    Code(
        "changed-root",
        "The first commit of the repository is not the `root_commit` of `mkdocs.yml`.",
    ),
    "the first commit of this repository is {found}, not {recorded}",
    "if this is a copy of a project, with a history of its own, write 'root_commit: {found}'; if not, the "
    "history was replaced: restore it from a clone that has {recorded}",
)
LEFT_BEHIND = Message(
    Code(
        "left-behind",
        "The commit that was published before is not on the main line any more: another line took its place.",
    ),
    "commit {before} is not on the main line any more, as after a force-push, or after it was merged into "
    "another branch",
    "if a 'git pull' merged it, or the new line is what you want, run the workflow by hand, and use "
    "'git pull --rebase' next time; if not, restore it with 'git push --force origin {before}:main'",
)
SHALLOW = Message(
    Code(
        "shallow-clone",
        "The clone lacks the older commits, so its history can't be checked.",
    ),
    "this clone has the newest commits only",
    "run 'git fetch --unshallow'; in a workflow of GitHub, write 'fetch-depth: 0', on GitLab 'GIT_DEPTH: 0'",
)
FUTURE_COMMIT = Message(
    Code(
        "future-commit",
        "A commit has a date that is yet to come, and no later commit can have an earlier one.",
    ),
    "commit {id} is of {day}, which is yet to come",
    "set the clock of the computer that made it; then 'git rebase --force-rebase {id}^' gives it and those "
    "after it a new date",
)
BACKDATED_COMMIT = Message(
    Code(
        "backdated-commit",
        "A commit has a date before that of an earlier one, or none. Pages show the later day.",
        Severity.WARNING,
    ),
    "commit {id} says that it is of {dated}, but an earlier commit is of {day}, which counts",
    "check the clock of the computer that made it; nothing else has to be done",
)
RECORDED_BEFORE = Message(
    Code(
        "recorded-before",
        "A record of a quote is of a day after the one since which git has it.",
    ),
    "the record says that the quote was compared on {date}, but git has had it since {day}",
    "run `make verify`, which compares the quote and writes the day",
)

_PLACE = ("root_commit",)
"""The setting with the first commit. Everything about commits is reported there, as they have no file."""


class DatedCommit(NamedTuple):
    """A commit of the main line."""

    id: str
    day: str
    """The day of the committer, or that of the latest commit before it if that is later."""
    claimed: str | None
    """The day that the commit states, if it is not `day`; empty if it states none, otherwise `None`."""


def check_history(
    settings: Document,
    recorded: str | None,
    commits: Sequence[DatedCommit],
    today: datetime.date,
    *,
    published: str = "",
    is_shallow: bool,
) -> Iterator[Diagnostic]:
    """Report what is wrong with the commits of the main line, which are in order, the oldest first.

    `recorded` is the id of the first commit according to the settings. `published` is the id of the commit
    that was published last, which has to be among the commits; empty or zeros if nothing was published.
    """
    if is_shallow:
        yield settings.report(SHALLOW, ())
        return
    root = commits[0].id
    if recorded is None and len(commits) > 1:  # the first can't name itself
        yield settings.report(UNKNOWN_ROOT, _PLACE, found=root)
    elif recorded is not None and recorded != root:
        yield settings.report(CHANGED_ROOT, _PLACE, found=root, recorded=recorded)
    ids = {commit.id for commit in commits}
    if published.strip("0") and published not in ids:
        yield settings.report(LEFT_BEHIND, _PLACE, before=published)
    latest = (today + TIME_ZONES).isoformat()
    for commit in commits:
        if commit.claimed is not None:
            yield settings.report(
                BACKDATED_COMMIT,
                _PLACE,
                id=commit.id,
                dated=commit.claimed or "?",
                day=commit.day,
            )
        elif commit.day > latest:
            yield settings.report(FUTURE_COMMIT, _PLACE, id=commit.id, day=commit.day)


def check_records(
    file: ParsedFile[Verifications],
    since: Callable[[Verification], datetime.date | None],
) -> Iterator[Diagnostic]:
    """Report records of quotes that claim a later day than the one since which git has them.

    `since` returns that day for a record; `None` if it is not known.
    """
    if file.record is None:
        return
    for slug, quotes in file.record.root.items():
        for quote, record in quotes.items():
            day = since(record)
            if day and record.date.earliest - day > TIME_ZONES:
                yield file.document.report(
                    RECORDED_BEFORE,
                    (slug, quote, "date"),
                    date=record.date.text,
                    day=day.isoformat(),
                )
