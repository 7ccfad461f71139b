"""The command line. Each command parses its options, calls the pipeline and shows the result."""

import shlex
import sys
import traceback
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

import click

from briefing_site import commands, pipeline
from briefing_site.build import lock
from briefing_site.build.writer import WritingError
from briefing_site.commands.check import check
from briefing_site.commands.progress import progress
from briefing_site.commands.project import current_project, site_settings
from briefing_site.commands.reports import ERRORS_IN_BRIEFS, WRONG_USE
from briefing_site.commands.terminal import CommandError, say, set_language
from briefing_site.diagnostics import Severity, reporters
from briefing_site.engines import address as addresses
from briefing_site.engines import links
from briefing_site.engines.engine import ENGINES, Engine
from briefing_site.engines.portable import write_copy
from briefing_site.history.git import RevisionError
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import Phrase, counted, marked
from briefing_site.site import Site
from briefing_site.site.failure import FailureError, described
from briefing_site.starter.distribution import DISTRIBUTION

DEBUG = "--debug"
"""The option of `briefs`, before the name of a command."""
NO_ADDRESS = marked(
    "The address of the site is not known, so link previews, citations and the sitemap lack it. GitHub and\n"
    "GitLab set it; anywhere else: SITE_URL=https://briefs.example/ make site (or briefs build)"
)
"""What a build without the address of the site says."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=DISTRIBUTION, message="%(prog)s %(version)s")
@click.option(
    DEBUG,
    is_flag=True,
    expose_value=False,
    help="Show where in the program an error happened.",
)
def briefs() -> None:
    """Check briefs and build the site from them.

    A brief is a file in the folder briefs/ that says what happened, who took part, what was said, and
    where that is documented. Start a site of your own with `briefs init`, preview it with `briefs serve`,
    and check the briefs with `briefs check`.
    """


@briefs.command()
@click.option(
    "--engine",
    type=click.Choice([*ENGINES, "none"]),
    default="mkdocs",
    show_default=True,
    help="The engine that builds site/ from docs/; none writes docs/ only.",
)
@click.option("--drafts", is_flag=True, help="Include briefs with the status draft.")
@click.option(
    "--search/--no-search",
    default=True,
    show_default=True,
    help="Build the search index or keep the old one.",
)
@click.option(
    "--executor",
    metavar="ADDRESS",
    help="The scheduler of a Dask cluster, such as tcp://scheduler:8786.",
)
@click.option(
    "--skip-invalid",
    is_flag=True,
    help="For a preview: leave out briefs with errors. Never publish such a build.",
)
@click.option(
    "--portable",
    is_flag=True,
    help="Also make portable/, a copy of site/ that opens from disk, without a web server.",
)
def build(
    *,
    engine: str,
    drafts: bool,
    search: bool,
    executor: str | None,
    skip_invalid: bool,
    portable: bool,
) -> None:
    """Build the site: pages in docs/ from briefs/, and site/ from docs/.

    If any brief has an error, nothing is written and the last good pages stay. If another build is
    running, this one waits for it.
    """
    project = current_project()
    chosen = None if engine == "none" else _installed(engine)
    options = pipeline.Options(drafts, search, executor, skip_invalid)
    with lock.held(project.root, project.docs, waiting=_report_waiting):
        site = project.site()
        built = pipeline.build(project, site, options, progress)
        _report(built, site)
        if chosen is not None:
            _build_site(project, site, chosen, is_portable=portable)


def _report_waiting() -> None:
    say("Waiting for another build to finish.", err=True)


def _report(built: pipeline.Built, site: Site) -> None:
    """Report problems in briefs and what was written to docs/; exit if errors stopped the build."""
    if built.diagnostics:
        click.echo(reporters.text(built.diagnostics, site.language), err=True)
    if built.changes is None:
        say("Nothing was written.", err=True)
        sys.exit(ERRORS_IN_BRIEFS)
    invalid = set()
    for diagnostic in built.diagnostics:
        if diagnostic.severity is Severity.ERROR:
            invalid.add(diagnostic.path)
    if invalid:
        say(
            "Left out because of errors: {files}. Do not publish this.",
            files=", ".join(sorted(invalid)),
            err=True,
        )
    say(
        "docs/: {written} files written, {removed} removed, {unchanged} unchanged",
        written=len(built.changes.written),
        removed=len(built.changes.removed),
        unchanged=built.changes.unchanged,
    )


def _build_site(
    project: pipeline.Project, site: Site, engine: Engine, *, is_portable: bool
) -> None:
    """Build site/ from docs/. Raises `CommandError` if the engine can't."""
    if not site.address:
        say(NO_ADDRESS)
    if engine.build(project) != 0:
        raise CommandError(
            "{engine} could not build site/ from docs/; see the output above",
            engine=engine.name,
        )
    if is_portable:
        write_copy(project)
    say(
        "{folder}/: built; serve it with a web server, or preview it: `make serve` (or `briefs serve`)",
        folder=project.site_folder.name,
    )


@briefs.command()
@click.pass_context
def test(context: click.Context) -> None:
    """Check the briefs, build the site, and report each link within it that leads nowhere."""
    context.invoke(check)
    context.invoke(build)
    project = current_project()
    dead = [
        *links.dead_links(project.site_folder, project.site().address or links.UNKNOWN)
    ]
    for each in dead:
        say("{page}: '{link}' leads nowhere", page=each.page, link=each.link, err=True)
    say(counted("{count} dead link", "{count} dead links", len(dead)))
    sys.exit(ERRORS_IN_BRIEFS if dead else 0)


@briefs.command()
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    help="Host and port to listen on.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on, instead of that of --address.",
)
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default="mkdocs",
    show_default=True,
    help="The engine that builds the pages.",
)
def serve(*, address: str, port: int | None, engine: str) -> None:
    """Preview the site in the browser, with live reload.

    Drafts are included. While a brief has errors, the browser shows them together with the last good pages.
    """
    chosen = _installed(engine)
    try:
        listening = addresses.parse(address)
    except ValueError as error:
        raise CommandError(reason(error)) from error
    if port is not None:
        listening = replace(listening, port=port)
    listening = listening.checked()  # the errors of engines do not say what to do
    sys.exit(chosen.serve(current_project(), listening))


def _installed(name: str) -> Engine:
    engine = ENGINES[name]
    if not engine.is_installed:
        command = shlex.join(
            [sys.executable, "-m", "pip", "install", engine.requirement]
        )
        raise CommandError(
            "{engine} is not installed; run: {command}", engine=name, command=command
        )
    return engine


for _module in iter_modules(commands.__path__, f"{commands.__name__}."):
    for _command in vars(import_module(_module.name)).values():
        if isinstance(_command, click.Command):
            briefs.add_command(_command)


def main() -> None:
    """Run a command; report wrong use, disk errors and errors in the program without a traceback."""
    with suppress(OSError):  # which the command reports
        set_language(site_settings().language, briefs)
    try:
        briefs(prog_name="briefs", standalone_mode=False)
    except click.Abort:
        sys.exit(WRONG_USE)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except (OSError, WritingError, RevisionError) as error:
        say(Phrase("briefs: {reason}", {"reason": reason(error)}), err=True)
        sys.exit(WRONG_USE)
    except Exception as error:  # noqa: BLE001 -- whatever it is, people can't do anything with a traceback
        if DEBUG in sys.argv[1:2]:
            traceback.print_exc()
        is_known = isinstance(error, FailureError)
        failure = (
            reason(error)
            if is_known
            else marked("the command failed: {reason}", reason=described(error))
        )
        say(
            "briefs: {failure}\nThis is an error in the program: please report it, with the file and "
            "what `briefs {debug} ...` shows.",
            failure=failure,
            debug=DEBUG,
            err=True,
        )
        sys.exit(WRONG_USE)
