"""Runs the benchmark for a project of one size."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator import cli
from tests.bench import library, results, waiting
from tests.bench.peers import PEERS, Peer
from tests.bench.process import measured
from tests.bench.results import FailedError, Measurement, Size
from tests.bench.scenarios import (
    BUILD,
    COLD,
    EDITED,
    ENGINE,
    GENERATOR,
    PAGE_EDITED,
    SCENARIOS,
    WITHOUT_SEARCH,
    Scenario,
)

GENERATOR_ONLY = 10_000
"""From so many briefs on, only the generator runs."""

Report = Callable[[str], None]


def options() -> tuple[tuple[str, ...], ...]:
    """The sets of options with which scenarios are timed."""
    known = {name for each in cli.build.params for name in (*each.opts, *each.secondary_opts)}
    return ((), (WITHOUT_SEARCH,)) if WITHOUT_SEARCH in known else ((),)


def run(folder: Path, number: int, runs: int, report: Report) -> Size:
    """Make a project with so many briefs in a folder and measure it, each command so often.

    Raises `FailedError` if the generator, its engine or the preview fails. Failures of others are results.
    """
    project = folder / "project"
    library.make(project, number)
    whole = number < GENERATOR_ONLY
    timed = []
    for given in options():
        for scenario in SCENARIOS:
            if given and scenario is COLD:  # there is no index yet to be left as it was
                continue
            for each in _timed(project, scenario, given, runs, whole=whole):
                timed.append(each)
                report(line(number, each))
    docs = project / "docs"
    consists = (number, len(list(docs.rglob("*.md"))), results.folder(docs))
    if not whole:
        return Size(*consists, tuple(timed))
    site = project / "site"
    largest = max(site.rglob("*.html"), key=lambda page: (page.stat().st_size, page))
    loaded = waiting.first_search(site)
    searches = {} if loaded is None else {BUILD: loaded}
    for peer in PEERS:
        for each in _compared(folder / "peer", peer, docs, searches, runs):
            timed.append(each)
            report(line(number, each))
    return Size(
        *consists,
        tuple(timed),
        site=results.folder(site),
        largest_page=(largest.relative_to(site).as_posix(), largest.stat().st_size),
        first_search=searches,
        preview=tuple(waiting.preview(project, runs)),
    )


def line(number: int, measurement: Measurement) -> str:
    name = " ".join((measurement.subject, *measurement.options))
    if measurement.failure:
        return f"{number:6} {name}, {measurement.scenario}: {measurement.failure}"
    seconds = " ".join(f"{run.seconds:.2f}" for run in measurement.runs)
    return (
        f"{number:6} {name}, {measurement.scenario}: {seconds} s, "
        f"{measurement.largest_process / 1e6:.0f} and {measurement.all_processes / 1e6:.0f} MB"
    )


def _timed(
    project: Path, scenario: Scenario, given: tuple[str, ...], runs: int, *, whole: bool
) -> Iterator[Measurement]:
    """The generator after each edit, the engine after that, and both after another edit."""
    build = (sys.executable, "-m", "generator", "build", *given)
    alone, after, both = [], [], []
    for turn in range(runs):
        scenario.edit(project, turn)
        alone.append(measured((*build, "--engine", "none"), project))
        if whole:
            after.append(measured(build, project))
            scenario.edit(project, runs + turn)
            both.append(measured(build, project))
    for subject, taken in ((GENERATOR, alone), (ENGINE, after), (BUILD, both)):
        if taken:
            yield Measurement(subject, scenario.name, given, tuple(taken))


def _compared(
    folder: Path, peer: Peer, docs: Path, searches: dict[str, int], runs: int
) -> Iterable[Measurement]:
    """A peer without a cache, then after edits of a page. What its search loads is added to `searches`."""
    peer.prepare(folder, docs)
    cold, edited = [], []
    scenario = COLD.name
    try:
        for _ in range(runs):
            peer.clean(folder)
            cold.append(measured(peer.command, folder))
        peer.verify(folder, docs)
        yield Measurement(peer.name, scenario, runs=tuple(cold))
        scenario = PAGE_EDITED
        for turn in range(runs):
            _edit_page(folder / peer.content / f"briefs/{EDITED}.md", turn)
            edited.append(measured(peer.command, folder))
        yield Measurement(peer.name, scenario, runs=tuple(edited))
        if peer.index:
            searches[peer.name] = (folder / peer.output / peer.index).stat().st_size
    except FailedError as error:
        yield Measurement(peer.name, scenario, failure=str(error))
    finally:
        shutil.rmtree(folder)


def _edit_page(page: Path, turn: int) -> None:
    text = page.read_text(encoding="utf-8")
    page.unlink()  # it is the same file as in docs/
    page.write_text(
        text.replace("## Key judgements", f"Word{turn}\n\n## Key judgements", 1), encoding="utf-8"
    )
