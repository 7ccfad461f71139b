"""The process that builds, one request after the other, as long as the preview runs."""

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from briefing_site import pipeline
from briefing_site.build import lock, processes
from briefing_site.build.parsed import Known
from briefing_site.build.writer import WritingError
from briefing_site.diagnostics import Diagnostic, reporters
from briefing_site.engines import mkdocs
from briefing_site.engines.mkdocs import SiteError
from briefing_site.languages.exceptions import reason_in
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked, within
from briefing_site.pipeline import Options, Project
from briefing_site.site import Language
from briefing_site.site.failure import FailureError, stage

_PATIENCE = 5.0
"""Seconds in which a process has to end."""
_IDLE = 10
"""How much processes that make what nobody waits for give way to others."""


@dataclass(frozen=True)
class PreviewState:
    diagnostics: tuple[Diagnostic, ...] = ()
    messages: str = ""
    """What else there is to report, such as an error in the settings."""
    is_current: bool = True
    """Whether all pages were brought up to date; if not, those of an earlier build stay."""
    seconds: float = 0
    language: Language = DEFAULT

    @property
    def report(self) -> str:
        return reporters.text(self.diagnostics, self.language) + self.messages


class Builder:
    """The process, as the server sees it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._start()

    def _start(self) -> None:
        self._requests, requests = Pipe()
        self._process = processes.started(_run, requests, self._requests, self._project)
        requests.close()

    def build(self) -> PreviewState:
        """Bring the pages and the site up to date; the rest follows in the background."""
        try:
            self._requests.send(None)
            state: PreviewState = self._requests.recv()
        except (EOFError, ConnectionError):
            self.close()
            self._start()
            language = self._project.site().language
            message = language.gettext("the build failed; see the terminal")
            return PreviewState(messages=message, is_current=False, language=language)
        return state

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
    background: BaseProcess | None = None
    parsed: Known = {}
    try:
        while True:
            requests.recv()
            _stop(background)
            start = time.perf_counter()
            state, is_complete = _build(project, parsed)
            background = (
                None if is_complete else processes.started(_build_rest, project, parsed)
            )
            requests.send(replace(state, seconds=time.perf_counter() - start))
    except (EOFError, ConnectionError):
        pass
    finally:
        _stop(background)


def _build(project: Project, parsed: Known) -> tuple[PreviewState, bool]:
    """Build pages and site; return the result, and whether nothing is left to be built."""
    language = DEFAULT
    try:
        site = project.site()
        language = site.language
        with lock.held(project.root, project.generated):
            built = pipeline.build(
                project, site, Options(drafts=True, pages_first=True, parsed=parsed)
            )
        messages = "".join(
            f"{within(failure, language)}\n" for failure in built.failures
        )
        if built.changes is not None:
            with stage(marked("building the site"), expected=(WritingError, SiteError)):
                messages += mkdocs.update(project, preview=True)
    except (OSError, WritingError, FailureError, SiteError) as error:
        return PreviewState(
            messages=reason_in(language, error), is_current=False, language=language
        ), True
    is_current = built.changes is not None and not built.failures
    state = PreviewState(built.diagnostics, messages, is_current, language=language)
    return state, built.is_complete or not is_current


def _build_rest(project: Project, parsed: Known) -> None:
    """Build what is no page, in a process that may be ended at any moment."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "setpgid"):  # pragma: no branch – on Windows
        os.setpgid(0, 0)  # its processes end with it
        os.nice(_IDLE)
    site = project.site()
    try:
        with lock.held(project.root, project.generated):
            pipeline.build(project, site, Options(drafts=True, parsed=parsed))
    except (OSError, WritingError, FailureError) as error:
        print(f"briefs: {reason_in(site.language, error)}", file=sys.stderr)  # noqa: T201


def _stop(background: BaseProcess | None) -> None:
    if background is None:
        return
    if hasattr(os, "killpg") and background.pid:  # pragma: no branch – on Windows
        with suppress(ProcessLookupError):
            os.killpg(background.pid, signal.SIGKILL)
    background.kill()
    background.join()
