"""Runs MkDocs in a process of its own, which loads it while the generator runs."""

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection

from generator.build import processes
from generator.engines import DOCS_ARE_FRESH
from generator.engines.address import Address
from generator.engines.preview import serving
from generator.pipeline import Project


@contextmanager
def ready(project: Project) -> Iterator[Callable[[], int]]:
    """Load MkDocs; yield what then brings `site/` up to date with `docs/`, where any warning is an error."""
    starts, start = multiprocessing.Pipe(duplex=False)
    process = processes.started(_build, project, starts, start)
    starts.close()

    def build() -> int:
        with suppress(BrokenPipeError):  # if it has failed to load, its exit code says so
            start.send(None)
        process.join()
        return process.exitcode or 0

    try:
        yield build
    finally:
        start.close()
        process.join()


def _build(project: Project, starts: Connection, start: Connection) -> None:
    """Load MkDocs, and build when the other process says so; end without a build if that ends."""
    start.close()
    gc.freeze()
    gc.enable()
    os.chdir(project.root)
    # without the first Material prints a notice about MkDocs' future on every run
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", DOCS_ARE_FRESH: "1"}
    try:
        from generator.engines import mkdocs_build  # noqa: PLC0415 -- it takes long, and may be interrupted

        mkdocs_build.prepare()
        starts.recv()
        mkdocs_build.build_site(project.cache)
    except EOFError:
        pass
    except KeyboardInterrupt:
        sys.exit(1)


def serve(project: Project, address: Address) -> int:
    """Serve a live preview, see `preview`."""
    return serving.serve(project, address)
