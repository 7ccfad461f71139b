"""The process that builds, one request after the other, as long as the preview runs."""

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from generator import pipeline, search
from generator.building.options import Options
from generator.building.parsed import Known
from generator.building.processes import CAN_FORK
from generator.building.rest import Rest
from generator.engines.preview.outcome import PreviewState
from generator.languages.exceptions import said
from generator.languages.language import DEFAULT
from generator.languages.phrase import marked, within
from generator.pipeline import Project
from generator.publishing.failure import FailureError, stage
from generator.writing import hand_written, lock
from generator.writing.writer import WritingError

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
        context = multiprocessing.get_context("spawn")
        self._requests, requests = context.Pipe()
        self._process = context.Process(target=_run, args=(requests, self._project))
        self._process.start()
        requests.close()

    def build(self, changed: AbstractSet[Path]) -> PreviewState | None:
        """Build; `changed` are the files that did. `None` if nothing depends on these."""
        try:
            self._requests.send(changed)
            outcome: PreviewState | None = self._requests.recv()
        except (EOFError, ConnectionError):
            self.stop()
            self._start()
            spoken = self._project.site(os.environ).language
            message = spoken.gettext("the build failed; see the terminal")
            return PreviewState(messages=message, is_current=False, language=spoken)
        return outcome

    def stop(self) -> None:
        """End the process, and with it what runs in the background."""
        self._requests.close()
        self._process.terminate()
        self._process.join(_PATIENCE)
        self._process.kill()  # if it waits for a process of its own
        self._process.join()


def _run(requests: Connection, project: Project) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    gc.disable()  # it would look at all records again and again
    preview = _Preview(project)
    background: BaseProcess | None = None
    has_garbage = False
    try:
        while True:
            sources: list[Connection | int] = [requests, *([background.sentinel] if background else [])]
            ready = wait(sources, _PAUSE if has_garbage else None)
            if not ready:  # pragma: no cover – no test waits so long
                gc.collect()
                has_garbage = False
                continue
            has_garbage = True
            if requests not in ready:
                preview.generate()  # with what is in the cache now
                background = None
                continue
            changed = requests.recv()
            if changed and not _concerns(changed, project):
                requests.send(None)
                continue
            _stop(background)
            outcome, rest = preview.build(changed)
            background = _started(rest) if rest else None
            requests.send(outcome)
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


class _Preview:
    """The generated files, the site, and the files that are written, but not yet in the site."""

    def __init__(self, project: Project) -> None:
        from generator.engines.preview.site import PreviewSite  # noqa: PLC0415 -- the server has no MkDocs

        self._project = project
        self._site = PreviewSite(project)
        self._written: set[str] | None = None
        """`None` if more has changed than the content of files."""
        self._parsed: Known = {}

    def build(self, changed: AbstractSet[Path]) -> tuple[PreviewState, Rest | None]:
        """Build everything but what takes long; return that, too."""
        from generator.engines.preview.site import SiteError  # noqa: PLC0415

        start = time.perf_counter()
        for path in changed:
            if path.is_relative_to(self._project.docs):
                self._add([path.relative_to(self._project.docs).as_posix()], removed=not path.is_file())
            elif not path.is_relative_to(self._project.briefs):
                self._written = None
        outcome, rest = self.generate()
        if outcome.has_pages:
            try:
                with stage(marked("building the site"), expected=(WritingError, SiteError)):
                    messages = self._site.build(self._written, rest.left.paths if rest else ())
                outcome = replace(outcome, messages=outcome.messages + messages)
                self._written = set()
            except (OSError, WritingError, SiteError, FailureError) as error:
                outcome = replace(outcome, messages=said(error, outcome.language), is_current=False)
                self._written = None
        return replace(outcome, seconds=time.perf_counter() - start), rest

    def generate(self) -> tuple[PreviewState, Rest | None]:
        """Bring the generated files up to date; return what was left for later, too."""
        project, spoken = self._project, DEFAULT
        try:
            site = project.site(os.environ)
            spoken = site.language
            with lock.held(project.generated):
                options = Options(drafts=True, quick=True, parsed=self._parsed)
                built = pipeline.build(project, site, options)
        except (OSError, WritingError, FailureError) as error:
            return PreviewState(messages=said(error, spoken), is_current=False, language=spoken), None
        self._parsed = built.parsed
        if built.changes:
            removed = [path for path in built.changes.removed if not search.is_part(path)]
            self._add(built.changes.written, removed=bool(removed))
        messages = "".join(f"{within(failure, spoken)}\n" for failure in built.failures)
        has_pages = built.changes is not None
        is_current = has_pages and not built.failures
        outcome = PreviewState(built.diagnostics, messages, is_current, has_pages, language=spoken)
        return outcome, built.rest

    def _add(self, paths: Iterable[str], *, removed: bool) -> None:
        if removed:
            self._written = None
        elif self._written is not None:
            self._written |= {path for path in paths if not search.is_part(path)}


def _started(rest: Rest) -> BaseProcess:
    context = multiprocessing.get_context("fork") if CAN_FORK else multiprocessing.get_context("spawn")
    process = context.Process(target=_make, args=(rest,))
    process.start()
    return process


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
