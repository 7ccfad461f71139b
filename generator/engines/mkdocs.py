"""Runs MkDocs as a program."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.engines import DOCS_ARE_FRESH
from generator.engines.address import Address
from generator.engines.preview import serving
from generator.pipeline import Project


@contextmanager
def ready(project: Project) -> Iterator[Callable[[], int]]:
    """Load MkDocs; yield what then brings `site/` up to date with `docs/`, where any warning is an error."""
    command = [sys.executable, "-m", "generator.engines.mkdocs_waiting", str(project.cache)]
    # without the first Material prints a notice about MkDocs' future on every run
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", DOCS_ARE_FRESH: "1"}
    with subprocess.Popen(  # noqa: S603
        command, cwd=project.root, env=environment, stdin=subprocess.PIPE
    ) as process:

        def build() -> int:
            process.communicate(b"build\n")
            return process.returncode

        yield build


def serve(project: Project, address: Address) -> int:
    """Serve a live preview, see `preview`."""
    return serving.serve(project, address)
