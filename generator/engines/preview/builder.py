"""The process that builds, one request after the other, as long as the preview runs.

It answers a request as soon as the pages of edited briefs are made, and makes all others after that. A new
request interrupts this.
"""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Set as AbstractSet
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from generator.build import hand_written, processes
from generator.build.rest import Rest
from generator.engines.preview.interrupts import Interrupts, RequestInterrupt
from generator.engines.preview.outcome import PreviewState
from generator.languages.exceptions import said
from generator.pipeline import Project
from generator.site.failure import FailureError

_PAUSE = 2.0
"""Seconds without a request, in which there is time to collect garbage."""
_PATIENCE = 5.0
"""Seconds in which a process has to end."""
_IDLE = 10
"""How much processes that make what nobody waits for give way to others."""


class Builder:
    """The process, as the server sees it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._start()

    def _start(self) -> None:
        self._requests, requests = multiprocessing.Pipe()
        self._process = processes.started(_run, requests, self._requests, self._project)
        requests.close()

    @property
    def news(self) -> Connection:
        """It is ready when there is something to `receive`."""
        return self._requests

    def build(self, changed: AbstractSet[Path]) -> PreviewState | None:
        """Build; `changed` are the files that did. `None` if nothing depends on these."""
        with suppress(ConnectionError):  # then there is no answer either
            self._requests.send(changed)
        is_answer = False
        while not is_answer:
            is_answer, outcome = self._received()
        return outcome

    def receive(self) -> PreviewState | None:
        """What a build resulted in that went on after its answer."""
        return self._received()[1]

    def _received(self) -> tuple[bool, PreviewState | None]:
        try:
            received: tuple[bool, PreviewState | None] = self._requests.recv()
        except (EOFError, ConnectionError):
            self.close()
            self._start()
            spoken = self._project.site(os.environ).language
            message = spoken.gettext("the build failed; see the terminal")
            return True, PreviewState(messages=message, is_current=False, language=spoken)
        return received

    def close(self) -> None:
        """End the process, and with it what runs in the background."""
        self._requests.close()
        self._process.terminate()
        self._process.join(_PATIENCE)
        self._process.kill()  # if it waits for a process of its own
        self._process.join()


def _run(requests: Connection, of_server: Connection, project: Project) -> None:
    of_server.close()  # or this process would not notice the end of the server
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    gc.disable()  # it would look at all records again and again
    from generator.engines.preview.pages import PreviewPages  # noqa: PLC0415 -- the server has no MkDocs

    preview = PreviewPages(project, Interrupts(requests))
    background: BaseProcess | None = None
    has_garbage = has_rest = False
    try:
        while True:
            if preview.is_behind:
                with suppress(RequestInterrupt):
                    news, rest = preview.catch_up()
                    background = processes.started(_make, rest) if rest and not has_rest else None
                    if news:
                        requests.send((False, news))
            sources: list[Connection | int] = [requests, *([background.sentinel] if background else [])]
            ready = wait(sources, _PAUSE if has_garbage else None)
            if not ready:  # pragma: no cover – no test waits so long
                gc.collect()
                has_garbage = False
                continue
            has_garbage = True
            if requests not in ready:
                preview.is_behind = has_rest = True  # with what is in the cache now
                background = None
                continue
            changed = requests.recv()
            if changed and not _concerns(changed, project):
                requests.send((True, None))
                continue
            _stop(background)
            has_rest = False
            outcome, rest = preview.build(changed)
            background = processes.started(_make, rest) if rest else None
            requests.send((True, outcome))
    except (EOFError, ConnectionError):
        pass
    finally:
        _stop(background)
        gc.freeze()  # and skip the collection at exit


def _concerns(changed: AbstractSet[Path], project: Project) -> bool:
    """Whether the preview is made from one of the files."""
    others = {path for path in changed if not path.is_relative_to(project.docs)}
    pages = {path.relative_to(project.docs) for path in changed - others}
    visible = {page.as_posix() for page in pages if not any(part.startswith(".") for part in page.parts)}
    return bool(others or visible - hand_written.generated(project.docs))


def _make(rest: Rest) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "setpgid"):  # pragma: no branch – on Windows
        os.setpgid(0, 0)  # its processes end with it
        os.nice(_IDLE)
    try:
        rest.make()
    except (OSError, FailureError) as error:
        print(f"briefs: {said(error, rest.site.language)}", file=sys.stderr)  # noqa: T201


def _stop(background: BaseProcess | None) -> None:
    if background is None:
        return
    if hasattr(os, "killpg") and background.pid:  # pragma: no branch – on Windows
        with suppress(ProcessLookupError):
            os.killpg(background.pid, signal.SIGKILL)
    background.kill()
    background.join()
