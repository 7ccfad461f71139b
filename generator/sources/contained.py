"""Reads what other hosts send in a process of its own, which has limits of time and memory.

Parsers of HTML, of robots.txt and of Unicode are linear until somebody finds a text for which they are not.
"""

import multiprocessing
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar, cast

from generator.languages.phrase import marked

SECONDS = 20.0
"""For one text."""
MEGABYTES = 1024
"""Of address space, beside the program itself."""

Parameters = ParamSpec("Parameters")
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
        self,
        function: Callable[Parameters, Result],
        *arguments: Parameters.args,
        **options: Parameters.kwargs,
    ) -> Result:
        """The result of a function; it has to be of a module, and one call waits for the other.

        Raises `ExhaustedError`, and what the function raises.
        """
        with self._turn:
            is_right, result = self._answer(function, arguments, options)
        if not is_right:
            raise result  # type: ignore[misc]
        return cast("Result", result)

    def _answer(self, function: object, arguments: object, options: object) -> tuple[bool, object]:
        if self._process is None or not self._process.is_alive():
            self._start()
        is_whole = False
        try:
            self._connection.send((function, arguments, options))
            if self._connection.poll(self._seconds):
                answer: tuple[bool, object] = self._connection.recv()
                is_whole = True
                return answer
        except (EOFError, OSError) as error:
            raise ExhaustedError(marked("it can't be read: the program that reads it crashed")) from error
        finally:
            if not is_whole:
                self.close()
        raise ExhaustedError(marked("it takes more than {limit:g} seconds to read", limit=self._seconds))

    def _start(self) -> None:
        # a forked process starts at once, but lacks the threads that may hold a lock
        can_fork = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork") if can_fork else multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._megabytes), daemon=True)
        process.start()
        theirs.close()
        self._process = process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()
            self._process = None


def _serve(connection: Connection, megabytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command ends this process
    limit = _limited(megabytes)
    with suppress(EOFError, OSError):  # the command has ended
        while True:
            function, arguments, options = connection.recv()
            if limit is not None:
                limit()
            try:
                answer = True, function(*arguments, **options)
            except MemoryError:
                answer = (
                    False,
                    ExhaustedError(
                        marked("it takes more than {limit} MB of memory to read", limit=megabytes)
                    ),
                )
            except Exception as error:  # noqa: BLE001 -- it is raised where the function was called
                answer = False, error
            connection.send(answer if answer[0] else _picklable(answer))


def _limited(megabytes: int) -> Callable[[], None] | None:
    """Sets the limit of memory; `None` where the system has none."""
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return None

    def limit() -> None:
        with suppress(OSError, ValueError), open("/proc/self/statm", "rb") as status:  # noqa: PTH123
            own = int(status.read().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (own + megabytes * 1024 * 1024, resource.RLIM_INFINITY))

    return limit


def _picklable(answer: tuple[bool, object]) -> tuple[bool, object]:
    """The answer; an exception that can't be sent is replaced by its name."""
    try:
        pickle.loads(pickle.dumps(answer))  # noqa: S301 -- our own
    except Exception:  # noqa: BLE001 -- of any kind
        return False, ExhaustedError(marked("it can't be read: {reason}", reason=type(answer[1]).__name__))
    return answer
