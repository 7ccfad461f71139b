"""The browser that the tests drive: found on the machine, or installed where that can be.

`python -m tests.browser` finds or installs it; `make test` calls that first.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, sync_playwright

PACKAGES = ("chromium-headless-shell", "chromium")
"""Of Debian. The first takes a quarter less of the processor, as it has no windows to look after."""
NAMES = (*PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",  # for root, as in containers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--in-process-gpu",
    "--disable-gpu",
    "--disable-software-rasterizer",  # there is little to draw
    "--js-flags=--no-opt,--wasm-tiering-budget=20000000",  # optimizing takes longer than running what tests do
)


def installed() -> str | None:
    """The path of a browser of this machine, or `None` where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def executable(playwright: Playwright) -> str | None:
    """The same, or that of Playwright."""
    own = playwright.chromium.executable_path
    return installed() or (own if Path(own).exists() else None)


@contextmanager
def launched() -> Iterator[Browser | None]:
    """A running browser, or `None` where there is none; under CI that is an error."""
    with sync_playwright() as playwright:
        path = executable(playwright)
        if path is None:
            if os.environ.get("CI"):
                raise RuntimeError(
                    "the browser tests have no browser; `make browser` installs one"
                )
            yield None
            return
        with playwright.chromium.launch(
            executable_path=path, args=list(QUIET)
        ) as browser:
            yield browser


def box(element: Locator) -> dict[str, float]:
    """Where an element is in the window, in pixels: its `x`, `y`, `width`, `height`, `right` and `bottom`."""
    found: dict[str, float] = element.evaluate(
        "each => each.getBoundingClientRect().toJSON()"
    )
    return found


def in_script(page: Page, path: str, expression: str, given: object) -> Any:  # noqa: ANN401 -- what JSON holds
    """What an expression with the `script` of the site at a path makes of what is `given`."""
    code = f"async (given) => {{ const script = await import('/{path}'); return {expression}; }}"
    return page.evaluate(code, given)


def install(*packages: str) -> bool:
    """Install the first of some packages of Debian that there is, where that can be; whether one was installed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    commands = [
        ["update"],
        *(["install", "-y", "--no-install-recommends", each] for each in packages),
    ]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ended = (
        subprocess.run(
            ["apt-get", "-qq", *each],
            env=environment,
            check=False,
            stdout=subprocess.DEVNULL,
        )
        for each in commands
    )
    next(ended)
    return any(each.returncode == 0 for each in ended)


def main() -> None:
    """Make sure that there is a browser, or say what follows from there being none."""
    if installed():
        return
    with sync_playwright() as playwright:
        if executable(playwright) is None and not install(*PACKAGES):
            subprocess.run(
                [sys.executable, "-m", "playwright", "install", "chromium"], check=False
            )
        if executable(playwright) is None:
            message = "No browser was found or could be installed: install Chromium or Google Chrome."
            sys.stderr.write(
                f"{message} Without one the browser tests are skipped, and under CI they fail.\n"
            )


if __name__ == "__main__":
    main()
