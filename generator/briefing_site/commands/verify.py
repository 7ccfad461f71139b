"""`briefs verify`: checks whether quotes are word for word in their sources."""

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import replace as with_fields
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
from briefing_site.commands import (
    ERRORS_IN_BRIEFS,
    client_options,
    current_project,
    format_option,
    is_within,
    new_client,
    paths_argument,
    progress,
    read_files,
    replace,
    report,
)
from briefing_site.commands.terminal import say, site_language
from briefing_site.diagnostics import in_order, reporters
from briefing_site.format import Verification
from briefing_site.history import git
from briefing_site.languages.phrase import marked
from briefing_site.reading import folder as files
from briefing_site.sources.contained import Container
from briefing_site.sources.verification import claims, quotes, record
from briefing_site.sources.verification.texts import Texts
from briefing_site.sources.web.cache import Cache
from briefing_site.sources.web.client import OFFLINE
from briefing_site.starter.distribution import DISTRIBUTION

ABOUT_VERIFICATION = frozenset(
    {QUOTE_CHANGED.code, QUOTE_LOST.code, QUOTE_NOT_FOUND.code, UNKNOWN_QUOTE}
)


@click.command()
@paths_argument
@click.option(
    "--texts",
    "folder",
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
    folder: Path | None,
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
    language = site_language()
    consequence = marked("No quotes were checked: fix the errors above first.")
    _, collection = read_files(
        project, consequence, but=ABOUT_VERIFICATION, progress=progress
    )
    client = None if offline else new_client(project, **limits)
    now = float("inf") if fresh or base else time.time()
    container = client.container if client else Container()
    cache = Cache(platformdirs.user_cache_path("briefs") / "sources", now)
    texts = Texts(folder, cache, client, container)
    today = (day or datetime.now(UTC)).date().isoformat()
    before = files.read(git.files(project.root, base))[0] if base else None
    every = quotes.placed(collection)
    possible = every if before is None else claims.changed(before, collection)
    chosen = [
        quote for quote in possible if is_within(project.root / quote.path, paths)
    ]
    claimed = {
        quote: claims.entry(collection, quote) if before else None for quote in chosen
    }
    outcomes = _outcomes(claimed, texts, container)
    if before is not None:
        found = in_order(claims.unconfirmed(outcomes, before, collection, today))
        report(found, format_, f"{quotes.count(outcomes, language)}; ")
        return
    if client and client.is_offline:
        outcomes = [
            with_fields(each, state=None) if each.state == "unreachable" else each
            for each in outcomes
        ]
        say(OFFLINE, err=True)
    click.echo(quotes.report(outcomes, language), nl=False)
    known = collection.verification.record if collection.verification else None
    occasion = record.occasion(today, version(DISTRIBUTION), os.environ)
    file, path = project.briefs / files.VERIFICATION, f"briefs/{files.VERIFICATION}"
    old = file.read_bytes() if file.exists() else b""
    new = record.updated(
        known, outcomes, every, occasion, keep_found=keep_found
    ).encode()
    replace(project.root, {path: (old, new)})
    after = (
        language.gettext("%(path)s updated", path=path)
        if new != old
        else language.gettext("%(path)s unchanged", path=path)
    )
    click.echo(f"{quotes.count(outcomes, language)}; {after}")
    if any(each.state == "not-found" for each in outcomes):
        sys.exit(ERRORS_IN_BRIEFS)


def _outcomes(
    chosen: Mapping[quotes.PlacedQuote, Verification | None],
    texts: Texts,
    container: Container,
) -> list[quotes.Outcome]:
    """The result of comparing each quote with its source, first at the place that a record names."""
    tick = progress(marked("Comparing"), len(chosen), long_run=2)
    outcomes = []
    for quote, claim in chosen.items():
        outcomes.append(
            quotes.verify(quote, texts, container, claim.origin if claim else None)
        )
        tick(quote.path)
    return outcomes
