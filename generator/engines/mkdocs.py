"""Runs MkDocs in this process, which has loaded most of what it uses."""

import gc

import click

from generator.diagnostics import log
from generator.engines import mkdocs_build
from generator.engines.mkdocs_build import SiteError
from generator.engines.preview import serving
from generator.pipeline import Project

serve = serving.serve


def build(project: Project) -> int:
    """Bring `site/` up to date with `docs/`; any warning is an error."""
    gc.freeze()
    gc.enable()  # MkDocs leaves a lot of garbage, and the program none
    try:
        wrong: object = mkdocs_build.build(project)
    except SiteError as error:
        wrong = error
    if text := str(wrong).rstrip():
        click.echo(log.harmless(text), err=True)
    return 1 if text else 0
