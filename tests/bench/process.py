"""Times whole processes and measures their memory."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.results import FailedError, Usage

WATCH = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(sys.argv[1:], stderr=subprocess.STDOUT)
seconds = time.perf_counter() - start
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps([code, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit]), end="")
"""
"""Runs a command, in a small process of its own: the system counts what its parent has when it starts, too."""
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def measured(command: Sequence[str], folder: Path) -> Usage:
    """Run a command in a folder. Raises `FailedError` if its exit code is not 0."""
    watched = [sys.executable, "-IS", "-c", WATCH, *command]
    done = subprocess.run(
        watched, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True
    )
    output, _, result = done.stdout.decode("utf-8", "replace").rpartition("[")
    code, seconds, memory = json.loads(f"[{result}")
    if code:
        raise FailedError(f"{' '.join(command)}: exit code {code}\n{output[-1000:]}")
    return Usage(seconds, memory)


@contextmanager
def running(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process in the folder; in the end it is terminated, and all that it has started."""
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdout=silent,
        stderr=silent,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
