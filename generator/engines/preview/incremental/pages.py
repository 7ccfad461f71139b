"""Makes pages the way MkDocs does, and records what they depend on."""

import hashlib
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import NoReturn

import cbor2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from generator.engines.preview.incremental.folder import stamp_of
from generator.engines.preview.incremental.records import PageRecord


class UnknownDependencyError(Exception):
    """A page depends on something that is not recorded."""


class PageMaker:
    """Converts, renders and writes pages."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        self._config = config
        self._files = files
        self._nav = nav
        self._targets = _Targets(files)
        self._env = config.theme.get_env()

    def make(self, page: Page) -> PageRecord:
        """Write the page to `site/`.

        Raises `UnknownDependencyError`, and whatever extensions and templates raise.
        """
        source = stamp_of(str(page.file.abs_src_path))
        digest = digest_of(page.file)
        self._targets.found.clear()
        with captured() as messages:
            target = page.file.abs_dest_path
            write_file(self._render(page), f"{target}~")
            os.replace(f"{target}~", target)  # noqa: PTH105 -- a browser may read the page at any time
        if cbor2.loads(cbor2.dumps([page.title, page.meta])) != [page.title, page.meta]:
            raise UnknownDependencyError("the front matter can't be recorded")
        return PageRecord(
            source=source,
            digest=digest,
            target=stamp_of(target),
            hooked=hooked(page, self._config, self._nav),
            title=page.title,
            meta=dict(page.meta),
            linked={path: excluded for path, excluded in self._targets.found.items() if excluded is not None},
            missing=[path for path, excluded in self._targets.found.items() if excluded is None],
            anchors=sorted(page.present_anchor_ids or ()),
            linked_anchors=_linked_anchors(page),
            messages=messages,
        )

    def _render(self, page: Page) -> bytes:
        config, plugins = self._config, self._config.plugins
        page = plugins.on_pre_page(page, config=config, files=self._files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=self._files
        )
        page.render(config, self._targets)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=self._files
        )
        page.active = True
        try:
            context = get_context(self._nav, _AllPages(), config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            output = plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False
        if not output.strip():
            raise UnknownDependencyError("an empty page is not written")
        return output.encode("utf-8", errors="xmlcharrefreplace")


def _linked_anchors(page: Page) -> dict[str, list[str]]:
    linked = {file.src_uri: set(links) for file, links in (page.links_to_anchors or {}).items()}
    own = page.file.src_uri
    linked[own] = linked.get(own, set()) - (page.present_anchor_ids or set())
    return {path: sorted(anchors) for path, anchors in linked.items() if anchors}


def digest_of(file: File) -> bytes:
    """The digest of the Markdown of a page.

    Raises `OSError` if it can't be read.
    """
    return hashlib.sha256(file.content_bytes).digest()


def is_included(file: File) -> bool:
    """Whether the file is part of the site."""
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


def hooked(page: Page, config: MkDocsConfig, nav: Navigation) -> str:
    """What the hook adds to a page."""
    context = config.plugins.on_page_context({}, page=page, config=config, nav=nav)  # type: ignore[typeddict-item]
    return repr((page.edit_url, context))


@contextmanager
def captured() -> Iterator[list[tuple[str, int, str]]]:
    """Collect the messages of MkDocs instead of showing them."""
    logger = logging.getLogger("mkdocs")
    handlers, level = logger.handlers, logger.level
    collector = _Collector()
    logger.handlers = [collector]
    logger.setLevel(logging.INFO)
    try:
        yield collector.messages
    finally:
        logger.handlers = handlers
        logger.setLevel(level)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append((record.name, record.levelno, record.getMessage()))


class _Targets(Files):
    """The files, and which of them a page has asked for."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.found: dict[str, bool | None] = {}
        """Whether the file is excluded from the site; `None` if there is none."""

    def get_file_from_path(self, path: str) -> File | None:
        file = super().get_file_from_path(path)
        if file is None:
            self.found[PurePath(path).as_posix()] = None
        else:
            self.found[file.src_uri] = not is_included(file)
        return file


class _AllPages(Sequence[File]):
    """All pages, for templates of pages: one that uses them depends on everything."""

    def __getitem__(self, index: object) -> NoReturn:
        raise UnknownDependencyError("a template lists all pages")

    def __len__(self) -> NoReturn:
        raise UnknownDependencyError("a template lists all pages")
