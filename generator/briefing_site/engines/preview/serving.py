"""Runs the preview: builds at first, and again whenever something changed."""

import threading
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import click

from briefing_site.build import hand_written
from briefing_site.engines.address import Address
from briefing_site.engines.preview import watcher
from briefing_site.engines.preview.builder import Builder
from briefing_site.engines.preview.server import Builds, Server
from briefing_site.pipeline import Project

WORKSPACE = ".preview"
"""In the folder of the project."""
SETTLED = 0.05
"""Seconds without a change before a build: editors write a file in several steps."""
_PATIENCE = 0.5
"""Seconds to wait at a time: Ctrl+C ends no wait that it just precedes, nor if another thread gets it."""


def serve(project: Project, address: Address) -> int:
    """Serve a live preview until it is interrupted; return the exit code.

    Raises `OSError` if it can't listen at the address.
    """
    project = replace(project, workspace=project.root / WORKSPACE)
    builds, (changes, noticed) = Builds(), Pipe(duplex=False)
    # the builder comes before any thread
    with (
        closing(Builder(project)) as builder,
        Server(address.listen(), project, builds, address.host) as server,
    ):
        observer = watcher.started(project, noticed.send)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            _build(builder, builds)
            language = project.site().language
            url = f"http://{replace(address, port=server.server_port)}/"
            click.echo(
                language.gettext("Preview: %(url)s (stop it with Ctrl+C)", url=url)
            )
            while True:
                if has_changed(changes, project):
                    _build(builder, builds)
        except KeyboardInterrupt:
            return 0
        finally:
            observer.stop()


def has_changed(changes: Connection, project: Project) -> bool:
    """Whether something changes that concerns the preview: all files in quick succession, or none for now."""
    changed: set[Path] = set()
    while changes.poll(SETTLED if changed else _PATIENCE):
        changed.add(changes.recv())
    return bool(changed) and concerns(changed, project)


def concerns(changed: AbstractSet[Path], project: Project) -> bool:
    others = {path for path in changed if not path.is_relative_to(project.docs)}
    pages = {path.relative_to(project.docs) for path in changed - others}
    visible = {page.as_posix() for page in pages if not hand_written.is_hidden(page)}
    return bool(others or visible - hand_written.generated(project.docs))


def _build(builder: Builder, builds: Builds) -> None:
    builds.begin()
    state = builder.build()
    builds.end(state)
    if state.report:
        click.echo(state.report, err=True)
    _ = state.language.gettext
    seconds = f"{state.seconds:.1f}".replace(".", state.language.decimal_mark)
    click.echo(
        _("Built (%(seconds)s seconds)", seconds=seconds)
        if state.is_current
        else _(
            "Not built: the last good pages stay (%(seconds)s seconds)", seconds=seconds
        )
    )
