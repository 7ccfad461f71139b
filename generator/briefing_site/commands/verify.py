"""`briefs verify`: checks whether quotes are word for word in their sources."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import platformdirs

from briefing_site.build import tracked
from briefing_site.checks.verification import (
    QUOTE_CHANGED,
    QUOTE_LOST,
    QUOTE_NOT_FOUND,
    UNKNOWN_QUOTE,
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
from briefing_site.commands.terminal import say, site_language
from briefing_site.diagnostics import in_order, reporters
from briefing_site.format import Verification
from briefing_site.history import git
from briefing_site.languages.phrase import marked
from briefing_site.pipeline import Project
from briefing_site.reading import Collection, RawFile, brief_files, folder
from briefing_site.sources.contained import Container
from briefing_site.sources.verification import claims, quotes, record
from briefing_site.sources.verification.texts import Texts
from briefing_site.sources.web.cache import Cache
from briefing_site.sources.web.client import OFFLINE
from briefing_site.starter.distribution import DISTRIBUTION

ABOUT_VERIFICATION = frozenset(
    {QUOTE_CHANGED.code, QUOTE_LOST.code, QUOTE_NOT_FOUND.code, UNKNOWN_QUOTE}
)
"""Codes of errors that a new comparison may resolve."""


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
    help="Compare only quotes whose words, source or record changed since this branch, tag or commit; write "
    "nothing, and report what the record claims beyond that.",
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
    holds only the passage of a quote that has to be read in context.

    The exit code is 0 if every quote whose source has a text was found in it, or with --since, if the
    record claims nothing that a new comparison does not confirm; 1 if not, or if a brief has an error; and
    2 if the check could not run.
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
    container = client.container if client else Container()
    ignores_cache = fresh or base is not None
    now = float("inf") if ignores_cache else time.time()
    cache = Cache(platformdirs.user_cache_path("briefs") / "sources", now)
    texts = Texts(texts_folder, cache, client, container)
    if base is not None:
        before, _ = folder.read(git.files(project.root, base))
        changed = claims.changed(before, collection)
        claimed = {
            quote: claims.entry(collection, quote)
            for quote in _selected(project, changed, paths)
        }
        outcomes = _outcomes(claimed, texts, container)
        unconfirmed = claims.unconfirmed(outcomes, before, collection, today)
        summary = f"{quotes.count(outcomes, site_language())}; "
        report(in_order(unconfirmed), format_, summary)
        return
    selected = _selected(project, quotes.placed(collection), paths)
    outcomes = _outcomes(dict.fromkeys(selected), texts, container)
    if client and client.is_offline:
        outcomes = [_without_state_if_unreachable(outcome) for outcome in outcomes]
        say(OFFLINE, err=True)
    click.echo(quotes.report(outcomes, site_language()), nl=False)
    _record(project, collection, outcomes, today, keep_found=keep_found)
    if any(outcome.state == "not-found" for outcome in outcomes):
        sys.exit(ERRORS_IN_BRIEFS)


def _selected(
    project: Project, placed: Sequence[quotes.PlacedQuote], paths: tuple[Path, ...]
) -> list[quotes.PlacedQuote]:
    return [quote for quote in placed if is_within(project.root / quote.path, paths)]


def _outcomes(
    claimed: Mapping[quotes.PlacedQuote, Verification | None],
    texts: Texts,
    container: Container,
) -> list[quotes.Outcome]:
    """The result of comparing each quote with its source, first at the place that a record names."""
    tick = progress(marked("Comparing"), len(claimed), long_run=2)
    outcomes = []
    for quote, claim in claimed.items():
        origin = claim.origin if claim else None
        outcomes.append(quotes.verify(quote, texts, container, origin))
        tick(quote.path)
    return outcomes


def _without_state_if_unreachable(outcome: quotes.Outcome) -> quotes.Outcome:
    """The outcome of a run without a network, in which no source could be reached."""
    if outcome.state == "unreachable":
        return replace(outcome, state=None)
    return outcome


def _record(
    project: Project,
    collection: Collection,
    outcomes: Sequence[quotes.Outcome],
    today: str,
    *,
    keep_found: bool,
) -> None:
    """Write what was found to the record of verification, and say whether that changed it."""
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
