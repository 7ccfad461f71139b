"""The part of the build that MkDocs calls: https://www.mkdocs.org/dev-guide/plugins/#events."""

import logging
import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import cast

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from generator.build import program
from generator.build.store import Store
from generator.engines.preview.incremental import folder, inputs, records
from generator.engines.preview.incremental.pages import is_included
from generator.engines.preview.incremental.records import PageRecord
from generator.engines.preview.incremental.update import update
from generator.languages.exceptions import reason
from generator.languages.phrase import marked, within
from generator.reading import settings

_AFTER_ALL_OTHERS = -100
_builder = logging.getLogger("mkdocs.commands.build")


class PageFile(File):
    """The Markdown of a page. MkDocs makes the page unless it is up to date."""

    is_up_to_date = False

    def is_modified(self) -> bool:
        """Whether MkDocs has to make the page."""
        return not self.is_up_to_date


class SiteFiles(Files):
    """The files of the site. MkDocs copies only what is left to it."""

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(_page_file(file) if file.is_documentation_page() else file for file in files)
        self.left: list[File] = []

    def copy_static_files(
        self,
        dirty: bool = False,  # noqa: ARG002, FBT001, FBT002 -- as in the base class
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,  # noqa: ARG002
    ) -> None:
        """Copy what is left."""
        for file in self.left:
            file.copy_file()


class IncrementalBuild(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Makes and copies what is not up to date, before MkDocs looks what there is to do."""

    def __init__(self, store: Store, apart: Path | None = None) -> None:
        """Keep the records in a store. From the folder `apart` only pages are made, and no files copied."""
        self._store = store
        self._apart = str(apart)

    @event_priority(_AFTER_ALL_OTHERS)
    def on_pre_build(self, config: MkDocsConfig) -> None:  # noqa: ARG002 -- MkDocs passes it
        """Keep MkDocs from warning that it does not clear the folder: `on_nav` does."""
        _builder.setLevel(logging.ERROR)

    @event_priority(_AFTER_ALL_OTHERS)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Replace the files by some that know whether they are up to date."""
        _builder.setLevel(logging.NOTSET)
        return SiteFiles(files)

    @event_priority(_AFTER_ALL_OTHERS)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Bring `site/` up to date, but for what is left to MkDocs."""
        files = cast(SiteFiles, files)
        included = [file for file in files if is_included(file) and not self._is_apart(file)]
        own = _own_places(included) - config.theme.static_templates
        try:
            stamps = folder.clear(Path(config.site_dir), own)
            known = records.read(self._store, program.version(), inputs.of_all_pages(config))
            wanted = [file for file in included if file.dest_uri in own]
            built = update(nav, config, files, wanted, known=known, stamps=stamps)
            made = built.pages.keys() | built.static.keys()
            left = {file.dest_uri for file in wanted if file.src_uri not in made}
            if left:
                folder.clear(Path(config.site_dir), own - left)
            if built != known:
                records.write(self._store, built)
        except OSError as error:
            failed = marked("site/ can't be built: {reason}", reason=reason(error))
            spoken = settings.load(Path(config.config_file_path).parent).spoken
            raise PluginError(str(within(failed, spoken))) from error
        files.left = [each for each in included if each.page is None and each.src_uri not in built.static]
        _tell(files, built.pages)

    def _is_apart(self, file: File) -> bool:
        return file.src_dir == self._apart and not file.is_documentation_page()


def _own_places(files: Iterable[File]) -> set[str]:
    """The places that one file alone wants. Where several do, or others need a folder, MkDocs decides."""
    wanted = Counter(file.dest_uri for file in files)
    holders = {posixpath.dirname(place) for place in wanted}
    folders = holders | {str(parent) for holder in holders for parent in PurePosixPath(holder).parents}
    in_the_way = folders & wanted.keys()
    return {
        place
        for place, number in wanted.items()
        if number == 1 and not any(place == each or place.startswith(f"{each}/") for each in in_the_way)
    }


def _tell(files: Files, built: Mapping[str, PageRecord]) -> None:
    """Tell MkDocs what it would know if it had made the pages, and repeat the messages about them.

    A page with a link to an anchor that is missing is left to MkDocs, which then reports it.
    """
    pages = [file for file in files.documentation_pages() if isinstance(file, PageFile)]
    anchors: dict[str, set[str]] = {file.src_uri: set() for file in pages}
    anchors |= {path: set(record.anchors) for path, record in built.items()}
    for file in pages:
        record = built.get(file.src_uri)
        if record is None or file.page is None:
            continue
        file.page.title, file.page.meta = record.title, record.meta
        file.page.present_anchor_ids = anchors[file.src_uri]
        linked = record.linked_anchors.items()
        if any(path in anchors and not anchors[path].issuperset(wanted) for path, wanted in linked):
            continue
        file.is_up_to_date = True
        for logger, level, text in record.messages:
            logging.getLogger(logger).log(level, text)


def _page_file(file: File) -> PageFile:
    return PageFile(
        file.src_uri,
        file.src_dir,
        file.dest_dir,
        file.use_directory_urls,
        dest_uri=file.dest_uri,
        inclusion=file.inclusion,
    )
