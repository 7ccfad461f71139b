"""Builds the site of the preview with MkDocs. Of the preview, only this module imports MkDocs."""

import io
import logging
import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.build import hand_written
from generator.build.store import FolderStore
from generator.engines import DOCS_ARE_FRESH
from generator.engines.preview.incremental import inputs
from generator.engines.preview.incremental.conditions import obstacles
from generator.engines.preview.incremental.pages import PageMaker
from generator.engines.preview.incremental.plugin import IncrementalBuild
from generator.pipeline import Project

_BEFORE_ALL_OTHERS = 100


class SiteError(Exception):
    """MkDocs could not build the site; the message says why."""


class PreviewSite:
    """The site. Its settings, list of files and navigation are kept until something may change them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._pages: _Pages | None = None

    def remake(self, changed: set[str]) -> str | None:
        """Make the pages again of the files that were written, and return the warnings of MkDocs.

        The files are in `docs/` and in the folder of generated files. Those that are done are removed from
        `changed`, also if this is interrupted. `None` if that does not suffice: then build the whole site.
        """
        known, self._pages = self._pages, None  # forgotten if this fails
        with _errors() as messages:
            try:
                if known and known.remake(changed):
                    self._pages = known
            except KeyboardInterrupt:
                self._pages = known
                raise
        return messages.getvalue() if self._pages else None

    def build(self, later: Iterable[str]) -> str:
        """Bring the whole site up to date, and return the warnings of MkDocs.

        `later` are files that pages link to and that will be there later. Generated files other than pages
        are not copied: the server finds them where they are.

        Raises `SiteError` if MkDocs can't build the site.
        """
        self._pages = None
        with _errors() as messages:
            self._pages = self._build_all(later)
        return messages.getvalue()

    def _build_all(self, later: Iterable[str]) -> "_Pages | None":
        os.environ |= {DOCS_ARE_FRESH: "1", "NO_MKDOCS_2_WARNING": "1"}
        project = self._project
        config = load_config(
            str(project.root / "mkdocs.yml"),
            docs_dir=str(project.generated),
            site_dir=str(project.site_folder),
        )
        dirty = next(obstacles(config), None) is None
        config.plugins.on_startup(command="serve", dirty=dirty)
        pages = config.plugins["pages"] = _Pages(project, later)
        if dirty:
            config.plugins["incremental"] = IncrementalBuild(FolderStore(project.records), project.generated)
        try:
            build_site(config, dirty=dirty)
        finally:
            config.plugins.on_shutdown()
        return pages if dirty else None


@contextmanager
def _errors() -> Iterator[io.StringIO]:
    """Collect the warnings and errors of MkDocs. Raises `SiteError` if it gives up."""
    collected = io.StringIO()
    handler = logging.StreamHandler(collected)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield collected
    except MkDocsException as error:
        raise SiteError(collected.getvalue() + error.format_message()) from error
    finally:
        logger.removeHandler(handler)


class _Pages(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Adds the hand-written pages to the generated ones, and makes single pages again."""

    def __init__(self, project: Project, later: Iterable[str]) -> None:
        self._project = project
        self._later = tuple(later)
        self._navigation = ""
        """A digest of what all pages show of others, once a page is made again."""

    @event_priority(_BEFORE_ALL_OTHERS)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The files of both folders, and those that will be there later."""
        written = [_file(path, self._project.docs, config) for path in _hand_written(self._project.docs)]
        later = [_file(path, self._project.generated, config) for path in self._later]
        for each in written:
            if each.src_uri in files.src_uris:
                raise PluginError(
                    self._project.site(os.environ).language.gettext(
                        "'docs/%(path)s' is in the way of a generated file; move or delete it",
                        path=each.src_uri,
                    )
                )
        for each in (*written, *(each for each in later if each.src_uri not in files.src_uris)):
            files.append(each)
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Leave out what will be there later, now that all links are checked, if MkDocs copies all files."""
        if "incremental" not in config.plugins:
            for path in self._later:
                files.remove(files.src_uris[path])
        return env

    @event_priority(_BEFORE_ALL_OTHERS)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Remember what pages are made from, and to which of them the navigation gives a title."""
        self._nav, self._config, self._files = nav, config, files
        self._titled = {page.file.src_uri for page in nav.pages if page.title is not None}
        self._maker = PageMaker(config, files, nav)

    def remake(self, changed: set[str]) -> bool:
        """Make the pages of these files again, and remove them; return whether that is all there is to do."""
        uris = self._files.src_uris
        if not uris.keys() >= changed:
            return False
        self._navigation = self._navigation or inputs.of_navigation(self._nav)
        in_navigation = {page.file.src_uri for page in self._nav.pages}
        for path in sorted(changed):
            file = uris[path]
            if not file.is_documentation_page():
                if file.src_dir != str(self._project.generated):
                    file.copy_file()
            elif not self._remake(file, in_navigation):
                return False
            changed.discard(path)
        return self._navigation == inputs.of_navigation(self._nav)

    def _remake(self, file: File, in_navigation: AbstractSet[str]) -> bool:
        if file.src_uri not in in_navigation:
            page = Page(None, file, self._config)  # the other one would keep its title
        elif file.page and file.src_uri in self._titled:
            page = file.page
        else:
            return False
        try:
            record = self._maker.make(page)
        except Exception:  # noqa: BLE001 -- MkDocs makes it then, and reports what it can't do
            return False
        for logger, level, text in record.messages:
            logging.getLogger(logger).log(level, text)
        page.validate_anchor_links(files=self._files, log_level=self._config.validation.links.anchors)
        return True


def _hand_written(docs: Path) -> list[str]:
    generated = hand_written.generated(docs)
    found: list[str] = []
    for place, folders, names in os.walk(docs):
        folders[:] = [name for name in folders if not name.startswith(".")]
        visible = [name for name in names if not name.startswith(".")]
        found += [Path(place, name).relative_to(docs).as_posix() for name in visible]
    return sorted(path for path in found if path not in generated)


def _file(path: str, folder: Path, config: MkDocsConfig) -> File:
    return File(path, str(folder), config.site_dir, config.use_directory_urls)
