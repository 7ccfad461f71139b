"""Runs MkDocs: https://www.mkdocs.org/. Builds are made in this process, which has loaded most of it."""

import io
import logging
import os
import traceback

import click
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from briefing_site.diagnostics import log
from briefing_site.engines import AFTER_GENERATOR, engine, page_cache
from briefing_site.engines.address import Address
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked, within
from briefing_site.pipeline import Project
from briefing_site.reading import settings


def build(project: Project) -> int:
    """Build `site/` from `docs/`, and return the exit code; any warning is an error."""
    os.environ |= AFTER_GENERATOR
    messages = io.StringIO()
    handler = logging.StreamHandler(messages)
    handler.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    handler.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        config = load_config(str(project.root / settings.FILE))
        _report_slow_settings(config, project)
        _build(config)
    except Exception as error:
        trace = "".join(traceback.format_exception(error))
        place = engine.place_of_publisher(trace, project)
        is_reported = place != "" or messages.getvalue() != ""
        if not isinstance(error, (MkDocsException, OSError)) and not is_reported:
            raise  # an error in the program: MkDocs reports those of pages and settings
        messages.write(f"{place}{reason(error)}")
    finally:
        logger.removeHandler(handler)
    text = engine.without_frames(messages.getvalue(), project).rstrip()
    if text:
        click.echo(log.harmless(text), err=True)
        return 1
    return 0


def serve(project: Project, address: Address) -> int:
    """Serve a live preview until it is interrupted; return the exit code."""
    return engine.serve("mkdocs", project, address)


def _build(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_site(config)
    finally:
        config.plugins.on_shutdown()


def _report_slow_settings(config: MkDocsConfig, project: Project) -> None:
    """Report the first setting that makes each build convert all pages."""
    for obstacle in page_cache.obstacles(config):
        message = marked(
            "All pages are made again each time, because of {what} in mkdocs.yml.",
            what=obstacle,
        )
        click.echo(within(message, settings.load(project.root).language), err=True)
        return
