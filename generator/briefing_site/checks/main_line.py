"""The main line of git, whose days pages show: its first commit, and dates that can't be true."""

import datetime
from collections.abc import Callable, Iterator, Sequence

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
    "set the clock of the computer that made it; then 'git rebase --force-rebase {id}^' dates it and those "
    "after it anew",
)
BACKDATED_COMMIT = Message(
    Code(
        "backdated-commit",
        "A commit has a date before that of an earlier one, or none. Pages show the later day, and say so.",
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


DatedCommit = tuple[str, str, str | None]
"""The id, the day of the committer, or of the latest commit before it, and the day that it claims if that is
another one; empty if it claims none."""


def check_history(
    settings: Document,
    recorded: str | None,
    commits: Sequence[DatedCommit],
    today: datetime.date,
    *,
    before: str = "",
    is_shallow: bool,
) -> Iterator[Diagnostic]:
    """Report what is wrong with the commits, the oldest first, given the settings and what they record.

    `before` is the newest commit of an earlier day; empty or zeros if there is none.
    """
    if is_shallow:
        yield settings.report(SHALLOW, ())
        return
    at, found = ("root_commit",), commits[0][0]
    if recorded is None and len(commits) > 1:  # the first can't name itself
        yield settings.report(UNKNOWN_ROOT, at, found=found)
    elif recorded is not None and recorded != found:
        yield settings.report(CHANGED_ROOT, at, found=found, recorded=recorded)
    if before.strip("0") and before not in {id_ for id_, *_ in commits}:
        yield settings.report(LEFT_BEHIND, at, before=before)
    latest = (today + TIME_ZONES).isoformat()
    for id_, day, dated in commits:
        if dated is not None:
            yield settings.report(
                BACKDATED_COMMIT, at, id=id_, dated=dated or "?", day=day
            )
        elif day > latest:
            yield settings.report(FUTURE_COMMIT, at, id=id_, day=day)


def check_records(
    file: ParsedFile[Verifications],
    since: Callable[[Verification], datetime.date | None],
) -> Iterator[Diagnostic]:
    """Report records of quotes that claim a day after the one `since` which git has them."""
    for slug, quotes in file.record.root.items() if file.record else ():
        for quote, record in quotes.items():
            day = since(record)
            if day and record.date.earliest > day + TIME_ZONES:
                at, said = (slug, quote, "date"), record.date.text
                yield file.document.report(
                    RECORDED_BEFORE, at, date=said, day=day.isoformat()
                )
