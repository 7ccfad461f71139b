"""How long it takes from saving a brief until the preview serves the new text."""

import contextlib
import socket
import subprocess
import sys
import time
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from tests.bench.process import running
from tests.bench.results import FailedError
from tests.bench.scenarios import EDITED, edit_word

POLL = 0.02
"""Seconds between two requests."""
LONGEST = 3600
"""Seconds that a preview may take to show a text."""


def seconds(folder: Path, runs: int) -> list[float]:
    """Start `briefs serve`, edit a word of a brief so often, and poll its page for each.

    Raises `FailedError` if the preview does not show a text in time.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = (sys.executable, "-m", "generator", "serve", "--address", address)
    page = f"http://{address}/briefs/{EDITED}/"
    with running(command, folder, {}, subprocess.DEVNULL) as process:
        _wait(process, page, "")
        taken = []
        for run in range(runs):
            time.sleep(2)  # the preview watches once it has served
            word = f"Saved{run}"
            start = time.perf_counter()
            edit_word(folder / f"briefs/{EDITED}.yml", word)
            _wait(process, page, word)
            taken.append(time.perf_counter() - start)
    return taken


def _wait(process: subprocess.Popen[bytes], page: str, text: str) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError, HTTPException), urlopen(page, timeout=LONGEST) as response:  # noqa: S310 -- on loopback
            if text in response.read().decode("utf-8", "replace"):
                return
        time.sleep(POLL)
    raise FailedError(f"the preview did not show {text!r}")
