"""Brings `site/` up to date with MkDocs: `python -m generator.engines.mkdocs_build CACHE`, in the project.

It differs from `mkdocs build --strict` in two ways. Pages that are up to date are kept, unless something in
the settings could change any page. And it shows nothing but warnings, each of which is an error; with its
own `--quiet`, MkDocs would not count them.
"""

import logging
import sys
from contextlib import suppress
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.build import program
from generator.build.store import FolderStore
from generator.engines.incremental.conditions import obstacles
from generator.engines.incremental.plugin import IncrementalBuild
from generator.languages.exceptions import system_reason
from generator.languages.language import DEFAULT
from generator.languages.phrase import marked, within
from generator.reading import settings

_log = logging.getLogger("mkdocs.briefs")


def prepare() -> None:
    """Load what every build does: the settings, with plugins and theme, and the version of the program."""
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    program.version()
    with suppress(Exception):  # `docs/` may not be there yet; any other error the build reports
        load_config("mkdocs.yml")


def build_site(cache: Path) -> None:
    """Build the site of the project in the working directory, with a folder for records.

    An error ends the process.
    """
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(shown)
    logger.setLevel(logging.WARNING)
    _log.setLevel(logging.INFO)
    spoken = DEFAULT
    try:
        spoken = settings.load(Path.cwd()).spoken
        config = load_config("mkdocs.yml", strict=True)
        unknown = next(obstacles(config), None)
        if unknown:
            always = marked(
                "All pages are made again each time, because of {what} in mkdocs.yml.", what=unknown
            )
            _log.info(within(always, spoken))
        config.plugins.on_startup(command="build", dirty=unknown is None)
        if not unknown:
            config.plugins["incremental"] = IncrementalBuild(FolderStore(cache))
        try:
            build(config, dirty=unknown is None)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(1)
    except OSError as error:
        where = f" ('{error.filename}')" if error.filename else ""
        failed = marked("The site can't be built: {reason}{where}", reason=system_reason(error), where=where)
        click.echo(within(failed, spoken), err=True)
        sys.exit(1)
    except KeyboardInterrupt:  # pragma: no cover – whenever a person has enough of it
        sys.exit(1)


def main() -> None:
    """Build it as a program."""
    build_site(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
