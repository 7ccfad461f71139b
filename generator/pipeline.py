"""The stages of a build, top-down: read, check, link, render, write. The engine runs after that.

Only `load` at the start and `writing` at the end access the disk. Everything in between is pure.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator import exports, form, search
from generator.build import (
    compared,
    diagnosed,
    digest,
    hand_written,
    later,
    parsed,
    processes,
    program,
    tracked,
    writer,
)
from generator.build.builder import Build
from generator.build.later import Later
from generator.build.options import Options
from generator.build.parsed import CachedParser, Known
from generator.build.rest import Rest
from generator.build.store import FolderStore
from generator.build.workspace import Workspace
from generator.build.writer import Written
from generator.checks import checks, remainder
from generator.diagnostics import Diagnostic, Severity, in_language, in_order
from generator.exports import plain_text, typesetting
from generator.format.fields import ACTOR_KINDS
from generator.history import git, histories
from generator.history.git import RevisionError
from generator.languages.phrase import marked
from generator.library import linker
from generator.library.library import Library
from generator.library.tracing import LibraryDigests
from generator.pages import provided
from generator.pages import registry as pages
from generator.reading import folder, settings
from generator.reading.folder import Collection, Parse, RawFile
from generator.site import site as sites
from generator.site.failure import stage
from generator.site.language import Language
from generator.site.output import Task
from generator.site.progress import Progress, no_progress
from generator.site.site import Site


@dataclass(frozen=True)
class Project:
    """The paths of a project."""

    root: Path
    workspace: Path | None = None
    """A folder for everything that is written, apart from `docs/` and `site/`."""

    @property
    def briefs(self) -> Path:
        """The folder of briefs."""
        return self.root / "briefs"

    @property
    def docs(self) -> Path:
        """The folder of hand-written pages."""
        return self.root / "docs"

    @property
    def generated(self) -> Path:
        """The folder that files are written to: beside the hand-written pages, or in the workspace."""
        return self.workspace / "docs" if self.workspace else self.docs

    @property
    def site_folder(self) -> Path:
        """The folder that the engine writes the site to."""
        return (self.workspace or self.root) / "site"

    @property
    def cache(self) -> Path:
        """A folder for data that can be recreated; git ignores it."""
        return self.root / ".cache"

    @property
    def records(self) -> Path:
        """A folder for what a build remembers of the files that it wrote."""
        return self.workspace or self.cache

    def site(self, environment: Mapping[str, str]) -> Site:
        """The site, from the settings and the environment.

        Raises `OSError` if the settings can't be read.
        """
        return sites.from_settings(settings.load(self.root), environment)


@dataclass(frozen=True)
class Checked:
    """A collection and its diagnostics, in order."""

    collection: Collection
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> list[Diagnostic]:
        """The diagnostics that stop a build."""
        return [each for each in self.diagnostics if each.severity is Severity.ERROR]

    def reported(self, language: Language) -> tuple[Diagnostic, ...]:
        """The diagnostics in a language."""
        return in_language(self.diagnostics, language)


def load(project: Project) -> list[RawFile]:
    """Load all files of `briefs/`.

    Raises `OSError` if one can't be read.
    """
    paths = folder.list_files(project.root, project.briefs, partial(_tracked, project.root))
    return [folder.load(project.root, path) for path in paths]


def _tracked(root: Path, paths: Sequence[str]) -> list[str]:
    """The files that git tracks, as far as it can say."""
    with suppress(RevisionError):
        return git.tracked(root, paths)
    return []


def _compare(_: Collection, find: Callable[[], list[Diagnostic]]) -> list[Diagnostic]:
    return find()


def check(
    texts: Iterable[RawFile],
    progress: Progress = no_progress,
    parse: Parse | None = None,
    today: datetime.date | None = None,
    actor_kinds: tuple[str, ...] = ACTOR_KINDS,
    *,
    compare: Callable[[Collection, Callable[[], list[Diagnostic]]], list[Diagnostic]] = _compare,
) -> Checked:
    """Read the files and report every problem in them, dates after `today`, and other kinds of actors.

    `compare` may know what would be found across files. Raises `FailureError` for an error in the program.
    """
    files = list(texts)
    tick = progress(marked("Checking"), len(files))
    parse = parsed.named(parse or partial(parsed.parse, today=today))
    collection, in_files = folder.read(files, tick=tick, parse=parse)

    with stage(marked("comparing the files")):
        across = compare(collection, partial(checks.check, collection, actor_kinds))
    return Checked(collection, in_order([*in_files, *across]))


def tasks(library: Library, site: Site) -> list[Task]:
    """The tasks that make everything in `docs/` but the search index; the slowest come first."""
    return [
        *exports.tasks(library, site),
        *map(plain_text.with_text, pages.tasks(library, site)),
        *form.tasks(library, site),
    ]


def render(library: Library, site: Site, *, slow: bool = True) -> dict[str, bytes]:
    """Make the files for `docs/` one by one, by path; without what takes long if `slow` is false."""
    made: dict[str, bytes] = {}
    for task in sorted(tasks(library, site), key=lambda task: bool(task.reads)):
        if slow or not task.is_slow:
            arguments = (*task.arguments, made) if task.reads else task.arguments
            made |= {file.path: file.content for file in task.make(library, site, *arguments)}
    return made


@dataclass(frozen=True)
class Built:
    """The result of a build: diagnostics in order, and the changes; `None` if errors stopped it.

    The diagnostics are in the language of the site.
    """

    diagnostics: tuple[Diagnostic, ...]
    changes: Written | None
    rest: Rest | None = None
    """What a quick build left for later."""
    linked: tuple[Collection, Library] | None = None
    """All files, read and linked; `None` if there was nothing to do, and if there are errors."""
    parsed: Known = field(default_factory=dict)
    """All files, parsed, for the next build."""
    failures: tuple[str, ...] = ()
    """Why a quick build could not make some files; those of an earlier build stay."""


_DEFAULTS = Options()


def build(
    project: Project, site: Site, options: Options = _DEFAULTS, progress: Progress = no_progress
) -> Built:
    """Build everything but the engine. If there is an error, nothing is written.

    Raises `OSError` and `WritingError` if files can't be read or written, `CacheError` if git tracks what
    only builds write, and `FailureError` for an error in the program.
    """
    tracked.refuse(project.root, project.docs)
    if problems := settings.load(project.root).diagnostics:
        checked = check(load(project), actor_kinds=site.settings.kinds)
        return Built(in_language(in_order([*problems, *checked.diagnostics]), site.language), None)
    return _build(project, site, options, progress)


def _workspace(project: Project, options: Options) -> Workspace:
    local = FolderStore(project.cache)
    if not options.quick:
        local.forget()
    can_fork = processes.CAN_FORK and not typesetting.has_run_here()
    places = project.generated, FolderStore(project.records), options.cache or local
    return Workspace(*places, program.version(), can_fork=can_fork, executor=options.executor)


def _build(project: Project, site: Site, options: Options, progress: Progress) -> Built:
    texts, written = load(project), hand_written.load(project.docs)
    checkout = git.checkout(project.root)
    place, kinds = _workspace(project, options), site.settings.kinds
    inputs = digest.of_inputs([*texts, *written], site, checkout, place.program, drafts=options.drafts)
    current, diagnostics = writer.is_current(place.docs, inputs), diagnosed.read(place.cache, inputs)
    if current is not None and diagnostics is not None and not options.is_relinked:
        return Built(diagnostics, Written((), (), current), parsed=options.parsed)
    parser = CachedParser(place.shared, place.program, options.parsed)
    parser.prepare(texts, forks=place.can_fork, progress=progress)
    compare = partial(compared.compare, names=parser.names, kinds=kinds, place=place)
    checked = check(texts, progress, parser, actor_kinds=kinds, compare=compare)
    kept = parser.used if options.quick else {}
    collection = remainder.collection(
        checked,
        texts if options.skip_invalid else [],
        partial(check, parse=parser, actor_kinds=kinds),
    )
    reported = checked.reported(site.language)
    if checked.errors and not collection.briefs:
        return Built(reported, None, parsed=kept)
    inputs = "" if checked.errors else inputs  # after errors, the next build has something to do
    with stage(marked("reading the history from git")):
        known = histories.read(
            project.root, checkout, collection, texts, store=place.shared, program=place.program
        )
    with stage(marked("linking the briefs")):
        library = linker.link(collection, drafts=options.drafts, histories=known, files=texts)
        own = {page.path: page.content.decode("utf-8", "replace") for page in written}
        todo = [task for task in tasks(library, site) if task.name not in provided.PAGES.keys() & own.keys()]
        others = provided.texts(library, site) | own
    digests = LibraryDigests(library, parser.digests)
    linked = (collection, library) if options.quick and not checked.errors else None
    del texts, checked, collection, parser  # nothing needs the files and their trees any more
    made_before = later.read(place.cache, inputs) if options.quick else Later()
    with writer.staging(place.docs):
        running = Build(
            library,
            digests,
            site,
            todo,
            place=place,
            tick=progress(marked("Rendering"), len(todo)),
            quick=options.quick,
            done=made_before.made,
        )
        try:
            index = made_before.index if options.search else None
            if options.search and not options.quick:
                with stage(marked("making the search index")):
                    index = search.files(library, others, site, running.kept)
            if index is None:
                staged = dict.fromkeys(filter(search.is_part, writer.owned(place.docs)), False)
            else:
                staged = dict.fromkeys(index.kept, False)
                staged |= {path: writer.stage(place.docs, path, made) for path, made in index.made.items()}
            made = running.finish() | staged
            # after a build that left something, the next one has something to do
            is_complete = index is not None and not running.left.numbers
            done = inputs if is_complete and not running.failures else ""
            options.before_writing()
            changes = writer.write(place.docs, made, done, hand_written.replacing(place.docs))
        finally:
            running.close()
    running.remember()
    if inputs:
        diagnosed.write(place.cache, inputs, reported)
    rest = None if is_complete else Rest(running.left, library, others, site, inputs, place)
    return Built(reported, changes, rest, linked, kept, tuple(running.failures))
