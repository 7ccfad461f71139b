"""The pages and the site of the preview, and what is known of them from one build to the next."""

import os
import time
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from generator import pipeline, search
from generator.build import lock, writer
from generator.build.options import Options
from generator.build.parsed import Known
from generator.build.rest import Rest
from generator.build.writer import WritingError
from generator.engines.preview import edited
from generator.engines.preview.edited import LastBuild
from generator.engines.preview.interrupts import Interrupts
from generator.engines.preview.outcome import PreviewState
from generator.engines.preview.site import PreviewSite, SiteError
from generator.languages.exceptions import said
from generator.languages.language import DEFAULT
from generator.languages.phrase import marked, within
from generator.pipeline import Project
from generator.site.failure import FailureError, stage


class PreviewPages:
    """The generated files, the site, and the files that are written, but not yet in the site."""

    def __init__(self, project: Project, interrupts: Interrupts) -> None:
        self._project = project
        self._interrupts = interrupts
        self._site = PreviewSite(project)
        self._written: set[str] | None = None
        """`None` if more has changed than the content of files."""
        self._changed: set[Path] = set()
        """What has changed since the last build of everything."""
        self._last: LastBuild | None = None
        self._parsed: Known = {}
        self._answer = PreviewState()
        self.is_behind = False
        """Whether there is something to catch up with."""

    def build(self, changed: AbstractSet[Path]) -> tuple[PreviewState, Rest | None]:
        """Make the pages of edited briefs; if more has changed, build everything but what takes long.

        Returns that, too, unless there is more to catch up with.
        """
        start = time.perf_counter()
        self._changed |= changed
        for path in changed:
            if path.is_relative_to(self._project.docs):
                self._add([path.relative_to(self._project.docs).as_posix()], removed=not path.is_file())
            elif not path.is_relative_to(self._project.briefs):
                self._written = None
        early = self._of_edited()
        outcome, rest = (early, None) if early else self._of_all(nullcontext)
        self.is_behind = outcome.is_current and (early is not None or self._last is None)
        self._answer = replace(outcome, seconds=time.perf_counter() - start)
        return self._answer, None if self.is_behind else rest

    def catch_up(self) -> tuple[PreviewState | None, Rest | None]:
        """Build what the last answer left out; return the result if it is news, and what takes long.

        Raises `RequestInterrupt`; then there is still something to catch up with.
        """
        start, has_pages = time.perf_counter(), bool(self._changed or self._written)
        outcome, rest = self._of_all(self._interrupts.allowed)
        self.is_behind = False
        is_news = has_pages or (outcome.report, outcome.is_current) != (
            self._answer.report,
            self._answer.is_current,
        )
        return (replace(outcome, seconds=time.perf_counter() - start) if is_news else None), rest

    def _of_edited(self) -> PreviewState | None:
        """The result, if only briefs were edited and all that has to be made first is their pages."""
        known = self._last
        is_edit = all(path.is_relative_to(self._project.briefs) for path in self._changed)
        if known is None or self._written is None or not self._changed or not is_edit:
            return None
        try:
            found = edited.pages(self._project, known, self._changed)
            for page in found.files if found else ():
                writer.replace_early(self._project.generated, page.path, page.content)
            messages = self._site.remake({page.path for page in found.files}) if found else None
        except Exception:  # noqa: BLE001 -- a build of everything fails as well, and reports it
            return None
        if found is None or messages is None:
            return None
        return PreviewState(found.diagnostics, messages, has_pages=True, language=known.site.language)

    def _of_all(
        self, interruptible: Callable[[], AbstractContextManager[None]]
    ) -> tuple[PreviewState, Rest | None]:
        """Build everything but what takes long; return that, too."""
        outcome, rest = self._generated(interruptible)
        if outcome.has_pages:
            try:
                with stage(marked("building the site"), expected=(WritingError, SiteError)):
                    with interruptible():
                        messages = None if self._written is None else self._site.remake(self._written)
                    if messages is None:
                        messages = self._site.build(rest.left.paths if rest else ())
                outcome = replace(outcome, messages=outcome.messages + messages)
                self._written = set()
            except (OSError, WritingError, SiteError, FailureError) as error:
                outcome = replace(outcome, messages=said(error, outcome.language), is_current=False)
                self._written = None
        return outcome, rest

    def _generated(
        self, interruptible: Callable[[], AbstractContextManager[None]]
    ) -> tuple[PreviewState, Rest | None]:
        """Bring the generated files up to date; return what was left for later, too."""
        project, known, spoken = self._project, self._last, DEFAULT
        options = Options(
            drafts=True,
            quick=True,
            parsed=self._parsed,
            is_relinked=known is None,
            before_writing=self._interrupts.forbid,
        )
        try:
            site = project.site(os.environ)
            spoken = site.language
            with lock.held(project.generated), interruptible():
                built = pipeline.build(project, site, options)
        except (OSError, WritingError, FailureError) as error:
            self._last = None
            return PreviewState(messages=said(error, spoken), is_current=False, language=spoken), None
        self._parsed = built.parsed
        self._changed = set()
        if built.linked:
            known = LastBuild(site, *built.linked, built.diagnostics)
        is_current = built.changes is not None and not built.failures
        self._last = known if is_current else None
        if built.changes:
            removed = [path for path in built.changes.removed if not search.is_part(path)]
            self._add(built.changes.written, removed=bool(removed))
        messages = "".join(f"{within(failure, spoken)}\n" for failure in built.failures)
        has_pages = built.changes is not None
        outcome = PreviewState(built.diagnostics, messages, is_current, has_pages, language=spoken)
        return outcome, built.rest

    def _add(self, paths: Iterable[str], *, removed: bool) -> None:
        if removed:
            self._written = None
        elif self._written is not None:
            self._written |= {path for path in paths if not search.is_part(path)}
