"""Keeps the HTML of pages, so that a build with MkDocs converts only the Markdown that has changed.

Converting Markdown takes nine tenths of a build. MkDocs does everything else each time, from an empty
`site/`, so the result is that of a clean build. What a page is converted from is in the key of its HTML: its
file, and the settings and the program, which all pages share. Only the files that it links to are looked up
afterwards: the HTML is used again if the same ones exist.
"""

import json
import logging
import multiprocessing
import signal
import threading
from collections.abc import Iterator, Sequence
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
_PARALLEL_SIZE = 500_000
"""So many bytes of Markdown take longer to convert than processes take to start."""
_logger = logging.getLogger(Page.__module__)


def obstacles(config: MkDocsConfig) -> Iterator[str]:
    """Name what in the settings may make the HTML of pages depend on something unknown."""
    for name in config.plugins:
        if name != PLUGIN:
            yield marked("the plugin or hook '{name}'", name=name)
    for name in config.markdown_extensions:
        if name not in _EXTENSIONS:
            yield marked("the Markdown extension '{name}'", name=name)


class Conversion(NamedTuple):
    """What MkDocs knows of a page after the conversion of its Markdown."""

    linked: dict[str, bool]
    """The paths that the page links to, and whether there is such a file."""
    title: str | None
    html: str
    headings: list[Any]
    """The table of contents, as the extension `toc` of Python-Markdown has it."""
    anchors: list[str]
    linked_anchors: dict[str, dict[str, str]] | None
    """By the path of the page that they are on: anchors, and the links as the Markdown has them."""


_SHAPE = TypeAdapter(Conversion)


class LinkedFiles(Files):
    """The files of a site, and which of them were looked up, whether they exist or not."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.asked: dict[str, bool] = {}

    def get_file_from_path(self, path: str) -> File | None:
        file = super().get_file_from_path(path)
        self.asked[path] = file is not None
        return file


class PageCache:
    """Creates pages that take their HTML from a store, or put it there."""

    def __init__(self, store: Store, config: MkDocsConfig, files: Files) -> None:
        self._store = store
        self._config = config
        self._settings = _settings_digest(config)
        self.files = LinkedFiles(files)
        """What MkDocs has to use instead of `files`."""

    def create_menu_pages(self) -> None:
        """Create the pages of the menu, with the titles that it gives them, before MkDocs does."""
        for title, path in _menu_entries(self._config.nav):
            file = self.files.get_file_from_path(path)
            if file is not None and file.page is None:
                CachedPage(title, file, self._config, self)

    def create_other_pages(self) -> None:
        """Create the pages that are not in the menu, in place of those that MkDocs has created."""
        for file in self.files.documentation_pages():
            if not isinstance(file.page, CachedPage):
                CachedPage(None, file, self._config, self)

    def fill(self) -> None:
        """If there is much to convert, and processes can be forked, do that on all cores."""
        missing = []
        for file in self.files.documentation_pages():
            page = file.page
            if isinstance(page, CachedPage) and not self._store.has(page.key()):
                missing.append(page)
        missing.sort(key=_source_size, reverse=True)
        size = sum(_source_size(page) for page in missing)
        has_threads = threading.active_count() > 1
        if size < _PARALLEL_SIZE or has_threads or not processes.can_fork():
            return
        number = processes.cores()
        context = multiprocessing.get_context("fork")
        workers = []
        for first in range(number):
            share = (missing[first::number], self._config, self.files)
            worker = context.Process(target=_convert, args=share, daemon=True)
            worker.start()
            workers.append(worker)
        for worker in workers:
            worker.join()

    def key(self, page: Page, title: str | None) -> str:
        """The key of a page that has this title in the menu: a digest of what its HTML is made from."""
        source = digest(page.file.content_bytes)
        inputs = [self._settings, page.file.src_uri, title, page.is_homepage, source]
        return f"pages/{digest(json.dumps(inputs).encode())}"

    def load(self, key: str) -> Conversion | None:
        """The conversion of a page; `None` if it is not known, or links lead to other files now."""
        conversion = self._store.get(key, _SHAPE)
        if conversion is None:
            return None
        for path, exists in conversion.linked.items():
            if (path in self.files.src_uris) != exists:
                return None
        return conversion

    def save(self, key: str, conversion: Conversion) -> None:
        self._store.put(key, conversion)


class CachedPage(Page):
    """A page that is not converted if its HTML is in the cache: a class as MkDocs lets plugins set it."""

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, cache: PageCache
    ) -> None:
        super().__init__(title, file, config)
        self._menu_title = title
        self._cache = cache

    def key(self) -> str:
        return self._cache.key(self, self._menu_title)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what is known of the page after its conversion. A page that MkDocs warns of is not kept."""
        key = self.key()
        conversion = self._cache.load(key)
        if conversion is not None:
            self._set(conversion, files)
            return
        messages = CountHandler()
        _logger.addHandler(messages)
        self._cache.files.asked = {}
        try:
            super().render(config, files)
        finally:
            _logger.removeHandler(messages)
        if not messages.get_counts():
            self._cache.save(key, self._conversion())

    def _conversion(self) -> Conversion:
        linked_anchors = None
        if self.links_to_anchors is not None:
            linked_anchors = {}
            for file, links in self.links_to_anchors.items():
                linked_anchors[file.src_uri] = links
        return Conversion(
            linked=self._cache.files.asked,
            title=self.title,
            html=self.content or "",
            headings=[_heading(link) for link in self.toc],
            anchors=sorted(self.present_anchor_ids or ()),
            linked_anchors=linked_anchors,
        )

    def _set(self, conversion: Conversion, files: Files) -> None:
        self.title = conversion.title
        self.content = conversion.html
        self.toc = get_toc(conversion.headings)
        self.present_anchor_ids = set(conversion.anchors)
        if conversion.linked_anchors is not None:
            self.links_to_anchors = {}
            for path, links in conversion.linked_anchors.items():
                self.links_to_anchors[files.src_uris[path]] = links


def _convert(pages: Sequence[CachedPage], config: MkDocsConfig, files: Files) -> None:
    """Convert pages in a process of their own, so that they are in the store.

    Whatever is wrong with one, MkDocs reports when it does not find it there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build stops, and this with it
    _logger.propagate = False
    for page in pages:
        with suppress(Exception):
            page.read_source(config)
            page.render(config, files)


def _source_size(page: Page) -> int:
    return len(page.file.content_bytes)


def _heading(link: AnchorLink) -> dict[str, object]:
    children = [_heading(child) for child in link.children]
    return {
        "name": link.title,
        "id": link.id,
        "level": link.level,
        "children": children,
    }


def _menu_entries(menu: object) -> Iterator[tuple[str | None, str]]:
    """The titles and paths in a menu, as `mkdocs.yml` has it; entries may have no title of their own."""
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
    """A digest of what the HTML of all pages depends on, and of which messages MkDocs shows."""
    inputs = [
        program.version(),
        config.markdown_extensions,
        config.mdx_configs,
        config.use_directory_urls,
        dict(config.validation),
        _logger.getEffectiveLevel(),
    ]
    return digest(json.dumps(inputs, default=_description, sort_keys=True).encode())


def _description(value: object) -> str:
    """A text for a setting that is no JSON. The `repr` of a function would differ in each process."""
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    return repr(value)
