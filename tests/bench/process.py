"""Times whole processes and measures their memory.

Memory is sampled from the operating system: every hundredth of a second at first, and after that at intervals
of a fiftieth of the time that the process has run, at most half a second.
"""

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.bench.results import FailedError, Usage


def measured(command: Sequence[str], folder: Path) -> Usage:
    """Run a command in a folder. Raises `FailedError` if its exit code is not 0."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        with running(command, folder, output.fileno()) as process:
            memory = 0
            while process.poll() is None:
                memory = max(memory, *map(_resident, _tree(process.pid)), 0)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(min(max(0.01, (time.perf_counter() - start) / 50), 0.5))
        seconds = time.perf_counter() - start
        if process.returncode:
            output.seek(0)
            end = output.read().decode("utf-8", "replace")[-1000:]
            raise FailedError(f"{' '.join(command)}: exit code {process.returncode}\n{end}")
    return Usage(seconds, memory)


@contextmanager
def running(command: Sequence[str], folder: Path, output: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process in the folder; if it still runs in the end, it is terminated, and its children with it."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output) as process:
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


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return 0
