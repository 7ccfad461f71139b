"""The process that builds, one request after the other, as long as the preview runs."""

import signal
import sys
import time
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from briefing_site import pipeline
from briefing_site.build import lock, processes
from briefing_site.build.writer import WritingError
from briefing_site.diagnostics import Diagnostic, reporters
from briefing_site.engines import mkdocs
from briefing_site.engines.mkdocs import SiteError
from briefing_site.languages.exceptions import reason_in
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked
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
        """Bring the pages and the site up to date."""
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
        """End the process."""
        self._requests.close()
        self._process.terminate()
        self._process.join(_PATIENCE)
        self._process.kill()  # if it waits for a process of its own
        self._process.join()


def _run(requests: Connection, of_server: Connection, project: Project) -> None:
    of_server.close()  # or this process would not notice the end of the server
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        while True:
            requests.recv()
            start = time.perf_counter()
            state = _build(project)
            requests.send(replace(state, seconds=time.perf_counter() - start))
    except (EOFError, ConnectionError):
        pass


def _build(project: Project) -> PreviewState:
    """Build pages and site."""
    language = DEFAULT
    try:
        site = project.site()
        language = site.language
        with lock.held(project.root, project.generated):
            built = pipeline.build(project, site, Options(drafts=True))
        messages = ""
        if built.changes is not None:
            with stage(marked("building the site"), expected=(WritingError, SiteError)):
                messages += mkdocs.update(project, preview=True)
    except (OSError, WritingError, FailureError, SiteError) as error:
        return PreviewState(
            messages=reason_in(language, error), is_current=False, language=language
        )
    is_current = built.changes is not None
    return PreviewState(built.diagnostics, messages, is_current, language=language)
