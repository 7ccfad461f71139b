#!/usr/bin/env python3
"""Runs `briefs` in the environment .venv, which it sets up first if what is required has changed.

`make` and pre-commit call it. Where there is no `make`, such as on Windows: py .ci/briefs.py check
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
DONE = VENV / "done"
REQUIRED = ("requirements.in", "requirements.txt", "requirements/browser.lock")
IN_BROWSERS = (
    "--no-deps", "--require-hashes", "--only-binary", ":all:", "--platform", "pyemscripten_2026_0_wasm32",
    "--python-version", "3.14", "--implementation", "cp", "--abi", "cp314",
)  # fmt: skip
"""Options of pip for packages that run in a browser."""
LOCKED = (
    "--quiet", "--upgrade", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-emit-index-url", "--custom-compile-command", "make lock", REQUIRED[0], "--output-file", REQUIRED[1],
)  # fmt: skip
"""Options of uv that pin all packages."""


def program(environment: Path, name: str) -> str:
    """The path of a program in an environment."""
    folder = "Scripts" if os.name == "nt" else "bin"
    return str(environment / folder / name)


def run(*command: str, check: bool = True) -> None:
    subprocess.run(command, cwd=ROOT, check=check)  # noqa: S603 -- of this site


def make(environment: Path) -> None:
    # not with a Python that is in the environment itself
    python = getattr(sys, "_base_executable", sys.executable)
    run(python, "-P", "-m", "venv", "--clear", str(environment))


def set_up() -> None:
    files = [ROOT / path for path in REQUIRED if (ROOT / path).exists()]
    required = hashlib.sha256(
        b"\0".join(file.read_bytes() for file in files)
    ).hexdigest()
    if DONE.exists() and DONE.read_text(encoding="utf-8") == required:
        return
    make(VENV)
    pip = program(VENV, "pip")
    # Python compiles what it imports, which is much less than pip would
    run(pip, "install", "--quiet", "--no-compile", "--requirement", REQUIRED[1])
    # what the check in the browser is made of; without it, a site does without
    to = ("--dest", str(VENV / "browser"), "--requirement", REQUIRED[2])
    run(pip, "download", "--quiet", *IN_BROWSERS, *to, check=False)
    DONE.write_text(required, encoding="utf-8")


def lock() -> None:
    environment = ROOT / ".cache" / "lock"
    make(environment)
    run(program(environment, "pip"), "install", "--quiet", "uv")
    run(program(environment, "uv"), "pip", "compile", *LOCKED)


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 -- whoever starts it may have an older one
        sys.exit("Python 3.11 or newer is required: https://www.python.org/downloads/")
    os.environ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    try:
        if arguments == ["lock"]:
            lock()
            return 0
        set_up()
        if arguments == ["setup"]:
            return 0
        briefs = [program(VENV, "briefs"), *arguments]
        if os.name != "nt":
            os.execv(briefs[0], briefs)  # noqa: S606 -- so that Ctrl+C reaches nothing else
        return subprocess.call(briefs)  # noqa: S603 -- the same
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
