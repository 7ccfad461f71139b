"""`python -m tests.bench run` measures, and `python -m tests.bench page` writes `docs/performance.md`."""

import datetime
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from tests.bench import page, results, suite
from tests.bench.results import Results


@click.group()
def bench() -> None:
    """Measure how long builds take, and publish the results."""


@bench.command()
@click.argument("sizes", type=click.IntRange(min=15), nargs=-1, metavar="[BRIEFS]...")
@click.option(
    "--runs", type=click.IntRange(min=3), default=3, show_default=True, help="Runs of each command."
)
@click.option("--note", default="", help="What a reader has to know about this run.")
def run(*, sizes: tuple[int, ...], runs: int, note: str) -> None:
    """Measure projects with so many BRIEFS (default: 15 100 1000), and keep the results.

    They are added to those of the same day, program and machine.
    """
    measured = Results(datetime.datetime.now(datetime.UTC).date().isoformat(), results.this_machine(), note)
    path = results.FOLDER / f"{measured.date}.json"
    if path.exists() and (before := results.read(path)).machine == measured.machine:
        measured = replace(before, note=note or before.note)
    for number in sizes or (15, 100, 1000):
        with tempfile.TemporaryDirectory() as name:  # TMPDIR says where
            size = suite.run(Path(name), number, runs, click.echo)
        measured = results.with_size(measured, size)
        results.write(measured, path)
    click.echo(path)


@bench.command(name="page")
def write_page() -> None:
    """Write the latest results into docs/performance.md."""
    page.write(results.latest())


if __name__ == "__main__":
    bench()
