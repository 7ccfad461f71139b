"""Builds only what changed of `site/`, on all cores; the result is that of a clean build with MkDocs.

What a page depends on is recorded: its Markdown, which of the files that it links to exist, the settings, the
theme, the navigation, the program. Other files and their copies have to be the ones that were there. MkDocs
does the rest: it reads the settings, lists the files, makes the templates that are not pages, and makes every
page that can't be made here, so that it reports what is wrong.

To store what is made of Markdown, and leave pages to MkDocs, is not enough: without converting anything it
takes 1 second for 15 briefs, 2 for 100 and 14 for 1,000, on one core.
"""

import filecmp
import logging
import os
import posixpath
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import blake2b
from logging.handlers import BufferingHandler
from pathlib import Path, PurePath
from types import FunctionType
from typing import Any, NamedTuple, NoReturn, Self, TypeVar, cast

import cbor2
from mkdocs.commands.build import get_context
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date, write_file
from pydantic import TypeAdapter

from briefing_site.build import processes, program
from briefing_site.build.store import Store
from briefing_site.languages.phrase import marked

PLUGIN = "briefs"
"""The name of our plugin in `mkdocs.yml`; `mkdocs_plugin` has it."""

_AFTER_ALL_OTHERS = -100
_KEY = "site.cbor"
_STORED = TypeAdapter(list[Any])
Result = TypeVar("Result")
_builder = logging.getLogger("mkdocs.commands.build")
_LITTLE = 100_000
"""So many bytes of Markdown take less time than to start processes."""
_EXTENSIONS = frozenset(
    {
        *(
            "abbr",
            "admonition",
            "attr_list",
            "codehilite",
            "def_list",
            "extra",
            "fenced_code",
            "footnotes",
        ),
        *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        *("briefing_site.site.markdown", "pymdownx.superfences"),
    }
)
"""Extensions of Markdown that read nothing but the page; others may include files."""
_TEMPLATES = frozenset({"404.html", "sitemap.xml"})
"""Templates that read nothing of pages but their titles, addresses and front matter."""
_NO_INPUTS = frozenset({"plugins", "hooks", "exclude_docs", "draft_docs", "not_in_nav"})
"""Settings that are no input of all pages: `obstacles` looks at the first two, and the others only decide
which files there are."""


def obstacles(config: MkDocsConfig) -> Iterator[str]:
    """What in the settings may make pages depend on something unknown, so that it can't be recorded."""
    yield from (
        marked("the plugin or hook '{name}'", name=name)
        for name in config.plugins
        if name != PLUGIN
    )
    yield from (
        marked("the Markdown extension '{name}'", name=name)
        for name in config.markdown_extensions
        if name not in _EXTENSIONS
    )
    templates = {*config.extra_templates, *config.theme.static_templates} - _TEMPLATES
    yield from (
        marked("the template '{name}'", name=name) for name in sorted(templates)
    )


class PageRecord(NamedTuple):
    """A page, what it was made from, and what the build of other pages and the checks have to know of it."""

    source: bytes
    """The digest of its Markdown."""
    target: str
    """The stamp of the file in `site/`."""
    hooked: str
    """What the plugin added."""
    title: Any
    meta: dict[str, Any]
    """The front matter."""
    links: dict[str, bool]
    """The paths that it links to, and whether there is a file."""
    anchors: list[str]
    """The anchors on it."""
    linked_anchors: dict[str, dict[str, str]]
    """By file, the anchors that it links to, each with the link; without those that are on the page."""


class IncrementalBuild(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Makes the pages that are not up to date, before MkDocs looks what there is to do.

    MkDocs calls it: https://www.mkdocs.org/dev-guide/plugins/#events.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @event_priority(_AFTER_ALL_OTHERS)
    def on_pre_build(self, config: MkDocsConfig) -> None:  # noqa: ARG002 -- MkDocs passes it
        """Keep MkDocs from warning that it does not clear the folder: `on_nav` does."""
        _builder.setLevel(logging.ERROR)

    @event_priority(_AFTER_ALL_OTHERS)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Replace the files by some that know whether they are up to date."""
        _builder.setLevel(logging.NOTSET)
        return _SiteFiles(map(_SiteFile.of, files))

    @event_priority(_AFTER_ALL_OTHERS)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Bring the pages of `site/` up to date, but for those that are left to MkDocs."""
        included = [file for file in files if _is_included(file)]
        if _are_in_conflict(included):
            included = []  # MkDocs makes everything, and decides which of them wins
        keep = {file.abs_dest_path for file in included}
        _clear(config.site_dir, keep)
        pages = {file.src_uri: file.page for file in included if file.page}
        inputs = _inputs(config)
        navigation, known, copied = self._read(inputs)
        others = {
            file.src_uri: cast(_SiteFile, file)
            for file in included
            if not file.is_documentation_page()
        }
        for path, file in others.items():
            file.is_current = copied.get(path) == file.stamps()
        sources = {
            path: _digest(page.file.content_bytes) for path, page in pages.items()
        }
        unchanged = {
            path: record
            for path, record in known.items()
            if record.source == sources.get(path)
        }
        _read_navigation(nav, unchanged, config, files)
        shown = _shown(nav)
        maker = _PageMaker(nav, config, cast(_SiteFiles, files))
        records = {
            path: record
            for path, record in unchanged.items()
            if shown == navigation and maker.is_current(pages[path], record)
        }
        records |= maker.make_all(
            page for path, page in pages.items() if path not in records
        )
        for path, record in records.items():
            _take(record, pages[path], files)
        cast(_SiteFiles, files).copy_static_files(
            dirty=True
        )  # if no other process made pages
        if left := {
            page.file.abs_dest_path
            for path, page in pages.items()
            if path not in records
        }:
            _clear(config.site_dir, keep - left)
        stamps = {
            path: file.stamps() for path, file in others.items() if file.is_current
        }
        self._store.put(_KEY, [inputs, shown, records, stamps])

    def _read(
        self, inputs: bytes
    ) -> tuple[bytes, dict[str, PageRecord], dict[str, str]]:
        """What was recorded with these inputs: a digest of the navigation; pages and other files, by path."""
        made_from, *made = self._store.get(_KEY, _STORED) or [b""]
        if made_from != inputs:  # by another version, what follows may be anything
            return b"", {}, {}
        navigation, pages, stamps = made
        return (
            navigation,
            {path: PageRecord(*each) for path, each in pages.items()},
            stamps,
        )


class _SiteFile(File):
    """A file, which MkDocs makes or copies unless it is up to date."""

    is_current = False

    @classmethod
    def of(cls, file: File) -> Self:
        return cls(
            file.src_uri,
            file.src_dir,
            file.dest_dir,
            file.use_directory_urls,
            dest_uri=file.dest_uri,
            inclusion=file.inclusion,
        )

    def is_modified(self) -> bool:
        if self.is_current or self.is_documentation_page():
            return not self.is_current
        source, copy = str(self.abs_src_path), self.abs_dest_path
        return not (Path(copy).is_file() and filecmp.cmp(source, copy, shallow=False))

    def stamps(self) -> str:
        """Those of the file and of its copy."""
        return f"{_stamp(str(self.abs_src_path))} {_stamp(self.abs_dest_path)}"

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 -- as in the base class
        if not dirty or self.is_modified():
            super().copy_file()
        self.is_current = True


class _SiteFiles(Files):
    """The files of the site, and which paths a page has asked for."""

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(files)
        self.asked: dict[str, File | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        if path not in self.asked:
            self.asked[path] = self.src_uris.get(path) or super().get_file_from_path(
                path
            )
        return self.asked[path]


class _PageMaker:
    """Makes pages the way MkDocs does, and records what they depend on."""

    def __init__(
        self, nav: Navigation, config: MkDocsConfig, files: _SiteFiles
    ) -> None:
        self._nav = nav
        self._config = config
        self._files = files
        self._env = config.theme.get_env()

    def is_current(self, page: Page, record: PageRecord) -> bool:
        """Whether a page with the same Markdown is the one that would be made now."""
        page.meta = record.meta
        return (
            _stamp(page.file.abs_dest_path) == record.target
            and self._hooked(page) == record.hooked
            and all(
                (path in self._files.src_uris) == exists
                for path, exists in record.links.items()
            )
        )

    def make_all(self, pages: Iterable[Page]) -> dict[str, PageRecord]:
        """Write the pages to `site/`, on all cores where these can share what is in memory.

        Those that can't be made are missing. Other processes leave this one the time to copy all other files.
        """
        sizes = {
            page.file.src_uri: Path(str(page.file.abs_src_path)).stat().st_size
            for page in pages
        }
        paths = sorted(sizes, key=lambda path: (-sizes[path], path))
        forked = partial(
            in_processes, meanwhile=partial(self._files.copy_static_files, dirty=True)
        )
        perform = (
            forked if processes.can_fork() and sum(sizes.values()) > _LITTLE else map
        )
        made = zip(paths, perform(self._make, paths), strict=False)
        return {path: record for path, record in made if record}

    def _make(self, path: str) -> PageRecord | None:
        """Write a page; `None` if that is left to MkDocs, which then reports what is wrong with it."""
        page = cast(Page, self._files.src_uris[path].page)
        target = page.file.abs_dest_path
        try:
            source = _digest(page.file.content_bytes)
            self._files.asked.clear()
            with _warnings() as warnings:
                output = self._render(page).encode("utf-8", errors="xmlcharrefreplace")
            is_recordable = cbor2.loads(cbor2.dumps([page.title, page.meta])) == [
                page.title,
                page.meta,
            ]
            if warnings or not output.strip() or not is_recordable:
                return None
            write_file(output, f"{target}~")
            os.replace(f"{target}~", target)  # noqa: PTH105 -- a browser may read the page at any time
            return PageRecord(
                source,
                _stamp(target),
                self._hooked(page),
                page.title,
                dict(page.meta),
                {path: bool(file) for path, file in self._files.asked.items()},
                sorted(page.present_anchor_ids or ()),
                _linked_anchors(page),
            )
        except Exception:  # noqa: BLE001 -- MkDocs fails as well, and reports it
            return None

    def _render(self, page: Page) -> str:
        config, files, plugins = self._config, self._files, self._config.plugins
        page = plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        markdown = page.markdown or ""
        page.markdown = plugins.on_page_markdown(
            markdown, page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )
        page.active = True
        try:
            context = get_context(self._nav, _AllPages(), config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(
                context, page=page, config=config, nav=self._nav
            )
            return plugins.on_post_page(
                template.render(context), page=page, config=config
            )
        finally:
            page.active = False
            page.markdown = page.content = (
                ""  # or a process would keep those of all pages
            )

    def _hooked(self, page: Page) -> str:
        context: Any = {}
        added = self._config.plugins.on_page_context(
            context, page=page, config=self._config, nav=self._nav
        )
        return repr((page.edit_url, added))


_work: Callable[[str], Any]


def in_processes(
    work: Callable[[str], Result],
    items: Iterable[str],
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """Yield the result for each item, from forks of this process; if one is killed, the rest is missing.

    This process does something else meanwhile.
    """
    global _work  # noqa: PLW0603 -- the only way to hand a process what can't be pickled
    _work = work
    with (
        processes.pool(processes.cores(), forks=True) as pool,
        suppress(BrokenProcessPool),
    ):
        results = pool.map(_perform, items)
        meanwhile()
        yield from results


def _perform(item: str) -> Any:  # noqa: ANN401 -- whatever the work gives
    return _work(item)


class _AllPages(Sequence[File]):
    """All pages, for templates of pages: one that uses them depends on everything, and is left to MkDocs."""

    def __getitem__(self, index: object) -> NoReturn:
        raise NotImplementedError

    def __len__(self) -> NoReturn:
        raise NotImplementedError


@contextmanager
def _warnings() -> Iterator[list[logging.LogRecord]]:
    """Collect what MkDocs warns of, instead of showing it."""
    logger, collector = logging.getLogger("mkdocs"), BufferingHandler(sys.maxsize)
    collector.setLevel(logging.WARNING)
    handlers, logger.handlers = logger.handlers, [collector]
    try:
        yield collector.buffer
    finally:
        logger.handlers = handlers


def _linked_anchors(page: Page) -> dict[str, dict[str, str]]:
    linked = {
        file.src_uri: dict(links)
        for file, links in (page.links_to_anchors or {}).items()
    }
    own = linked.get(page.file.src_uri, {})
    for anchor in own.keys() & (page.present_anchor_ids or set()):
        del own[anchor]
    return linked


def _take(record: PageRecord, page: Page, files: Files) -> None:
    """Tell MkDocs what it would know of a page if it had made it."""
    cast(_SiteFile, page.file).is_current = True
    page.title, page.meta, page.present_anchor_ids = (
        record.title,
        record.meta,
        set(record.anchors),
    )
    page.links_to_anchors = {
        files.src_uris[path]: links for path, links in record.linked_anchors.items()
    }


def _read_navigation(
    nav: Navigation,
    unchanged: Mapping[str, PageRecord],
    config: MkDocsConfig,
    files: Files,
) -> None:
    """Find out the titles and front matter of the pages in the navigation, which is on all pages."""
    for page in nav.pages:
        if record := unchanged.get(page.file.src_uri):
            page.title, page.meta = record.title, record.meta
        elif _is_included(page.file):
            is_titled = page.title is not None
            with (
                _warnings(),
                suppress(Exception),
            ):  # the page is left to MkDocs, which reports it
                page.read_source(config)
                if not is_titled and "title" not in page.meta:
                    page.render(config, files)


def _shown(nav: Navigation) -> bytes:
    """A digest of what pages show of others: title, address and front matter of those in the navigation."""

    def of(item: StructureItem) -> tuple[object, ...]:
        match item:
            case Page():
                return item.title, item.url, item.meta
            case Section():
                return item.title, [of(each) for each in item.children]
            case _:  # a link
                return (repr(item),)

    return _digest(
        repr(
            ([of(item) for item in nav.items], [page.url for page in nav.pages])
        ).encode()
    )


def _inputs(config: MkDocsConfig) -> bytes:
    """A digest of what all pages depend on: program, settings, theme, and the date that pages may show."""
    settings = {key: value for key, value in config.items() if key not in _NO_INPUTS}
    theme = [
        config.theme.name,
        config.theme.dirs,
        sorted(config.theme.static_templates),
    ]
    given = [program.version(), _plain(settings), theme, get_build_date()]
    custom = Path(config.theme.custom_dir).rglob("*") if config.theme.custom_dir else ()
    own = [
        (str(path), _digest(path.read_bytes()))
        for path in sorted(custom)
        if path.is_file()
    ]
    return _digest(repr((given, own)).encode())


def _plain(value: Any) -> object:  # noqa: ANN401 -- settings are anything
    """The value with a `repr` that stays the same, or for unknown objects differs in each run."""
    match value:
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case FunctionType():
            return f"{value.__module__}.{value.__qualname__}"
        case _:
            return value


def _are_in_conflict(files: Collection[File]) -> bool:
    """Whether two files want the same place, or one a folder where another wants to be."""
    places = {file.dest_uri for file in files}
    holders = {PurePath(posixpath.dirname(place)) for place in places}
    folders = {
        each.as_posix() for holder in holders for each in (holder, *holder.parents)
    }
    return len(places) < len(files) or not places.isdisjoint(folders)


def _clear(site: str, keep: Collection[str]) -> None:
    """Remove all files but those to keep, and folders in which nothing is left.

    A clean build with MkDocs leaves hidden files and folders at the top alone, and so does this.
    """
    for path in Path(site).glob("[!.]*"):
        _clear_path(path, keep)


def _clear_path(path: Path, keep: Collection[str]) -> None:
    if path.is_dir() and not path.is_symlink():
        for each in path.iterdir():
            _clear_path(each, keep)
        if not any(path.iterdir()):
            path.rmdir()
    elif path.is_symlink() or str(path) not in keep:
        path.unlink()


def _is_included(file: File) -> bool:
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


def _stamp(path: str) -> str:
    """Identity, size and times of a file, of which nobody can choose the last; empty if there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- as fast as possible: called for every page
    except OSError:
        return ""
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
