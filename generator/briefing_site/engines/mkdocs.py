"""Brings `site/` up to date with MkDocs, in this process, which has loaded most of what it uses.

It differs from `mkdocs build --strict` in that pages that are up to date are kept, unless something in the
settings could change any page.
"""

import io
import logging
import os

import click
from mkdocs.commands.build import build as build_all
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from briefing_site.build.store import Store
from briefing_site.diagnostics import log
from briefing_site.engines import AFTER_GENERATOR
from briefing_site.engines.address import Address
from briefing_site.engines.incremental import IncrementalBuild, obstacles
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked, within
from briefing_site.pipeline import Project
from briefing_site.reading import settings, symlinks


class SiteError(Exception):
    """MkDocs could not build the site; the message says why."""


def serve(project: Project, address: Address) -> int:
    """Serve a live preview until it is interrupted; return the exit code."""
    from briefing_site.engines.preview import serving  # noqa: PLC0415 -- a build does without

    return serving.serve(project, address)


def build(project: Project) -> int:
    """Bring `site/` up to date with `docs/`; any warning is an error."""
    try:
        wrong: object = update(project)
    except SiteError as error:
        wrong = error
    if text := str(wrong).rstrip():
        click.echo(log.harmless(text), err=True)
    return 1 if text else 0


def update(project: Project, *, preview: bool = False) -> str:
    """Bring the site of the project up to date, and return what MkDocs warns of, a line for each.

    Raises `SiteError` if it gives up.
    """
    os.environ |= AFTER_GENERATOR
    messages = io.StringIO()
    handler = logging.StreamHandler(messages)
    handler.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    apart = {"docs_dir": str(project.generated), "site_dir": str(project.site_folder)}
    try:
        config = load_config(
            str(project.root / settings.FILE), **apart if project.workspace else {}
        )
        symlinks.refuse(
            project.root, config.site_dir
        )  # MkDocs would empty the folder that it leads to
        obstacle = next(obstacles(config), None)
        if obstacle is None:
            config.plugins["incremental"] = IncrementalBuild(Store(project.records))
        elif not preview:
            always = marked(
                "All pages are made again each time, because of {what} in mkdocs.yml.",
                what=obstacle,
            )
            click.echo(within(always, settings.load(project.root).language), err=True)
        config.plugins.on_startup(
            command="serve" if preview else "build", dirty=obstacle is None
        )
        try:
            build_all(config, dirty=obstacle is None)
        finally:
            config.plugins.on_shutdown()
    except Exception as error:
        if not (isinstance(error, (MkDocsException, OSError)) or messages.getvalue()):
            raise  # an error in the program: what MkDocs can't do it has reported
        raise SiteError(f"{messages.getvalue()}{reason(error)}") from error
    finally:
        logger.removeHandler(handler)
    return messages.getvalue()
