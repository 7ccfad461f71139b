"""The browser that the tests drive: found on the machine, or installed where that can be.

`python -m tests.browser` finds or installs it; `make test` calls that first.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, sync_playwright

PACKAGES = ("chromium", "chromium-headless-shell")
"""Of Debian. The first is what readers have; the second has no windows, and asks for less than they do."""
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
)
CHOICE = "CHROMIUM"
"""The variable of the environment with the path of another browser to take."""
FONTS = ("fontpkg_source_serif_4", "manimgx_fonts", "pylopdf_fonts_zh_cn")
"""Packages of fonts, which are the only ones that the browser has: a page is as long on each machine."""
FONT_SETTINGS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>serif</family><prefer><family>Source Serif 4</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Noto Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Noto Sans</family></prefer></alias>
</fontconfig>
"""
QUIET = (
    "--no-sandbox",  # for root, as in containers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--in-process-gpu",
    "--disable-gpu",
    "--disable-software-rasterizer",  # there is little to draw
    "--js-flags=--wasm-tiering-budget=20000000",  # optimizing takes longer than running what tests do
)


def installed() -> str | None:
    """The path of the browser to take of this machine, or `None` where there is none."""
    chosen = os.environ.get(CHOICE)
    if chosen:
        return chosen
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
        with tempfile.TemporaryDirectory() as folder:
            environment: dict[str, str | float | bool] = {
                **os.environ,
                "FONTCONFIG_FILE": font_settings(Path(folder)),
            }
            with playwright.chromium.launch(
                executable_path=path, args=list(QUIET), env=environment
            ) as browser:
                yield browser


def font_settings(folder: Path) -> str:
    """Write the settings of fonts into a folder, and return their path."""
    folders = ""
    for package in FONTS:
        folders += f"  <dir>{files(package)}</dir>\n"
    path = folder / "fonts.conf"
    path.write_text(FONT_SETTINGS.format(folders=folders), encoding="utf-8")
    return str(path)


def described() -> str:
    """The path and the version of the browser that the tests take."""
    with sync_playwright() as playwright:
        path = executable(playwright)
    if path is None:
        return "none; the tests that use one are skipped, and under CI they fail"
    done = subprocess.run(
        [path, "--version"], check=False, capture_output=True, text=True
    )
    return f"{path} ({done.stdout.strip()})"


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
