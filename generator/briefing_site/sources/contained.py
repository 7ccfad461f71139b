"""Reads what other hosts send in a process of its own, which has limits of time and memory.

Parsers of HTML, of robots.txt and of Unicode are linear until somebody finds a text for which they are not.
"""

import multiprocessing
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar, TypeVarTuple, cast

from briefing_site.languages.phrase import marked

CONTEXT = multiprocessing.get_context("spawn")
"""Starts the process. A fork of this one lacks the threads that may hold a lock."""
SECONDS = 20.0
"""For one text."""
MEGABYTES = 1024
"""Of address space, beside the program itself."""

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


class ExhaustedError(Exception):
    """A text takes too long or too much memory; the message says which, and is for people."""


class Container:
    """The process. It is started when there is something to read, and again whenever it had to be ended."""

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: BaseProcess | None = None
        self._turn = threading.Lock()

    def call(
        self, function: Callable[[*Arguments], Result], *arguments: *Arguments
    ) -> Result:
        """The result of a function; it has to be of a module, and one call waits for the other.

        Raises `ExhaustedError`, and what the function raises.
        """
        with self._turn:
            error, result = self._answer((function, arguments))
        if isinstance(error, MemoryError):
            reason = marked(
                "it takes more than {limit} MB of memory to read", limit=self._megabytes
            )
            raise ExhaustedError(reason) from error
        if error is not None:
            raise error
        return cast("Result", result)

    def _answer(self, call: object) -> tuple[Exception | None, object]:
        """The error or the result of a call; the process is ended if it answers with neither."""
        if self._process is None or not self._process.is_alive():
            self._start()
        answer: tuple[Exception | None, object] | None = None
        try:
            self._connection.send(call)
            if self._connection.poll(self._seconds):
                answer = self._connection.recv()
        except (
            Exception
        ) as error:  # of any kind, if an error of the function can't be sent
            reason = marked("it can't be read: the program that reads it crashed")
            raise ExhaustedError(reason) from error
        finally:
            if answer is None:  # a late one must not be taken for that to the next call
                self.close()
        if answer is None:
            reason = marked(
                "it takes more than {limit:g} seconds to read", limit=self._seconds
            )
            raise ExhaustedError(reason)
        return answer

    def _start(self) -> None:
        self._connection, its_end = CONTEXT.Pipe()
        self._process = CONTEXT.Process(
            target=_serve, args=(its_end, self._megabytes), daemon=True
        )
        self._process.start()
        its_end.close()

    def close(self) -> None:
        """End the process; the next call starts another one."""
        if self._process is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()
            self._process = None


def _serve(connection: Connection, megabytes: int) -> None:
    """Answer calls, one after the other, with an error or a result; runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command ends this process
    with suppress(Exception):  # the command has ended, or the answer can't be sent
        while True:
            function, arguments = connection.recv()
            _limit_memory(megabytes)
            error = None
            result = None
            try:
                result = function(*arguments)
            except Exception as raised:  # noqa: BLE001 -- it is raised again where the function was called
                error = raised
            connection.send((error, result))


def _limit_memory(megabytes: int) -> None:
    """Limit the memory of this process to what it has now and the megabytes, where the system can do that."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 -- not on Windows

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        size = pages * resource.getpagesize() + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))
