"""The figures of a run, as they are kept in `results/`."""

import os
import platform
import subprocess
from dataclasses import field, replace
from importlib.metadata import version
from pathlib import Path
from statistics import median

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from tests.project import ROOT

FOLDER = Path(__file__).parent / "results"
"""A file for each run that was kept, named by its date."""
_PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "hugo", "markdown", "typst")


class FailedError(Exception):
    """A process ended with an error, or without its result; the message has the end of its output."""


@dataclass(frozen=True)
class Machine:
    """What the benchmark ran on, and the versions of what it timed."""

    cpu: str
    cores: int
    memory: int
    """Bytes."""
    system: str
    commit: str
    versions: dict[str, str]


@dataclass(frozen=True)
class Usage:
    """What one run of a process took."""

    seconds: float
    """From start to exit."""
    largest_process: int
    """The most memory that one process of the tree had resident, in bytes."""
    all_processes: int
    """The most memory that all processes of the tree had together, in bytes."""


@dataclass(frozen=True)
class Measurement:
    """What was timed, after what, and what each run took."""

    subject: str
    scenario: str
    options: tuple[str, ...] = ()
    """Of the command line, beyond those in the subject's name."""
    runs: tuple[Usage, ...] = ()
    failure: str = ""
    """Why there are no runs."""

    @property
    def seconds(self) -> float:
        """The median."""
        return median(run.seconds for run in self.runs)

    @property
    def largest_process(self) -> float:
        """The median, in bytes."""
        return median(run.largest_process for run in self.runs)

    @property
    def all_processes(self) -> float:
        """The median, in bytes."""
        return median(run.all_processes for run in self.runs)


@dataclass(frozen=True)
class Folder:
    files: int
    bytes: int


@dataclass(frozen=True)
class Size:
    """A project of one size: what it consists of, and its measurements."""

    briefs: int
    pages: int
    """Markdown files in `docs/`."""
    docs: Folder
    measurements: tuple[Measurement, ...]
    site: Folder | None = None
    """`None` if only the generator ran."""
    largest_page: tuple[str, int] = ("", 0)
    """Its path below `site/`, and its bytes."""
    first_search: dict[str, int] = field(default_factory=dict)
    """Bytes that a browser loads for the first search, by subject."""
    preview: tuple[float, ...] = ()
    """Seconds from saving a brief to its new text being served, of each run."""

    def find(self, subject: str, scenario: str, options: tuple[str, ...] = ()) -> Measurement | None:
        """The measurement of a subject after a scenario, if it succeeded."""
        for each in self.measurements:
            if (each.subject, each.scenario, each.options) == (subject, scenario, options) and each.runs:
                return each
        return None


@dataclass(frozen=True)
class Results:
    date: str
    machine: Machine
    note: str = ""
    """What a reader has to know about the run."""
    sizes: tuple[Size, ...] = ()


_FORMAT = TypeAdapter(Results)


def with_size(results: Results, size: Size) -> Results:
    sizes = {each.briefs: each for each in (*results.sizes, size)}
    return replace(results, sizes=tuple(sizes[number] for number in sorted(sizes)))


def write(results: Results, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(_FORMAT.dump_json(results, indent=1) + b"\n")


def latest() -> Results:
    return read(max(FOLDER.glob("*.json")))


def read(path: Path) -> Results:
    return _FORMAT.validate_json(path.read_bytes())


def folder(path: Path) -> Folder:
    sizes = [each.stat().st_size for each in path.rglob("*") if each.is_file()]
    return Folder(len(sizes), sum(sizes))


def this_machine() -> Machine:
    import psutil  # of the benchmark alone, while tests read results

    information = Path("/proc/cpuinfo")
    names = [
        line.partition(": ")[2]
        for line in (information.read_text().splitlines() if information.exists() else ())
        if line.startswith("model name")
    ]
    commit = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    return Machine(
        cpu=names[0] if names else platform.processor(),
        cores=os.cpu_count() or 1,
        memory=psutil.virtual_memory().total,
        system=platform.platform(),
        commit=subprocess.run(commit, check=True, capture_output=True, text=True).stdout.strip(),
        versions={"python": platform.python_version()} | {name: version(name) for name in _PACKAGES},
    )
