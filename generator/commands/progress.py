"""A progress bar for long runs in a terminal."""

import sys
from collections.abc import Callable

import click

LONG_RUN = 40
"""The number of steps from which a bar is shown."""


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
