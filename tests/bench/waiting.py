"""What a reader waits for: the new text of a brief in the preview, and what a browser loads for a first search."""

import contextlib
import socket
import subprocess
import sys
import time
from collections import Counter
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Response

from tests.bench.process import running
from tests.bench.results import FailedError
from tests.bench.scenarios import EDITED, edit_word
from tests.browser import launched
from tests.conftest import served

QUERY = "drugs"
POLL = 0.02
"""Seconds between two requests."""
LONGEST = 3600
"""Seconds that a preview may take to show a text."""


def preview(folder: Path, runs: int) -> list[float]:
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


def first_search(site: Path) -> int | None:
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
            "requestfinished", lambda request: count(response) if (response := request.response()) else None
        )
        page.goto(f"{host.address}search/?q={QUERY}")
        page.locator(".search-results ol a").first.wait_for(timeout=120_000)
        page.wait_for_load_state("networkidle")
        return loaded.total()
