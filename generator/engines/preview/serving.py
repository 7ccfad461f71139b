"""Runs the preview: builds at first, and again whenever something changed."""

import os
import threading
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path

import click

from generator.engines.address import Address
from generator.engines.preview import watcher
from generator.engines.preview.builder import Builder
from generator.engines.preview.outcome import PreviewState
from generator.engines.preview.server import Builds, Server
from generator.pipeline import Project

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
    with closing(Builder(project)) as builder, Server(address.listen(), project, builds) as server:
        observer = watcher.started(project, noticed.send)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            shown = _show(builds, builder.build(frozenset()))
            spoken = project.site(os.environ).language
            url = f"http://{replace(address, port=server.server_port)}/"
            click.echo(spoken.gettext("Preview: %(url)s (stop it with Ctrl+C)", url=url))
            while True:
                ready = wait([changes, builder.news], _PATIENCE)
                if changes in ready:
                    changed = _next(changes)
                    builds.begin()
                    shown = _show(builds, builder.build(changed)) or shown
                elif ready:
                    shown = _show(builds, builder.receive(), shown) or shown
        except KeyboardInterrupt:
            return 0
        finally:
            observer.stop()


def _next(changes: Connection) -> AbstractSet[Path]:
    """The files that change next, in quick succession."""
    changed: set[Path] = {changes.recv()}
    while changes.poll(SETTLED):
        changed.add(changes.recv())
    return changed


def _show(
    builds: Builds, outcome: PreviewState | None, shown: PreviewState | None = None
) -> PreviewState | None:
    """Show the result of a build in the terminal and to browsers, and return it.

    If it is news of a build whose first result was `shown`, the terminal shows only what differs.
    """
    builds.end(outcome)
    if outcome and outcome.report and not (shown and shown.report == outcome.report):
        click.echo(outcome.report, err=True)
    if outcome and not (shown and shown.is_current == outcome.is_current):
        _ = outcome.language.gettext
        seconds = f"{outcome.seconds:.1f}".replace(".", outcome.language.decimal_mark)
        click.echo(
            _("Built (%(seconds)s seconds)", seconds=seconds)
            if outcome.is_current
            else _("Not built: the last good pages stay (%(seconds)s seconds)", seconds=seconds)
        )
    return outcome
