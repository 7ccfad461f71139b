"""`briefs verify`: are quotes word for word in their sources?"""

import gc
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from generator import pipeline
from generator.commands import ERRORS_IN_BRIEFS, agent, current_project, is_within, paths_argument
from generator.commands.progress import progress
from generator.diagnostics import Code, Severity
from generator.diagnostics.reporters import text
from generator.pipeline import Project
from generator.reading.folder import VERIFICATION, Collection
from generator.sources.verification import quotes, record, report
from generator.sources.verification.readable import MissingLibraryError
from generator.sources.verification.texts import Texts
from generator.sources.web.cache import Cache
from generator.sources.web.client import Client, RequestPolicy

ABOUT_VERIFICATION = frozenset(
    {Code.QUOTE_CHANGED, Code.QUOTE_LOST, Code.QUOTE_NOT_FOUND, Code.UNKNOWN_QUOTE}
)


@click.command()
@paths_argument
@click.option(
    "--texts",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with texts of sources: <brief>/<source id>.txt or .html, the same without <brief>/, or "
    "named after the address (example-org-some-page.html). What is not there is fetched.",
)
@click.option("--offline", is_flag=True, help="Ask no host; use the folder and what was fetched lately.")
@click.option("--fresh", is_flag=True, help="Fetch again what was fetched lately.")
@click.option("--allow-private", is_flag=True, help="Ask hosts of private networks and this machine too.")
@click.option("--pause", default=1.0, show_default=True, help="Seconds between two requests to one host.")
@click.option("--timeout", default=30.0, show_default=True, help="Seconds that one request may take.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to record; today if absent.")
def verify(
    paths: tuple[Path, ...],
    folder: Path | None,
    day: datetime | None,
    *,
    offline: bool,
    fresh: bool,
    allow_private: bool,
    pause: float,
    timeout: float,
) -> None:
    """Tell of each quote whether it is word for word in its source, and record it.

    With PATHS (files or folders) only quotes in these are looked at. White space, the kinds of quotation
    marks and dashes, the case of the first letter and closing punctuation may differ; an ellipsis is a
    gap. The record is briefs/verification.yml: commit it, and readers see it beside each quote. The
    texts themselves are never recorded.

    The exit code is 0 if every quote that has a text was found in it, 1 if one was not or a brief has
    an error, and 2 if the check itself could not be done.
    """
    gc.enable()  # unlike other runs this one makes much and keeps little
    project = current_project()
    collection = _collection(project)
    manners = RequestPolicy(agent(project), pause, seconds=timeout, allow_private=allow_private)
    client = None if offline else Client(manners)
    now = float("inf") if fresh else time.time()
    texts = Texts(folder, Cache(project.cache / "sources", now), client)
    every = quotes.placed(collection)
    wanted = [path.resolve() for path in paths]
    chosen = [quote for quote in every if is_within(project.root / quote.path, wanted)]
    tick = progress("Comparing", len(chosen), long_run=2)
    outcomes = []
    try:
        for outcome in quotes.verify(chosen, collection, texts):
            outcomes.append(outcome)
            tick()
    except MissingLibraryError as error:
        raise click.ClickException(str(error)) from error
    click.echo(report.report(outcomes), nl=False)
    known = collection.verification.record if collection.verification else None
    written = record.updated(known, outcomes, every, (day or datetime.now(UTC)).date().isoformat())
    changed = record.write(project.briefs / VERIFICATION, written)
    after = "was written" if changed else "is as it was"
    click.echo(f"{report.count(outcomes)}; briefs/{VERIFICATION} {after}")
    if any(each.state == "not-found" for each in outcomes):
        sys.exit(ERRORS_IN_BRIEFS)


def _collection(project: Project) -> Collection:
    """All briefs, which may have no mistake but in what verification is about."""
    checked = pipeline.check(pipeline.load(project), progress)
    errors = [
        each
        for each in checked.diagnostics
        if each.severity is Severity.ERROR and each.code not in ABOUT_VERIFICATION
    ]
    if errors:
        click.echo(text.report(errors), err=True)
        click.echo("Nothing was verified.", err=True)
        sys.exit(ERRORS_IN_BRIEFS)
    return checked.collection
