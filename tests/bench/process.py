"""Times whole processes and measures their memory.

Memory is sampled from the operating system: every hundredth of a second at first, and after that at intervals
of a fiftieth of the time that the process has run, at most half a second. Pages that several processes share
count in equal parts (PSS on Linux), so that the sum over a tree of processes counts none twice.
"""

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.bench.results import FailedError, Usage


def measured(command: Sequence[str], folder: Path, environment: Mapping[str, str] = {}) -> Usage:
    """Run a command in a folder. Raises `FailedError` if its exit code is not 0."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        with running(command, folder, environment, output.fileno()) as process:
            largest = together = 0
            while True:
                resident, proportional = _memory(process.pid)
                largest, together = max(largest, resident), max(together, proportional)
                try:
                    process.wait(min(max(0.01, (time.perf_counter() - start) / 50), 0.5))
                except subprocess.TimeoutExpired:
                    continue
                break
        seconds = time.perf_counter() - start
        if process.returncode:
            output.seek(0)
            end = output.read().decode("utf-8", "replace")[-1000:]
            raise FailedError(f"{' '.join(command)}: exit code {process.returncode}\n{end}")
    return Usage(seconds, largest, together)


@contextmanager
def running(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], output: int
) -> Iterator[subprocess.Popen[bytes]]:
    """A process in the folder; if it still runs in the end, it is terminated, and its children with it."""
    given = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    with subprocess.Popen(command, cwd=folder, env=given, stdout=output, stderr=output) as process:
        try:
            yield process
        finally:
            for each in _tree(process.pid):
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.terminate()


def _tree(identifier: int) -> list[psutil.Process]:
    try:
        root = psutil.Process(identifier)
        return [*root.children(recursive=True), root]
    except psutil.NoSuchProcess:
        return []


def _memory(identifier: int) -> tuple[int, int]:
    """The resident memory of the largest process of a tree, and the memory of all, in bytes."""
    resident, proportional = [0], 0
    for each in _tree(identifier):
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            memory = each.memory_full_info()
            resident.append(memory.rss)
            proportional += getattr(memory, "pss", memory.uss)
    return max(resident), proportional
