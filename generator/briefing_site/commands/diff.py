"""`briefs diff`: what changed since a revision."""

import sys
from dataclasses import replace

import click

from briefing_site import pipeline
from briefing_site.checks import rules
from briefing_site.commands.options import format_option
from briefing_site.commands.project import check_files, current_project
from briefing_site.commands.reports import ERRORS_IN_BRIEFS
from briefing_site.commands.terminal import site_language
from briefing_site.history import collection, git
from briefing_site.history.reporters import REPORTERS


@click.command()
@click.argument("base", required=False, metavar="[BASE]")
@format_option(
    REPORTERS,
    help="Output format: text for people, markdown for a pull request, json for programs.",
)
def diff(base: str | None, format_: str) -> None:
    """Show what changed in the briefs since BASE: events, quotes, sources, roles, with before and after.

    Changes of the verification records are listed with what they claim of quotes.

    BASE is a git branch, tag or commit. The default is the commit at which the current branch left main.
    Uncommitted changes are included.

    The exit code is 1 if an address that readers may have cited would break, or if a brief has errors, so
    that this can't be checked; 2 if the comparison could not run; otherwise 0.
    """
    project = current_project()
    before = git.files(project.root, base or git.default(project.root))
    files = pipeline.load(project)
    checked = check_files(files, parse=rules.parse)
    new = collection.checked(files, checked.collection)
    old = collection.tree(before, similar=new)
    changes = collection.compare(old, new)
    changes = replace(changes, errors=tuple(checked.errors))
    reporter = REPORTERS[format_]
    click.echo(reporter(changes, site_language()), nl=False)
    if changes.broken or changes.unreadable:
        sys.exit(ERRORS_IN_BRIEFS)
