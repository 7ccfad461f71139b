"""The stages of a build, top-down: read, check, link, render, write. The engine runs after that.

Only `load` at the start and `writing` at the end access the disk. Everything in between is pure.
"""

import datetime
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefing_site import exports, search
from briefing_site.build import hand_written, parsed, program, tracked, writer
from briefing_site.build.builder import Build
from briefing_site.build.parsed import Known, ParsedFiles
from briefing_site.build.store import FolderStore, Store
from briefing_site.build.workers import Job
from briefing_site.checks import rules
from briefing_site.checks.names import Names
from briefing_site.diagnostics import Diagnostic, in_language, in_order
from briefing_site.exports import plain_text
from briefing_site.form import data as form_data
from briefing_site.form import program as browser_program
from briefing_site.format import schema
from briefing_site.format.brief import CastMember
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.history import git, histories
from briefing_site.languages.phrase import marked
from briefing_site.library import linker
from briefing_site.library.library import Library
from briefing_site.library.tracing import Digests, LibraryDigests
from briefing_site.pages import provided
from briefing_site.pages import registry as pages
from briefing_site.reading import (
    Collection,
    ParsedFile,
    RawFile,
    folder,
    settings,
    symlinks,
)
from briefing_site.site import Site, Task, addresses
from briefing_site.site import site as sites
from briefing_site.site.failure import stage
from briefing_site.site.progress import Progress, no_progress


@dataclass(frozen=True)
class Project:
    root: Path
    workspace: Path | None = None
    """A folder for everything that is written, apart from `docs/` and `site/`."""

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
        return (self.workspace or self.root) / "site"

    @property
    def cache(self) -> Path:
        """A folder for data that can be recreated; git ignores it."""
        return self.root / ".cache"

    @property
    def records(self) -> Path:
        """A folder for what a build remembers of the files that it wrote."""
        return self.workspace or self.cache

    def site(self) -> Site:
        """The site, from the settings and the environment. Raises `OSError` if the settings can't be read."""
        site = sites.from_settings(settings.load(self.root), os.environ)
        return replace(site, own_pages=hand_written.own_pages(self.docs))


def missing_pages(project: Project, collection: Collection) -> Iterable[Diagnostic]:
    """The errors of pages in the menu that no build would make, and nobody has written.

    Raises `OSError` if a file can't be read.
    """
    read, own = (
        settings.load(project.root),
        {page.path for page in hand_written.load(project.docs)},
    )
    if not any(read.missing_pages(own)):
        return ()
    planned = tasks(linker.link(collection), project.site())
    return read.missing_pages(
        own | {*addresses.OPTIONAL} | {task.name for task in planned}
    )


def load(project: Project) -> list[RawFile]:
    """Load all files of `briefs/`. Raises `OSError` if one can't be read."""

    def tracked(paths: Sequence[str]) -> list[str]:
        """The files that git tracks, as far as it can say."""
        with suppress(git.RevisionError):
            return git.tracked(project.root, paths)
        return []

    paths = folder.list_files(project.root, project.briefs, tracked)
    return [folder.load(project.root, path) for path in paths]


def check(
    texts: Iterable[RawFile],
    progress: Progress = no_progress,
    parse: folder.Parse | None = None,
    today: datetime.date | None = None,
    actor_kinds: tuple[str, ...] = ACTOR_KINDS,
) -> rules.Checked:
    """Read the files and report every problem in them, dates after `today`, and other kinds of actors.

    Raises `FailureError` for an error in the program.
    """
    files = list(texts)
    tick = progress(marked("Checking"), len(files))
    parse = parsed.named(parse or partial(parsed.parse, today=today))
    collection, in_files = folder.read(files, tick=tick, parse=parse)
    with stage(marked("comparing the files")):
        across = rules.check(collection, actor_kinds)
    return rules.Checked(collection, in_order([*in_files, *across]))


def _without_errors(checked: rules.Checked, kinds: tuple[str, ...]) -> Collection:
    """What was checked, without the files that have errors; others still take names of actors from these.

    What is not even known of an actor is its id and the last kind. Pages do without anything else that is
    left out, as they do without drafts, and look up records of verification by quote.
    """
    invalid = {each.path for each in checked.errors}
    everything = checked.collection
    names = Names(everything, kinds)
    valid = {
        (each.actor, each.field)
        for each in names.definitions
        if each.document.path not in invalid
    }
    usable = [
        each
        for each in names.definitions
        if each.field == "name" or each.value in kinds
    ]
    known: dict[tuple[str, str], str] = {
        (each.actor, each.field): each.value for each in reversed(usable)
    }

    def completed(actor: CastMember) -> CastMember:
        others = (("name", actor.id), ("kind", kinds[-1]))
        missing = {
            key: known.get((actor.id, key), other)
            for key, other in others
            if (actor.id, key) not in valid
        }
        return actor.model_copy(update=missing)

    def kept(
        files: Iterable[ParsedFile[folder.Model]],
    ) -> tuple[ParsedFile[folder.Model], ...]:
        return tuple(each for each in files if each.document.path not in invalid)

    topics = next(iter(kept([everything.topics] if everything.topics else [])), None)
    glossary = next(
        iter(kept([everything.glossary] if everything.glossary else [])), None
    )
    briefs = [
        replace(file, record=file.record.model_copy(update={
            "actors": tuple(map(completed, file.record.actors)),
            "topics": file.record.topics if topics else (),
        }))
        for file in kept(everything.briefs) if file.record
    ]  # fmt: skip
    profiles = kept(everything.profiles)
    return replace(
        everything,
        briefs=tuple(briefs),
        profiles=profiles,
        topics=topics,
        glossary=glossary,
    )


def tasks(library: Library, site: Site) -> list[Task]:
    """The tasks that make everything in `docs/` but the search index; the slowest come first."""
    return [
        *exports.tasks(library, site),
        *map(plain_text.with_text, pages.tasks(library, site)),
        *form_data.tasks(library, site),
        *browser_program.tasks(library, site),
    ]


@dataclass(frozen=True)
class Options:
    drafts: bool = False
    search: bool = True
    """Whether to build the search index, or to leave it as it is."""
    cache: Store | None = None
    executor: Executor | None = None
    skip_invalid: bool = False
    """Whether to leave out files with errors; only for previews, never for what is published."""
    pages_first: bool = False
    """Whether to leave to the next build what takes long and is no page."""
    parsed: Known | None = None
    """The files that earlier builds in this process have parsed, for this one to take and add some."""


@dataclass(frozen=True)
class Built:
    """The result of a build: diagnostics in order, and the changes; `None` if errors stopped it.

    The diagnostics are in the language of the site.
    """

    diagnostics: tuple[Diagnostic, ...]
    changes: writer.Written | None
    is_complete: bool = True
    """Whether nothing was left to the next build."""
    failures: tuple[str, ...] = ()
    """Why some pages could not be made, if the build went on; those of an earlier build stay."""


_DEFAULTS = Options()


def build(
    project: Project,
    site: Site,
    options: Options = _DEFAULTS,
    progress: Progress = no_progress,
) -> Built:
    """Build everything but the engine. If there is an error, nothing is written.

    Raises `OSError` and `WritingError` if files can't be read or written, `CacheError` if git tracks what
    only builds write, and `FailureError` for an error in the program.
    """
    tracked.refuse(project.root, project.docs)
    kinds = site.settings.kinds
    if (read := settings.load(project.root)).diagnostics:
        checked = check(load(project), actor_kinds=read.kinds)
        return Built(
            in_language(
                in_order([*read.diagnostics, *checked.diagnostics]), site.language
            ),
            None,
        )
    texts, written = (
        load(project),
        hand_written.load(project.docs, only_pages=not project.workspace),
    )
    checkout, version, docs = (
        git.checkout(project.root),
        program.version(),
        project.generated,
    )
    menu, record = [each.text for each in read.menu], writer.read_record(docs)
    inputs = Digests().of(
        (version, site, menu, checkout, options.drafts, texts, written)
    )
    if writer.is_current(docs, record, inputs):
        return Built(record.diagnostics, writer.Written((), (), len(record.files)))
    if not (store := options.cache):
        store = FolderStore(project.cache)
        store.forget()
    parser = ParsedFiles(
        store, version, {} if options.parsed is None else options.parsed
    )
    parser.prepare(texts, progress)
    checked = check(texts, progress, parser, actor_kinds=kinds)
    reported, collection = (
        in_language(checked.diagnostics, site.language),
        checked.collection.without_trees(),
    )
    if checked.errors:
        collection = _without_errors(checked, kinds)
        if not (options.skip_invalid and collection.briefs):
            return Built(reported, None)
    inputs = (
        "" if checked.errors else inputs
    )  # after errors, the next build has something to do
    del checked, parser  # with the trees, which nothing needs any more
    with stage(marked("reading the history from git")):
        known = histories.read(project.root, checkout, store=store, program=version)
    with stage(marked("linking the briefs")):
        library = linker.link(
            collection, drafts=options.drafts, histories=known, files=texts
        )
        planned = {task.name: task for task in tasks(library, site)}
        own = hand_written.texts(written, planned.keys() - provided.PAGES.keys())
        todo = [
            *(search.tasks(library, site, own) if options.search else ()),
            *(task for name, task in planned.items() if name not in own),
        ]
    digests = LibraryDigests(library)
    all_have = digests.of((version, site))
    keys = [digests.of((all_have, task.make, task.arguments)) for task in todo]
    job = Job(
        library, digests, site, todo, keys, store, None if options.executor else docs
    )
    if missing := [
        *read.missing_pages(planned.keys() | own.keys() | {*addresses.OPTIONAL})
    ]:
        return Built(in_order([*in_language(missing, site.language), *reported]), None)
    del texts, collection
    with writer.staging(docs):
        running = Build(
            job,
            docs,
            record,
            executor=options.executor,
            tick=progress(marked("Rendering"), len(todo)),
            pages_first=options.pages_first,
        )
        try:
            made = running.finish()
            with_index = options.search and not options.pages_first
            made = (
                _stage_index(docs, todo, running.kept)
                if with_index
                else dict.fromkeys(filter(search.is_part, record.files), False)
            ) | made
            if project.workspace:
                made |= hand_written.staged(docs, written, made)
            is_complete = with_index and running.is_complete
            after = writer.BuildRecord(
                {
                    path: writer.FileState(digest=each)
                    for path, each in running.digests.items()
                },
                inputs=inputs if is_complete else "",
                diagnostics=reported,
                made=writer.sealed_tasks(running.tasks),
            )
            changes = writer.write(docs, made, after, site.own_pages)
        finally:
            running.close()
    inform_others(project, kinds)
    return Built(reported, changes, is_complete, tuple(running.failures))


def inform_others(project: Project, actor_kinds: tuple[str, ...]) -> None:
    """Let git know what is generated, and editors the kinds of actors, if there is a folder for that."""
    hand_written.let_git_ignore_others(project.docs)
    root = project.root
    for path, text in (
        schema.files(actor_kinds).items() if (root / schema.FOLDER).is_dir() else ()
    ):
        symlinks.refuse(root, path)
        if (
            not (file := root / path).is_file()
            or file.read_text(encoding="utf-8") != text
        ):
            file.write_text(text, encoding="utf-8", newline="\n")


def _stage_index(
    docs: Path, tasks: Iterable[Task], there: frozenset[str]
) -> dict[str, bool]:
    """Stage the search index, given the tasks that made its parts and the files that need not be made."""
    with stage(marked("making the search index")):
        parts = (task.name for task in tasks if search.is_part(task.name))
        files = search.files(parts, partial(writer.read_staged, docs), there)
    return {
        path: each is not None and writer.stage(docs, path, each)
        for path, each in files.items()
    }
