"""The figures of a run, as they are kept in `results/` and stand in `docs/performance.md`."""

import os
import platform
import re
import subprocess
from dataclasses import field, replace
from importlib.metadata import version
from pathlib import Path
from statistics import median

from jinja2 import Environment
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from tests.project import ROOT

FOLDER = Path(__file__).parent / "results"
"""A file for each run that was kept, named by its date."""
PAGE = ROOT / "docs/performance.md"
TEMPLATE = Path(__file__).with_name("results.md.jinja")
# definitions of links without a link: invisible on the page, and no text for the search
BEGIN, END = '[begin]: # "results, written by `make bench`"', '[end]: # "results"'
_PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "hugo", "markdown", "typst")


class FailedError(Exception):
    """A process ended with an error, or without its result; the message has the end of its output."""


@dataclass(frozen=True)
class Usage:
    """What one run of a process took."""

    seconds: float
    """From start to exit."""
    memory: int
    """The most that one process of the tree had resident, in bytes."""


@dataclass(frozen=True)
class Measurement:
    """What was timed, after what, and what each run took."""

    subject: str
    scenario: str
    runs: tuple[Usage, ...] = ()
    failure: str = ""
    """Why there are no runs."""


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
    site: Folder
    measurements: tuple[Measurement, ...]
    first_search: int | None
    """Bytes of the index that a browser loads for one query; `None` without a browser."""
    preview: tuple[float, ...]
    """Seconds from saving a brief to its new text being served, of each run."""


@dataclass(frozen=True)
class Results:
    machine: str
    """What the benchmark ran on, and the versions of what it timed, in a sentence."""
    note: str = ""
    """What a reader has to know about the run."""
    sizes: tuple[Size, ...] = field(default=())


_FORMAT = TypeAdapter(Results)


def add(date: str, note: str, size: Size) -> None:
    """Keep the measurements of a size with those of the same day, program and machine."""
    path = FOLDER / f"{date}.json"
    results = Results(_this_machine(), note)
    if (
        path.exists()
        and (before := _FORMAT.validate_json(path.read_bytes())).machine
        == results.machine
    ):
        results = replace(before, note=note or before.note)
    sizes = {each.briefs: each for each in (*results.sizes, size)}
    results = replace(results, sizes=tuple(sizes[number] for number in sorted(sizes)))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(_FORMAT.dump_json(results, indent=1) + b"\n")


def _this_machine() -> str:
    information = Path("/proc/cpuinfo")
    names = re.findall(
        "model name.*: (.*)", information.read_text() if information.exists() else ""
    )
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    commit = subprocess.run(
        command, check=True, capture_output=True, text=True
    ).stdout.strip()
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (
        f"{os.cpu_count()} cores ({names[0] if names else platform.processor()}) with "
        f"{memory / 2**30:.0f} GiB of memory; {platform.system()}. "
        f"Program: {commit}; python {platform.python_version()}, {versions}"
    )


def with_latest(page: str) -> str:
    """The text of the page with the tables of the latest results."""
    path = max(FOLDER.glob("*.json"))
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    environment = Environment(trim_blocks=True, autoescape=False)  # noqa: S701 -- it is Markdown
    environment.filters |= {"number": "{:,}".format, "bytes": _bytes, "median": median}
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    tables = template.render(
        date=path.stem, results=_FORMAT.validate_json(path.read_bytes())
    )
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def write_page() -> None:
    PAGE.write_text(with_latest(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def _bytes(number: float) -> str:
    return f"{number / 1e6:,.1f} MB" if number >= 1e6 else f"{number / 1e3:.0f} kB"
