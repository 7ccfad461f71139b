"""Runs the benchmark for a project of one size."""

import contextlib
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Response

from tests.bench import library
from tests.bench.peers import PEERS, Peer
from tests.bench.process import measured, running
from tests.bench.results import FailedError, Folder, Measurement, Size
from tests.browser import launched
from tests.conftest import served
from tests.host import free_port

EDITED = "sco-revival"
"""The brief in which a word changes: in its summary, which stands on many pages."""
COLD = "cold"
PROGRAM = (sys.executable, "-m", "briefing_site")
LONGEST = 3600
"""Seconds that a preview may take to show a text."""

Edit = Callable[[Path, int], None]
"""Takes the project and the number of the run, so that no run finds what another left in a cache."""


def _clean(folder: Path, _: int) -> None:
    subprocess.run(
        ["git", "clean", "-fdXq", "docs", "site", ".cache"], cwd=folder, check=True
    )


def _word(path: str, field: str = "summary") -> Edit:
    """Changes the first word of a field in a file."""
    start = re.compile(rf"^({field}: (?:>-\n  |['\"])?)(\S+)", re.MULTILINE)

    def edit(folder: Path, run: int) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        (folder / path).write_text(
            start.sub(rf"\g<1>Word{run}", text, count=1), encoding="utf-8"
        )

    return edit


def _add(folder: Path, run: int) -> None:
    slug, text = library.variation(library.originals(), 1_000_000 + run)
    (folder / f"briefs/{slug}.yml").write_text(text, encoding="utf-8")


def _delete(folder: Path, run: int) -> None:
    slug, _ = library.variation(library.originals(), 1_000_000 + run)
    (folder / f"briefs/{slug}.yml").unlink()


def scenarios() -> dict[str, Edit]:
    actor = library.originals().most_frequent_actor
    return {
        COLD: _clean,
        "nothing changed": lambda _folder, _run: None,
        "a word of one brief edited": _word(f"briefs/{EDITED}.yml"),
        "the title of one brief edited": _word(f"briefs/{EDITED}.yml", "title"),
        "the profile of the most frequent actor edited": _word(
            f"briefs/actors/{actor}.yml"
        ),
        "a brief added": _add,
        "a brief deleted": _delete,  # one of those added before
    }


def run(folder: Path, number: int, runs: int, report: Callable[[str], None]) -> Size:
    """Make a project with so many briefs in a folder and measure it, each command so often.

    Raises `FailedError` if the generator, its engine or the preview fails. Failures of others are results.
    """
    project = folder / "project"
    library.make(project, number)
    timed = []
    for name, edit in scenarios().items():
        taken = []
        for turn in range(runs):
            edit(project, turn)
            taken.append(measured((*PROGRAM, "build"), project))
        timed.append(Measurement("briefs build", name, tuple(taken)))
        report(_line(number, timed[-1]))
    docs, site = project / "docs", project / "site"
    for peer in PEERS:
        for each in _compared(folder / "peer", peer, docs, runs):
            timed.append(each)
            report(_line(number, each))
    return Size(
        max(number, len(library.originals().briefs)),
        len(list(docs.rglob("*.md"))),
        _folder(docs),
        _folder(site),
        tuple(timed),
        _first_search(site),
        tuple(_preview(project, runs)),
    )


def _line(number: int, measurement: Measurement) -> str:
    name = f"{number:6} {measurement.subject}, {measurement.scenario}"
    if measurement.failure:
        return f"{name}: {measurement.failure}"
    seconds = " ".join(f"{run.seconds:.2f}" for run in measurement.runs)
    return f"{name}: {seconds} s, {median(run.memory for run in measurement.runs) / 1e6:.0f} MB"


def _folder(path: Path) -> Folder:
    sizes = [each.stat().st_size for each in path.rglob("*") if each.is_file()]
    return Folder(len(sizes), sum(sizes))


def _compared(folder: Path, peer: Peer, docs: Path, runs: int) -> Iterator[Measurement]:
    """A peer without a cache, then after edits of a page."""
    peer.prepare(folder, docs)
    page = folder / peer.content / f"briefs/{EDITED}.md"

    def edit(turn: int) -> None:
        text = page.read_text(encoding="utf-8")
        page.unlink()  # it is the same file as in docs/
        page.write_text(
            text.replace("\n## ", f"\nWord{turn}\n\n## ", 1), encoding="utf-8"
        )

    for scenario, prepare in (
        (COLD, lambda _: peer.clean(folder)),
        ("a word of one page edited", edit),
    ):
        taken = []
        try:
            for turn in range(runs):
                prepare(turn)
                taken.append(measured(peer.command, folder))
            peer.verify(folder, docs)
            yield Measurement(peer.name, scenario, tuple(taken))
        except FailedError as error:
            yield Measurement(peer.name, scenario, failure=str(error))
            break
    shutil.rmtree(folder)


def _preview(folder: Path, runs: int) -> Iterator[float]:
    """Start `briefs serve`, edit a word of a brief so often, and poll its page for each.

    Raises `FailedError` if the preview does not show a text in time.
    """
    address = f"127.0.0.1:{free_port()}"
    page = f"http://{address}/briefs/{EDITED}/"
    with running((*PROGRAM, "serve", "--address", address), folder) as process:
        _wait(process, page, "")
        for number in range(1000, 1000 + runs):
            time.sleep(2)  # the preview watches once it has served
            start = time.perf_counter()
            _word(f"briefs/{EDITED}.yml")(folder, number)
            _wait(process, page, f"Word{number}")
            yield time.perf_counter() - start


def _wait(process: subprocess.Popen[bytes], page: str, text: str) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and process.poll() is None:
        with (
            contextlib.suppress(OSError, HTTPException),
            urlopen(page, timeout=LONGEST) as response,  # noqa: S310 -- on loopback
        ):
            if text in response.read().decode("utf-8", "replace"):
                return
        time.sleep(0.02)
    raise FailedError(f"the preview did not show {text!r}")


def _first_search(site: Path) -> int | None:
    """The bytes that one query on the search page loads from `/search-index/`; `None` if there is no browser."""
    loaded: Counter[str] = Counter()

    def count(response: Response) -> None:
        path = urlsplit(response.url).path
        if path.startswith("/search-index/"):
            loaded[path] = len(response.body())

    with launched() as browser, served(site) as host:
        if browser is None:
            return None
        page = browser.new_page()
        page.on(
            "requestfinished",
            lambda request: (
                count(response) if (response := request.response()) else None
            ),
        )
        page.goto(f"{host.address}search/?q=drugs")
        page.locator(".search-results ol a").first.wait_for(timeout=120_000)
        page.wait_for_load_state("networkidle")
        return loaded.total()
