"""How far a long run is, for whoever waits at a terminal."""

import sys
from collections.abc import Callable

import click

LONG_RUN = 40
"""Steps from which on a bar shows how far a run is."""


def progress(label: str, steps: int, long_run: int = LONG_RUN) -> Callable[[], None]:
    """A bar for a long run in a terminal; nothing in a pipe."""
    hidden = steps < long_run or not sys.stderr.isatty()
    bar = click.progressbar(length=steps, label=label, file=sys.stderr, hidden=hidden)
    done = 0

    def tick() -> None:
        nonlocal done
        if done == 0:
            bar.render_progress()
        done += 1
        bar.update(1)
        if done == steps:
            bar.render_finish()

    return tick
