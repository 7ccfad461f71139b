"""Processes on all cores of this machine."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import cast

from briefing_site.exports import typesetting

CAN_FORK = (
    "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
)
"""On macOS, forked processes can't use some system libraries."""


def can_fork() -> bool:
    """Whether forked processes can do what this one can: they lack its threads, as those of Typst."""
    return CAN_FORK and not typesetting.has_run_here()


def cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pool(
    workers: int,
    *,
    forks: bool,
    begin: Callable[..., None] | None = None,
    arguments: tuple[object, ...] = (),
) -> ProcessPoolExecutor:
    """An executor whose processes are forks of this one, or new interpreters; each calls `begin` first.

    They end with this process, even if it is killed.
    """
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(
        workers, context, initializer=partial(_begin, begin, *arguments)
    )


def _begin(begin: Callable[..., None] | None, *arguments: object) -> None:
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C stops the build, which ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin:
        begin(*arguments)


def _end_with_parent() -> None:
    """End the process if the build is killed; otherwise it would write files during the next one."""
    parent = cast("BaseProcess", multiprocessing.parent_process())
    wait([parent.sentinel])
    os._exit(1)
