"""Commands that do more than call the pipeline: one module each, which `cli` finds here."""

import datetime
import os
import shutil
import sys
import time
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import click

from briefing_site import pipeline
from briefing_site.checks.rules import Checked
from briefing_site.commands.terminal import CommandError, localized, say, site_language
from briefing_site.diagnostics import Code, Diagnostic, reporters
from briefing_site.languages.phrase import marked
from briefing_site.pipeline import Project
from briefing_site.reading import Collection, RawFile, folder, settings, symlinks
from briefing_site.reading.folder import Parse
from briefing_site.reading.settings import SiteSettings
from briefing_site.site.progress import Progress, Tick, no_progress
from briefing_site.sources.web.client import Client
from briefing_site.starter.distribution import DISTRIBUTION

ERRORS_IN_BRIEFS = 1
WRONG_USE = 2

LONG_RUN = 40
"""The number of steps from which there is a progress bar."""

QUIET = 60.0
"""Seconds after which a run without a progress bar says how far it is."""

Command = TypeVar("Command", bound=Callable[..., Any])

paths_argument = click.argument(
    "paths",
    nargs=-1,
    metavar="[PATHS]...",
    type=click.Path(exists=True, resolve_path=True, path_type=Path),
)
"""Files and folders to limit a command to; see `is_within`."""


def format_option(
    formats: Iterable[str],
    *,
    help: str,  # noqa: A002 -- as click calls it
) -> Callable[[Command], Command]:
    return click.option(
        "--format",
        "format_",
        type=click.Choice(list(formats)),
        default="text",
        show_default=True,
        help=help,
    )


def enclosing_folder() -> Path | None:
    here = Path.cwd()
    return next(
        (each for each in (here, *here.parents) if (each / settings.FILE).is_file()),
        None,
    )


def current_project() -> Project:
    folder = enclosing_folder()
    if folder is None:
        raise CommandError(
            "no mkdocs.yml in this folder or above it; change to the folder of the project first"
        )
    return Project(folder)


def site_settings() -> SiteSettings:
    """The settings of the site in whose folder the command runs; the defaults elsewhere.

    Raises `OSError` if they can't be read.
    """
    folder = enclosing_folder()
    return settings.load(folder) if folder else SiteSettings()


def check_files(
    files: Iterable[RawFile],
    progress: Progress = no_progress,
    today: datetime.date | None = None,
    parse: Parse | None = None,
) -> Checked:
    """Check files as those of the site in whose folder the command runs."""
    return pipeline.check(files, progress, parse, today, site_settings().kinds)


def read_files(
    project: Project,
    consequence: str,
    *,
    but: Container[Code] = (),
    progress: Progress = no_progress,
) -> tuple[list[RawFile], Collection]:
    """All files, and what they contain with all positions, which a check lets go of.

    They may have no errors except those of the codes in `but`; others end the command, see `refuse_errors`.
    """
    files = pipeline.load(project)
    refuse_errors(
        [each for each in check_files(files, progress).errors if each.code not in but],
        consequence,
    )
    return files, folder.read(files)[0]


def refuse_errors(errors: Sequence[Diagnostic], consequence: str) -> None:
    """Report the errors in briefs, if there are any, and end with what that means for the command."""
    if errors:
        click.echo(reporters.text(errors, site_language()), err=True)
        say(consequence, err=True)
        sys.exit(ERRORS_IN_BRIEFS)


def report(
    found: Sequence[Diagnostic], format_: str, summary: str, note: str = ""
) -> None:
    """Show what was found, to people with the summary, the number and the note. Errors end the command."""
    language = site_language()
    if format_ == "text":
        number = reporters.count(found, language)
        click.echo(f"{reporters.paragraphs(found, language)}{summary}{number}{note}")
    else:
        click.echo(reporters.REPORTERS[format_](found, language), nl=False)
    if any(each.severity == "error" for each in found):
        sys.exit(ERRORS_IN_BRIEFS)


def is_within(path: Path, selected: tuple[Path, ...]) -> bool:
    """Whether a file is one of the selected files, or in a selected folder; true if there are none."""
    return not selected or any(path.resolve().is_relative_to(each) for each in selected)


def replace(root: Path, changes: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Replace the content of files, given before and after by path, once all are complete on disk.

    A file that there is not before or after is empty. Raises `OSError`, and replaces nothing, if one of them
    is not as it was before, or can't be written.
    """
    staged: list[tuple[Path, Path]] = []
    gone: list[Path] = []
    try:
        for path, (before, after) in changes.items():
            symlinks.refuse(root, path)
            file = root / path
            if (file.read_bytes() if file.exists() else b"") != before:
                raise OSError(
                    marked(
                        "{path} has changed while it was read; run the command again",
                        path=path,
                    )
                )
            if not after:
                gone.append(file)
            elif after != before:
                unfinished = file.with_name(
                    f".{file.name}.unfinished"
                )  # hidden files are not read as briefs
                staged.append((unfinished, file))
                file.parent.mkdir(parents=True, exist_ok=True)
                with unfinished.open("wb") as opened:
                    opened.write(after)
                    os.fsync(opened.fileno())
                if file.exists():
                    shutil.copymode(file, unfinished)
                if after.startswith(b"#!"):
                    unfinished.chmod(0o755)
        for unfinished, file in staged:
            unfinished.replace(file)
        for file in gone:
            file.unlink(missing_ok=True)
    finally:
        for unfinished, _ in staged:
            unfinished.unlink(missing_ok=True)


def client_options(command: Command) -> Command:
    """The options of a command that contacts other hosts; see `new_client`."""
    pause = click.option(
        "--pause",
        default=1.0,
        show_default=True,
        help="Seconds between two requests to one host.",
    )
    timeout = click.option(
        "--timeout",
        default=30.0,
        show_default=True,
        help="Timeout of a request, in seconds.",
    )
    private = click.option(
        "--allow-private",
        is_flag=True,
        help="Allow hosts in private networks and on this machine.",
    )
    return private(pause(timeout(command)))


def new_client(
    project: Project, *, allow_private: bool, pause: float, timeout: float
) -> Client:
    """A client with the limits of the options; the user agent names a contact address if there is one."""
    site = project.site()
    contact = site.address or site.repository
    agent = f"briefs/{version(DISTRIBUTION)}" + (f" (+{contact})" if contact else "")
    return Client(agent, pause, timeout, allow_private)


def progress(label: str, steps: int, long_run: int = LONG_RUN) -> Tick:
    """A bar for a long run in a terminal, and a line for each minute that it takes anywhere else."""
    hidden = steps < long_run or not sys.stderr.isatty()
    bar = click.progressbar(
        length=steps, label=localized(label), file=sys.stderr, hidden=hidden
    )
    done = 0
    told = time.monotonic()

    def tick(at: str) -> None:
        nonlocal done, told
        if done == 0:
            bar.render_progress()
        done += 1
        bar.update(1)
        if done == steps:
            bar.render_finish()
        if hidden and time.monotonic() - told >= QUIET:
            told = time.monotonic()
            values = {"label": label, "done": done, "steps": steps, "file": at}
            say(
                "{label}: {done:,} of {steps:,}; the last is {file}", err=True, **values
            )

    return tick
