"""`briefs verify`: checks whether quotes are word for word in their sources."""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import platformdirs

from briefing_site.build import tracked
from briefing_site.checks.verification import (
    NO_QUOTE,
    QUOTE_CHANGED,
    QUOTE_LOST,
    QUOTE_NOT_FOUND,
)
from briefing_site.commands.changes import replace_files
from briefing_site.commands.options import (
    client_options,
    format_option,
    is_within,
    new_client,
    paths_argument,
)
from briefing_site.commands.progress import progress
from briefing_site.commands.project import current_project, read_files
from briefing_site.commands.reports import ERRORS_IN_BRIEFS, report
from briefing_site.commands.stamping import stamp_all
from briefing_site.commands.terminal import say, site_language
from briefing_site.diagnostics import in_order, reporters
from briefing_site.history import git
from briefing_site.languages.phrase import marked
from briefing_site.pipeline import Project
from briefing_site.reading import Collection, RawFile, brief_files, folder
from briefing_site.sources.verification import claims, quotes, record
from briefing_site.sources.verification.quotes import Outcome, PlacedQuote
from briefing_site.sources.verification.texts import Texts
from briefing_site.sources.web.cache import Cache
from briefing_site.sources.web.client import OFFLINE
from briefing_site.starter.distribution import DISTRIBUTION

ABOUT_VERIFICATION = frozenset(
    {QUOTE_CHANGED.code, QUOTE_LOST.code, QUOTE_NOT_FOUND.code, NO_QUOTE.code}
)
"""Codes of errors in the record: they do not stop this command, which writes it anew."""


@click.command()
@paths_argument
@click.option(
    "--texts",
    "texts_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with copies of sources, as .txt or .html: <brief>/<source id>, <source id>, or named "
    "after the address (example-org-some-page.html). Other sources are fetched.",
)
@click.option(
    "--offline", is_flag=True, help="Contact no host; use local copies and the cache."
)
@click.option(
    "--fresh", is_flag=True, help="Ignore the cache of recently fetched pages."
)
@click.option(
    "--since",
    "base",
    metavar="BASE",
    help="Compare only quotes whose words, source or record changed since this branch, tag or commit. Write "
    "nothing, and report each record that claims more than the comparison shows.",
)
@format_option(
    reporters.REPORTERS,
    help="Output format of --since: text for people, github for annotations on a pull request, json and "
    "sarif for programs.",
)
@click.option(
    "--keep-found",
    is_flag=True,
    help="Keep the record of a quote that was found before and is not found now; only report it.",
)
@client_options
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to record. Default: today.",
)
def verify(
    paths: tuple[Path, ...],
    texts_folder: Path | None,
    day: datetime | None,
    base: str | None,
    format_: str,
    *,
    offline: bool,
    fresh: bool,
    keep_found: bool,
    **limits: Any,  # noqa: ANN401 -- the options of `new_client`
) -> None:
    """Check whether each quote is word for word in its source, and record the result.

    With PATHS (files or folders), check only quotes in these. White space, types of quotation marks and
    dashes, the case of the first letter and closing punctuation may differ; an ellipsis is a gap. Commit
    the record, briefs/verification.yml: the site shows it with each quote. Of the texts of sources, it
    holds only the passage of a quote that has to be read in context. If the settings name a timestamp
    authority, it confirms the record, and each version that has no timestamp.

    The exit code is 1 if a quote is not in the text of its source, or with --since, if a record claims more
    than the comparison shows; and also if a brief has an error. It is 2 if the check could not run, and 0
    otherwise, even if sources had no text.
    """
    project = current_project()
    tracked.refuse(project.root, project.docs)
    _, collection = read_files(
        project,
        marked("No quotes were checked: fix the errors above first."),
        ignored=ABOUT_VERIFICATION,
        progress=progress,
    )
    today = (day or datetime.now(UTC)).date().isoformat()
    client = None if offline else new_client(project, **limits)
    moment = time.time()
    if fresh or base is not None:
        moment = float("inf")  # so that all pages in the cache are too old
    cache = Cache(platformdirs.user_cache_path("briefs") / "sources", moment)
    texts = Texts(texts_folder, cache, client)
    if base is not None:
        before, _ = folder.read(git.files(project.root, base))
        selected = _selected(project, claims.changed(before, collection), paths)
        outcomes = _outcomes(selected, texts, claimed_in=collection)
        unconfirmed = claims.unconfirmed(outcomes, before, collection, today)
        summary = f"{quotes.count(outcomes, site_language())}; "
        report(in_order(unconfirmed), format_, summary)
        return
    selected = _selected(project, quotes.placed(collection), paths)
    outcomes = _outcomes(selected, texts)
    if client and client.is_offline:
        # this machine has no network, which is no fault of the sources: their records stay as they are
        outcomes = [_without_state_if_unreachable(outcome) for outcome in outcomes]
        say(OFFLINE, err=True)
    click.echo(quotes.report(outcomes, site_language()), nl=False)
    _record(project, collection, outcomes, today, keep_found=keep_found)
    if client:
        stamp_all(project, client)
    if any(outcome.state == "not-found" for outcome in outcomes):
        sys.exit(ERRORS_IN_BRIEFS)


def _selected(
    project: Project, quotes_: Sequence[PlacedQuote], paths: tuple[Path, ...]
) -> list[PlacedQuote]:
    """The quotes in these files and folders; all of them if there are none."""
    return [quote for quote in quotes_ if is_within(project.root / quote.path, paths)]


def _outcomes(
    selected: Sequence[PlacedQuote],
    texts: Texts,
    claimed_in: Collection | None = None,
) -> list[Outcome]:
    """The result of comparing each quote with its source.

    With `claimed_in`, its text is looked for first where the record there says that it was found.
    """
    tick = progress(marked("Comparing"), len(selected), long_run=2)
    outcomes = []
    for quote in selected:
        claim = claims.entry(claimed_in, quote) if claimed_in else None
        origin = claim.origin if claim else None
        outcomes.append(quotes.verify(quote, texts, origin))
        tick(quote.path)
    return outcomes


def _without_state_if_unreachable(outcome: Outcome) -> Outcome:
    """The outcome as if the source had not been asked, if it could not be reached."""
    if outcome.state == "unreachable":
        return replace(outcome, state=None)
    return outcome


def _record(
    project: Project,
    collection: Collection,
    outcomes: Sequence[Outcome],
    today: str,
    *,
    keep_found: bool,
) -> None:
    """Write the outcomes into the record, which keeps those of other quotes, and say whether it changed."""
    language = site_language()
    path = f"briefs/{brief_files.VERIFICATION}"
    file = project.root / path
    old = file.read_bytes() if file.exists() else b""
    known = collection.verification.record if collection.verification else None
    occasion = record.occasion(today, version(DISTRIBUTION), os.environ)
    every = quotes.placed(collection)
    text = record.updated(known, outcomes, every, occasion, keep_found=keep_found)
    new = text.encode()
    replace_files(project.root, [(RawFile(path, old), RawFile(path, new))])
    if new == old:
        result = language.gettext("%(path)s unchanged", path=path)
    else:
        result = language.gettext("%(path)s updated", path=path)
    click.echo(f"{quotes.count(outcomes, language)}; {result}")
