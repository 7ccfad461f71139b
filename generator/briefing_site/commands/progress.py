"""How far a command is: a bar in a terminal, and lines anywhere else."""

import sys
import time

import click

from briefing_site.commands.terminal import localized, say
from briefing_site.site.progress import Tick

LONG_RUN = 40
"""The number of steps from which there is a progress bar."""
QUIET = 60.0
"""Seconds after which a run without a progress bar says how far it is."""


def progress(label: str, steps: int, long_run: int = LONG_RUN) -> Tick:
    """A bar for a long run in a terminal, and a line for each minute that it takes anywhere else."""
    is_hidden = steps < long_run or not sys.stderr.isatty()
    bar = click.progressbar(
        length=steps, label=localized(label), file=sys.stderr, hidden=is_hidden
    )
    done = 0
    last_line = time.monotonic()

    def tick(path: str) -> None:
        nonlocal done, last_line
        if done == 0:
            bar.render_progress()
        done += 1
        bar.update(1)
        if done == steps:
            bar.render_finish()
        if is_hidden and time.monotonic() - last_line >= QUIET:
            last_line = time.monotonic()
            say(
                "{label}: {done:,} of {steps:,}; the last is {file}",
                err=True,
                label=label,
                done=done,
                steps=steps,
                file=path,
            )

    return tick
