"""Keeps the HTML of pages, so that a build with MkDocs converts only the Markdown that has changed.

Converting Markdown takes nine tenths of a build. MkDocs does everything else each time, from an empty
`site/`, so the result is that of a clean build.

The HTML of a page depends on its Markdown, on the settings, on the program, and on which of the files that it
links to exist. The key under which the HTML is stored is a digest of the Markdown, the settings and the
program. The paths that the page links to are stored with the HTML. It is used again only if each of these
files still exists, or is still missing.
"""

import copy
import json
import logging
import multiprocessing
import signal
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from types import FunctionType
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils import CountHandler
from pydantic import TypeAdapter

from briefing_site.build import processes, program
from briefing_site.build.store import Store, digest
from briefing_site.languages.phrase import marked
from briefing_site.site import markdown

PLUGIN = "briefs"
"""The name of our plugin in `mkdocs.yml`."""
_EXTENSIONS = frozenset(
    {
        "abbr",
        "admonition",
        "attr_list",
        "briefing_site.site.markdown",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "meta",
        "nl2br",
        "pymdownx.superfences",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    }
)
"""Extensions of Markdown that read nothing but the page; others may include files."""
_BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs always uses."""
_PARALLEL_SIZE = 500_000
"""Bytes of Markdown. Converting less takes less time than starting processes for it."""
_logger = logging.getLogger(Page.__module__)
"""The logger with which MkDocs warns of wrong links in pages."""


def obstacles(config: MkDocsConfig) -> Iterator[str]:
    """The plugins, hooks and extensions in `mkdocs.yml` because of which the cache can't be used, in words.

    Other plugins may read anything, such as other files or the time, so a change of that would not be
    noticed.
    """
    for name in config.plugins:  # MkDocs lists hooks among the plugins
        if name != PLUGIN:
            yield marked("the plugin or hook '{name}'", name=name)


class Conversion(NamedTuple):
    """What MkDocs sets on a page when it converts the Markdown."""

    linked: dict[str, bool]
    """The paths that the page links to, and whether there was such a file."""
    title: str | None
    html: str
    headings: list[Any]
    """The table of contents, as the extension `toc` of Python-Markdown has it."""
    anchors: list[str]
    linked_anchors: dict[str, dict[str, str]] | None
    """By the path of each linked page: the anchors on it that are linked, with the links in the Markdown."""


_CONVERSION = TypeAdapter(Conversion)


class RecordedFiles(Files):
    """The files of a site, which record what MkDocs looks up while it converts a page."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.lookups: dict[str, bool] = {}
        """The paths that were looked up since `start_recording`, and whether there is such a file."""

    def start_recording(self) -> None:
        self.lookups = {}

    def get_file_from_path(self, path: str) -> File | None:
        file = super().get_file_from_path(path)
        self.lookups[path] = file is not None
        return file


class PageCache:
    """Creates pages that take their HTML from a store, or put it there.

    Texts of contributors are escaped for the extensions in `site/markdown.py`, and no other one may change
    them. Those of the publisher are therefore for handwritten pages.
    """

    def __init__(
        self,
        store: Store | None,
        config: MkDocsConfig,
        files: Files,
        generated: Collection[str],
    ) -> None:
        """`generated` are the paths of generated pages, the only ones to create if there is no store."""
        self._store = store
        self._generated = generated
        self._config = config
        self._own_config = _own_config(config)
        self._settings = _settings_digest(config)
        self._own_settings = _settings_digest(self._own_config)
        self._has_own_extensions = not _EXTENSIONS.issuperset(
            config.markdown_extensions
        )
        self.files = RecordedFiles(files)
        """The files for MkDocs to go on with, in place of those given."""

    def config(self, file: File) -> MkDocsConfig:
        """The settings with which a page is converted."""
        return self._own_config if self._is_generated(file) else self._config

    def _is_generated(self, file: File) -> bool:
        return file.src_uri in self._generated

    def _is_kept(self, file: File) -> bool:
        """Whether its HTML is made from nothing but what the key says."""
        return self._is_generated(file) or not self._has_own_extensions

    def _is_created(self, file: File) -> bool:
        """Whether its page is created here; other plugins may create pages of their own."""
        return self._store is not None or self._is_generated(file)

    def create_menu_pages(self) -> None:
        """Create the pages of the menu before MkDocs does, with the titles that the menu gives them.

        MkDocs creates no other page for a file that has one.
        """
        for title, path in _menu_entries(self._config.nav):
            file = self.files.get_file_from_path(path)
            if file is not None and file.page is None and self._is_created(file):
                CachedPage.create(title, file, self._config, self)

    def create_other_pages(self) -> None:
        """Create the pages that are not in the menu, in place of those that MkDocs has created."""
        for file in self.files.documentation_pages():
            if not isinstance(file.page, CachedPage) and self._is_created(file):
                CachedPage.create(None, file, self._config, self)

    def fill(self) -> None:
        """Convert the pages that the cache does not have, on all cores, if there is much to convert.

        MkDocs then finds them in the cache. Call this when MkDocs has built the menu, because the key of a
        page depends on its title in the menu. Pages are not converted here, but later by MkDocs, if the cache
        has them but a file that they link to was added or removed: only reading the cache would tell.
        """
        if self._store is None:
            return
        missing = []
        for file in self.files.documentation_pages():
            page = file.page
            if not isinstance(page, CachedPage) or not self._is_kept(file):
                continue
            if not self._store.has(page.key()):
                missing.append(page)
        missing.sort(key=_source_size, reverse=True)
        size = sum(_source_size(page) for page in missing)
        if size < _PARALLEL_SIZE or not processes.can_fork():
            return
        if threading.active_count() > 1:
            # a fork gets the locks of this process, but not the threads that would release them
            return
        number = min(processes.cores(), len(missing))
        context = multiprocessing.get_context("fork")
        workers = []
        for first in range(number):
            share = missing[first::number]  # of similar size, as the largest come first
            worker = context.Process(
                target=_convert, args=(share, self._config, self.files), daemon=True
            )
            worker.start()
            workers.append(worker)
        for worker in workers:
            worker.join()

    def key(self, page: Page, title: str | None) -> str:
        """The key under which the HTML of a page is stored. `title` is the title that the menu has."""
        source = digest(page.file.content_bytes)
        settings = self._settings
        if self._is_generated(page.file):
            settings = self._own_settings
        inputs = [settings, page.file.src_uri, title, page.is_homepage, source]
        return f"pages/{digest(json.dumps(inputs).encode())}"

    def load(self, key: str) -> Conversion | None:
        """The conversion stored under a key.

        `None` if there is none, or if a file that the page links to has been added or removed since.
        """
        if self._store is None:
            return None
        conversion = self._store.get(key, _CONVERSION)
        if conversion is None:
            return None
        for path, exists in conversion.linked.items():
            if (path in self.files.src_uris) != exists:
                return None
        return conversion

    def save(self, file: File, key: str, conversion: Conversion) -> None:
        if self._store is not None and self._is_kept(file):
            self._store.put(key, conversion)


class CachedPage(Page):
    """A page that takes its HTML from the cache if possible. MkDocs allows plugins to replace pages."""

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, cache: PageCache
    ) -> None:
        super().__init__(title, file, config)
        self._menu_title = title
        self._cache = cache

    @classmethod
    def create(
        cls, title: str | None, file: File, config: MkDocsConfig, cache: PageCache
    ) -> None:
        """Create the page of a file. Nothing is returned, as the constructor of MkDocs sets `file.page`."""
        cls(title, file, config, cache)

    def key(self) -> str:
        return self._cache.key(self, self._menu_title)

    def render(
        self,
        config: MkDocsConfig,  # noqa: ARG002 -- the cache has it
        files: Files,
    ) -> None:
        """Set the HTML of the page and all else that a conversion sets, from the cache if possible.

        A conversion with a message in the log, such as a warning of a wrong link, is not stored, so that each
        build shows the message.
        """
        key = self.key()
        conversion = self._cache.load(key)
        if conversion is not None:
            self._apply(conversion, files)
            return
        messages = CountHandler()
        _logger.addHandler(messages)
        self._cache.files.start_recording()
        try:
            super().render(self._cache.config(self.file), files)
        finally:
            _logger.removeHandler(messages)
        if not messages.get_counts():
            self._cache.save(self.file, key, self._conversion())

    def _conversion(self) -> Conversion:
        """What the conversion has set on this page, as plain data."""
        linked_anchors = None
        if self.links_to_anchors is not None:
            linked_anchors = {}
            for file, links in self.links_to_anchors.items():
                linked_anchors[file.src_uri] = links
        return Conversion(
            linked=self._cache.files.lookups,
            title=self.title,
            html=self.content or "",
            headings=[_heading(link) for link in self.toc],
            anchors=sorted(self.present_anchor_ids or ()),
            linked_anchors=linked_anchors,
        )

    def _apply(self, conversion: Conversion, files: Files) -> None:
        """Set on this page what a conversion has set on it in an earlier build."""
        self.title = conversion.title
        self.content = conversion.html
        self.toc = get_toc(conversion.headings)
        self.present_anchor_ids = set(conversion.anchors)
        if conversion.linked_anchors is not None:
            self.links_to_anchors = {}
            for path, links in conversion.linked_anchors.items():
                # there is such a file: `PageCache.load` has checked all paths that the page links to
                self.links_to_anchors[files.src_uris[path]] = links


def _convert(pages: Sequence[CachedPage], config: MkDocsConfig, files: Files) -> None:
    """Convert pages and store the results; runs in a process of its own.

    MkDocs lets plugins take part in conversions. Here none does: ours takes no part, and with other plugins
    there is no cache. Errors are ignored: the page is not in the cache then, so MkDocs converts it again, and
    reports the error.
    """
    # on Ctrl-C, the main process ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # a page with messages is not stored either, so MkDocs converts it again, and shows them
    _logger.propagate = False
    for page in pages:
        with suppress(Exception):
            page.read_source(config)
            page.render(config, files)


def _own_config(config: MkDocsConfig) -> MkDocsConfig:
    """The settings without the extensions of the publisher; options for those that pages need stay."""
    own = copy.copy(config)
    extensions = {**markdown.extensions(), "toc": {}}
    own.markdown_extensions = list(dict.fromkeys([*_BUILT_IN, *extensions]))
    own.mdx_configs = {name: config.mdx_configs.get(name, {}) for name in extensions}
    return own


def _source_size(page: Page) -> int:
    return len(page.file.content_bytes)


def _heading(link: AnchorLink) -> dict[str, object]:
    """A heading of the table of contents with those below it, in the form that `get_toc` of MkDocs reads."""
    children = [_heading(child) for child in link.children]
    return {
        "name": link.title,
        "id": link.id,
        "level": link.level,
        "children": children,
    }


def _menu_entries(menu: object) -> Iterator[tuple[str | None, str]]:
    """The titles and paths in `nav` of `mkdocs.yml`; the title of an entry without one is `None`."""
    if isinstance(menu, str):
        yield None, menu
    elif isinstance(menu, list):
        for entry in menu:
            yield from _menu_entries(entry)
    elif isinstance(menu, dict):
        for title, entry in menu.items():
            if isinstance(entry, str):
                yield title, entry
            else:
                yield from _menu_entries(entry)


def _settings_digest(config: MkDocsConfig) -> str:
    """A digest of the settings and the program, on which the HTML of every page depends.

    The level of the log is part of it. With another level, a page may have a message that was not counted.
    """
    inputs = [
        program.version(),  # another one after any change of the code
        config.markdown_extensions,
        config.mdx_configs,
        config.use_directory_urls,
        dict(config.validation),
        _logger.getEffectiveLevel(),
    ]
    return digest(json.dumps(inputs, default=_description, sort_keys=True).encode())


def _description(value: object) -> str:
    """A text for a setting that JSON has no type for, which is the same in each process.

    The `repr` of a function is not, so a function is described by its name.
    """
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    return repr(value)
