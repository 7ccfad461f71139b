"""The machine that the benchmark runs on."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil

from tests.bench.results import Machine
from tests.project import ROOT

_PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "hugo", "markdown", "typst")


def current() -> Machine:
    """This machine, and what is installed on it."""
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
