"""`python -m tests.bench` measures, keeps the results, and writes them into `docs/performance.md`."""

import datetime
import tempfile
from pathlib import Path

import click

from tests.bench import results, suite


@click.command()
@click.argument("sizes", type=click.IntRange(min=15), nargs=-1, metavar="[BRIEFS]...")
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Runs of each command.",
)
@click.option("--note", default="", help="What a reader has to know about this run.")
def bench(*, sizes: tuple[int, ...], runs: int, note: str) -> None:
    """Measure builds of so many BRIEFS (default: 15 100 1000).

    The results are added to those of the same day, program and machine.
    """
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    for number in sizes or (15, 100, 1000):
        with tempfile.TemporaryDirectory() as name:  # TMPDIR says where
            size = suite.run(Path(name), number, runs, click.echo)
        results.add(today, note, size)
    results.write_page()


if __name__ == "__main__":
    bench()
