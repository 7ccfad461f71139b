"""The stages of a build, top-down: read, check, link, plan, make, write. The engine runs after that.

Only the first stage and the last two access the disk, and the history is read from git to link the briefs.
"""

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefing_site import exports, search
from briefing_site.build import (
    executors,
    hand_written,
    parsed,
    program,
    records,
    tracked,
    writer,
)
from briefing_site.build.builder import Builder
from briefing_site.build.parsed import ParsedFiles
from briefing_site.build.records import BuildRecord
from briefing_site.build.store import Store
from briefing_site.build.workers import Job
from briefing_site.build.writer import Written
from briefing_site.checks import rules, timestamps
from briefing_site.checks.rules import Checked
from briefing_site.checks.timestamps import Confirmation
from briefing_site.diagnostics import Diagnostic, in_language, in_order
from briefing_site.form import data as form_data
from briefing_site.form import program as browser_program
from briefing_site.format import schema
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.history import git, histories
from briefing_site.history.git import Checkout
from briefing_site.languages.phrase import marked
from briefing_site.library import linker, usable
from briefing_site.library.digests import Digests
from briefing_site.library.library import Library
from briefing_site.pages import provided
from briefing_site.pages import registry as pages
from briefing_site.reading import (
    Collection,
    RawFile,
    brief_files,
    culprit,
    folder,
    parsing,
    settings,
    symlinks,
)
from briefing_site.reading.settings import SiteSettings
from briefing_site.site import Site, Task, addresses
from briefing_site.site import site as sites
from briefing_site.site.failure import FailureError, stage
from briefing_site.site.progress import Progress, no_progress


@dataclass(frozen=True)
class Project:
    root: Path
    workspace: Path | None = None
    """A folder for what is generated for a preview, apart from `docs/`."""

    @property
    def briefs(self) -> Path:
        return self.root / "briefs"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def generated(self) -> Path:
        """The folder that files are written to: beside the hand-written pages, or in the workspace."""
        return self.workspace / "docs" if self.workspace else self.docs

    @property
    def site_folder(self) -> Path:
        """The folder that the engine builds. Raises `OSError` if the settings can't be read."""
        document = settings.load(self.root).document
        return self.root / (document.value(("site_dir",)) or "site")

    @property
    def cache(self) -> Path:
        """A folder for data that can be recreated; git ignores it."""
        return self.root / ".cache"

    def site(self) -> Site:
        """The site, from the settings and the environment. Raises `OSError` if the settings can't be read."""
        site = sites.from_settings(settings.load(self.root), os.environ)
        return replace(site, own_pages=hand_written.own_pages(self.docs))


@dataclass(frozen=True)
class Options:
    drafts: bool = False
    search: bool = True
    """Whether to build the search index, or to leave it as it is."""
    executor: str | None = None
    """The address of the scheduler of a Dask cluster that runs the tasks; `None` for this machine."""
    skip_invalid: bool = False
    """Whether to leave out files with errors; only for previews, never for what is published."""


@dataclass(frozen=True)
class Built:
    """The result of a build: diagnostics in order, and the changes; `None` if errors stopped it.

    The diagnostics are in the language of the site.
    """

    diagnostics: tuple[Diagnostic, ...]
    changes: Written | None


_DEFAULTS = Options()


def build(
    project: Project,
    site: Site,
    options: Options = _DEFAULTS,
    progress: Progress = no_progress,
) -> Built:
    """Build everything but the engine. If there is an error, nothing is written.

    Raises `OSError` and `WritingError` if files can't be read or written, `CacheError` if git tracks what
    only builds write, and `FailureError` for an error in the program. If invalid files are skipped, so is the
    brief that it comes from, or else the page or the file that could not be made.
    """
    tracked.refuse(project.root, project.docs)
    inputs = _read(project, site, options)
    if inputs.are_current(project.generated):
        unchanged = Written((), (), len(inputs.record.files))
        return Built(inputs.record.diagnostics, unchanged)
    while True:
        try:
            return _build(project, site, inputs, options, progress)
        except FailureError as failure:
            if not options.skip_invalid:
                raise
            path = failure.file or _culprit(project, site, inputs, options)
            failed = {error.path for error in inputs.failures}
            if path in {"", *failed}:
                raise
            failures = (*inputs.failures, failure.at(path).diagnostic())
            inputs = replace(inputs, failures=failures)


@dataclass(frozen=True)
class _Inputs:
    """Everything that a build reads, and what it remembers of the last one."""

    settings: SiteSettings
    briefs: Sequence[RawFile]
    """All files of `briefs/`."""
    pages: Sequence[RawFile]
    """What people have written in `docs/`."""
    checkout: Checkout | None
    confirmations: Mapping[str, Confirmation]
    """What timestamps prove, by the path of a file."""
    program: str
    """A digest of the program."""
    record: BuildRecord
    digest: str
    """A digest of all that is read."""
    failures: tuple[Diagnostic, ...] = ()
    """Errors of files at which the program has failed, so that they are left out."""

    def are_current(self, docs: Path) -> bool:
        """Whether the files in the folder were made from these inputs."""
        if self.settings.errors:
            return False
        return writer.is_current(docs, self.record, self.digest)


def _culprit(project: Project, site: Site, inputs: _Inputs, options: Options) -> str:
    """The file because of which the briefs can't be linked or planned; empty if it is not because of one."""
    kinds = inputs.settings.kinds
    parser = ParsedFiles(Store(project.cache), inputs.program, site.language)
    checked = check(inputs.briefs, parse=parser, actor_kinds=kinds)
    invalid = {error.path for error in (*checked.errors, *inputs.failures)}

    def attempt(left_out: frozenset[str]) -> None:
        collection = usable.without_invalid(checked.collection, left_out, kinds)
        library = _link(project, inputs, collection, options)
        _plan(library, site, inputs, options)

    return culprit.find(checked.collection, attempt, frozenset(invalid))


def _build(
    project: Project,
    site: Site,
    inputs: _Inputs,
    options: Options,
    progress: Progress,
) -> Built:
    """Build from what was read."""
    checked = _check(project, site, inputs, options, progress)
    if checked.collection is None:
        return Built(checked.diagnostics, None)
    library = _link(project, inputs, checked.collection, options)
    plan = _plan(library, site, inputs, options)
    if plan.errors:
        errors = in_language(plan.errors, site.language)
        return Built(in_order([*errors, *checked.diagnostics]), None)
    job = Job(
        library, site, plan.tasks, None if options.executor else project.generated
    )
    with _connected(options, job) as executor, writer.staging(project.generated):
        builder = _make(
            project, inputs, job, options, executor=executor, progress=progress
        )
        checked = checked.with_failed(builder)
        changes = _write(
            project,
            site=site,
            inputs=inputs,
            options=options,
            builder=builder,
            checked=checked,
        )
    inform_others(project, site.settings.kinds)
    return Built(checked.diagnostics, changes)


def _read(project: Project, site: Site, options: Options) -> _Inputs:
    read = settings.load(project.root)
    briefs = load(project)
    own_files = hand_written.load(project.docs, only_pages=not project.workspace)
    checkout = git.checkout(project.root)
    confirmations = timestamps.confirmed(project.root, briefs)
    version = program.version()
    menu = [entry.text for entry in read.menu]
    warnings = read.diagnostics
    digest = Digests().of(
        [
            version,
            site,
            menu,
            warnings,
            checkout,
            confirmations,
            options.drafts,
            briefs,
            own_files,
        ]
    )
    record = records.read(project.generated)
    return _Inputs(
        read, briefs, own_files, checkout, confirmations, version, record, digest
    )


def load(project: Project) -> list[RawFile]:
    """Load all files of `briefs/`. Raises `OSError` if one can't be read."""

    def tracked(paths: Sequence[str]) -> list[str]:
        """The files that git tracks, as far as it can say."""
        with suppress(git.RevisionError):
            return git.tracked(project.root, paths)
        return []

    paths = brief_files.list_files(project.root, project.briefs, tracked)
    return [brief_files.load(project.root, path) for path in paths]


@dataclass(frozen=True)
class _Checked:
    collection: Collection | None
    """What can be linked, without trees; `None` if errors stop the build."""
    diagnostics: tuple[Diagnostic, ...]
    """Those in settings and briefs, in the language of the site."""
    has_errors: bool

    def with_failed(self, builder: Builder) -> "_Checked":
        """The same with an error of each page or file that could not be made."""
        if not builder.failed:
            return self
        errors = []
        for name, failure in builder.failed.items():
            error = FailureError(failure.reason, f"docs/{name}", failure.args[0])
            errors.append(error.diagnostic())
        language = builder.job.site.language
        diagnostics = in_order([*in_language(errors, language), *self.diagnostics])
        return replace(self, diagnostics=diagnostics, has_errors=True)


def _check(
    project: Project,
    site: Site,
    inputs: _Inputs,
    options: Options,
    progress: Progress,
) -> _Checked:
    store = Store(project.cache)
    store.delete_unused()
    parser = ParsedFiles(store, inputs.program, site.language)
    parser.prepare(inputs.briefs, progress)
    kinds = inputs.settings.kinds
    checked = check(inputs.briefs, progress, parser, actor_kinds=kinds)
    checked = replace(checked, diagnostics=(*checked.diagnostics, *inputs.failures))
    problems = in_order([*inputs.settings.diagnostics, *checked.diagnostics])
    collection: Collection | None = checked.collection
    if inputs.settings.errors:
        collection = None
    elif checked.errors:
        collection = _usable(checked, kinds) if options.skip_invalid else None
    return _Checked(
        collection=collection.without_trees() if collection else None,
        diagnostics=in_language(problems, site.language),
        has_errors=bool(checked.errors),
    )


def _usable(checked: Checked, kinds: Sequence[str]) -> Collection | None:
    """The files without errors; `None` if there is no brief among them."""
    invalid = {error.path for error in checked.errors}
    collection = usable.without_invalid(checked.collection, invalid, kinds)
    return collection if collection.briefs else None


def check(
    texts: Iterable[RawFile],
    progress: Progress = no_progress,
    parse: parsing.Parse | None = None,
    today: datetime.date | None = None,
    actor_kinds: tuple[str, ...] = ACTOR_KINDS,
) -> Checked:
    """Read the files and report every problem in them, dates after `today`, and other kinds of actors.

    An error in the program is one of the file that it reads, or because of which files can't be compared.
    Raises `FailureError` if it is not because of a file.
    """
    files = list(texts)
    tick = progress(marked("Checking"), len(files))
    parse = parsed.contained(parse or partial(parsed.parse, today=today))
    collection, in_files = folder.read(files, tick=tick, parse=parse)
    across = _compared(collection, actor_kinds)
    return Checked(collection, in_order([*in_files, *across]))


def _compared(collection: Collection, actor_kinds: tuple[str, ...]) -> list[Diagnostic]:
    """Every problem that is found by comparing the files; those at which the program fails are left out."""
    failures: list[Diagnostic] = []

    def compare(left_out: frozenset[str]) -> list[Diagnostic]:
        with stage(marked("comparing the files")):
            readable = culprit.without(collection, left_out)
            return rules.check(readable, actor_kinds)

    while True:
        failed = frozenset(failure.path for failure in failures)
        try:
            return [*failures, *compare(failed)]
        except FailureError as failure:
            path = culprit.find(collection, compare, failed)
            if not path:
                raise
            failures.append(failure.at(path).diagnostic())


def _link(
    project: Project, inputs: _Inputs, collection: Collection, options: Options
) -> Library:
    with stage(marked("reading the history from git")):
        from_git = histories.read(
            project.root,
            inputs.checkout,
            store=Store(project.cache),
            program=inputs.program,
            skipped={error.path for error in inputs.failures},
        )
    with stage(marked("linking the briefs")):
        library = linker.link(
            collection,
            drafts=options.drafts,
            histories=from_git,
            files=inputs.briefs,
        )
    return replace(library, confirmations=inputs.confirmations)


@dataclass(frozen=True)
class _Plan:
    tasks: Sequence[Task]
    errors: Sequence[Diagnostic]
    """The errors of pages in the menu that no task makes, and nobody has written."""


def _plan(library: Library, site: Site, inputs: _Inputs, options: Options) -> _Plan:
    """The tasks but for pages that people have written themselves."""
    with stage(marked("linking the briefs")):
        planned = tasks(library, site)
        names = {task.name for task in planned}
        own = hand_written.texts(inputs.pages, names - provided.PAGES.keys())
        todo = list(search.tasks(library, site, own)) if options.search else []
        for task in planned:
            if task.name not in own:
                todo.append(task)
    paths = names | own.keys() | {*addresses.OPTIONAL}
    return _Plan(todo, list(inputs.settings.missing_pages(paths)))


def tasks(library: Library, site: Site) -> list[Task]:
    """The tasks that make everything in `docs/` but the search index; the slowest come first."""
    return [
        *exports.tasks(library, site),
        *pages.tasks(library, site),
        *form_data.tasks(library, site),
        *browser_program.tasks(library, site),
    ]


def missing_pages(project: Project, collection: Collection) -> Iterable[Diagnostic]:
    """The errors of pages in the menu that no build would make, and nobody has written.

    Nobody knows which a build would make with errors in the settings.

    Raises `OSError` if a file can't be read.
    """
    read = settings.load(project.root)
    own_pages = {page.path for page in hand_written.load(project.docs)}
    if read.errors or not any(read.missing_pages(own_pages)):
        return ()
    planned = {task.name for task in tasks(linker.link(collection), project.site())}
    return read.missing_pages(own_pages | planned | {*addresses.OPTIONAL})


def _connected(options: Options, job: Job) -> AbstractContextManager[Executor | None]:
    if options.executor is None:
        return nullcontext()
    return executors.connected(options.executor, job)


def _make(
    project: Project,
    inputs: _Inputs,
    job: Job,
    options: Options,
    *,
    executor: Executor | None,
    progress: Progress,
) -> Builder:
    """Stage the files of all tasks that are out of date."""
    builder = Builder(
        job,
        inputs.program,
        folder=project.generated,
        record=inputs.record,
        store=Store(project.cache),
        tick=progress(marked("Rendering"), len(job.tasks)),
        executor=executor,
        skips_failed=options.skip_invalid,
    )
    builder.make_all()
    return builder


def _write(
    project: Project,
    *,
    site: Site,
    inputs: _Inputs,
    options: Options,
    builder: Builder,
    checked: _Checked,
) -> Written:
    """Move what was staged into place, with the search index and, in a workspace, hand-written files."""
    docs = project.generated
    files = {path: path in builder.staged for path in builder.files}
    files |= _stage_index(docs, builder, options, inputs.record.files)
    if project.workspace:
        files |= hand_written.stage(docs, inputs.pages, files)
    is_complete = options.search and not checked.has_errors
    record = BuildRecord(
        files=builder.files,
        inputs=inputs.digest if is_complete else "",
        diagnostics=checked.diagnostics,
        tasks=builder.tasks,
    )
    return writer.write(docs, files, inputs.record, record, site.own_pages)


def _stage_index(
    docs: Path, builder: Builder, options: Options, former: Iterable[str]
) -> Mapping[str, bool]:
    """The files of the search index, each with whether it was staged; without a search, what is left."""
    if not options.search:
        parts = [path for path in former if search.is_part(path)]
        return {path: False for path in parts if (docs / path).is_file()}
    with stage(marked("making the search index")):
        names = [task.name for task in builder.job.tasks if task.name in builder.tasks]
        parts = [name for name in names if search.is_part(name)]
        files = search.files(parts, partial(writer.read_staged, docs))
    staged = {}
    for path, content in files.items():
        staged[path] = writer.stage(docs, path, content)
    return staged


def inform_others(project: Project, actor_kinds: tuple[str, ...]) -> None:
    """Let git know what is generated, and editors the kinds of actors, if there is a folder for that."""
    hand_written.let_git_ignore_others(project.docs)
    root = project.root
    if not (root / schema.FOLDER).is_dir():
        return
    for path, text in schema.files(actor_kinds).items():
        symlinks.refuse(root, path)
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
