"""Brings the files of `site/` up to date."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import copy_file

from generator.engines.preview.incremental import inputs, workers
from generator.engines.preview.incremental.folder import stamp_of
from generator.engines.preview.incremental.pages import PageMaker, captured, digest_of, hooked, is_included
from generator.engines.preview.incremental.records import PageRecord, Records

_LITTLE = 100_000
"""So many bytes of Markdown, and so many copies, take less time than to start processes."""
_FEW = 500


def update(
    nav: Navigation,
    config: MkDocsConfig,
    files: Files,
    wanted: Iterable[File],
    *,
    known: Records,
    stamps: Mapping[str, str],
) -> Records:
    """Make the pages and copy the files that are not up to date; return the records of all that now are.

    `known` are the records of an earlier build, and `stamps` those of the files in `site/`.
    """
    pages = {file.src_uri: (file, file.page) for file in wanted if file.page is not None}
    static = {file.src_uri: file for file in wanted if file.page is None}
    unchanged = {
        path: record._replace(source=source)
        for path, record in known.pages.items()
        if path in pages and (source := _unchanged_source(pages[path][0], record))
    }
    _read_navigation(nav, unchanged, config, files)
    built = Records(known.program, known.inputs, inputs.of_navigation(nav))
    if built.navigation == known.navigation:
        excluded = {file.src_uri: not is_included(file) for file in files}
        for path, record in unchanged.items():
            file, page = pages[path]
            if (
                stamps.get(file.dest_uri) == record.target
                and record.linked.items() <= excluded.items()
                and excluded.keys().isdisjoint(record.missing)
                and _hooked(page, record, config, nav) == record.hooked
            ):
                built.pages[path] = record
    for path, file in static.items():
        copy = known.static.get(path)
        if copy and copy == [stamp_of(str(file.abs_src_path)), stamps.get(file.dest_uri)]:
            built.static[path] = copy

    maker = PageMaker(config, files, nav)

    def work(path: str) -> PageRecord | list[str] | None:
        try:
            return maker.make(pages[path][1]) if path in pages else _copy(static[path])
        except Exception:  # noqa: BLE001 -- it is left to MkDocs, which reports what it can't do
            return None

    sizes = {path: _size(file) for path, (file, _) in pages.items() if path not in built.pages}
    largest_first = sorted(sizes, key=lambda path: (-sizes[path], path))
    copies = sorted(static.keys() - built.static.keys())
    is_much = sum(sizes.values()) > _LITTLE or len(copies) > _FEW
    for path, result in workers.run(work, largest_first, copies, in_parallel=is_much):
        if isinstance(result, PageRecord):
            built.pages[path] = result
        elif result:
            built.static[path] = result
    return built


def _unchanged_source(file: File, record: PageRecord) -> str:
    """The stamp of the Markdown of a page; empty if it has changed since it was recorded."""
    stamp = stamp_of(str(file.abs_src_path))
    return stamp if stamp == record.source or digest_of(file) == record.digest else ""


def _read_navigation(
    nav: Navigation, unchanged: Mapping[str, PageRecord], config: MkDocsConfig, files: Files
) -> None:
    """Find out the titles and front matter of the pages in the navigation, which is on all pages."""
    for page in nav.pages:
        if record := unchanged.get(page.file.src_uri):
            page.title, page.meta = record.title, record.meta
        elif is_included(page.file):
            is_titled = page.title is not None
            with captured():
                try:
                    page.read_source(config)
                    if not is_titled and "title" not in page.meta:
                        page.render(config, files)
                except Exception:  # noqa: BLE001, S110 -- the page is left to MkDocs, which reports it
                    pass


def _hooked(page: Page, record: PageRecord, config: MkDocsConfig, nav: Navigation) -> str:
    page.meta = record.meta
    return hooked(page, config, nav)


def _copy(file: File) -> list[str]:
    source = stamp_of(str(file.abs_src_path))
    copy_file(str(file.abs_src_path), file.abs_dest_path)
    return [source, stamp_of(file.abs_dest_path)]


def _size(file: File) -> int:
    return Path(str(file.abs_src_path)).stat().st_size
