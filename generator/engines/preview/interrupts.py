"""Interrupts what nobody waits for as soon as the server sends a request."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

if sys.platform != "win32":
    import fcntl


class RequestInterrupt(KeyboardInterrupt):
    """There is a request. Like Ctrl+C it is not an error, so nothing handles it as one."""


class Interrupts:
    """Raises `RequestInterrupt` when there is a request, where that is allowed; never on Windows."""

    def __init__(self, requests: Connection) -> None:
        self._requests = requests
        self._are_allowed = False
        if sys.platform != "win32":  # pragma: no branch
            signal.signal(signal.SIGIO, self._on_signal)
            fcntl.fcntl(requests, fcntl.F_SETOWN, os.getpid())
            fcntl.fcntl(requests, fcntl.F_SETFL, fcntl.fcntl(requests, fcntl.F_GETFL) | os.O_ASYNC)

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """Allow interrupts, at any point of the program."""
        self._are_allowed = True
        try:
            self._interrupt()
            yield
        finally:
            self._are_allowed = False

    def forbid(self) -> None:
        """Allow no more interrupts from here on."""
        self._are_allowed = False

    def _on_signal(self, *_: object) -> None:
        self._interrupt()

    def _interrupt(self) -> None:
        if self._are_allowed and self._requests.poll():
            self._are_allowed = False
            raise RequestInterrupt
