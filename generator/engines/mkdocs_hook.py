"""Makes `mkdocs build` and `mkdocs serve` run the generator first.

`mkdocs.yml` lists it under `hooks`: https://www.mkdocs.org/user-guide/configuration/#hooks
"""

import logging
import os
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.diagnostics.reporters import text
from generator.engines import DOCS_ARE_FRESH
from generator.engines.theme_styles import stylesheets
from generator.publishing import site as sites
from generator.publishing.failure import FailureError
from generator.publishing.site import Site
from generator.writing import lock, writer
from generator.writing.writer import WritingError

_log = logging.getLogger("mkdocs.hooks.briefs")
_serving = False
_site = Site()
_generated: frozenset[str] = frozenset()


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether this is a preview, which includes drafts; make no output depend on the date."""
    global _serving  # noqa: PLW0603 -- MkDocs passes it here only
    _serving = command == "serve"
    # the date in `sitemap.xml.gz`, where 0 stands for none: https://reproducible-builds.org/specs/source-date-epoch/
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Set the addresses of the site, its repository and the styles of the theme."""
    known = _read_site(config)
    config.site_url = known.address or config.site_url
    config.repo_url = known.repository or None
    config.repo_name = known.repository.rpartition("/")[2] or None
    config.edit_uri = None
    config.extra["preview"] = _serving
    config.extra["styles"] = stylesheets(config.theme.dirs)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Run the generator. Errors in briefs stop a build; a preview continues with the last good pages."""
    if os.environ.get(DOCS_ARE_FRESH):
        return
    from generator import pipeline  # noqa: PLC0415 -- it takes longer to import than MkDocs

    project = pipeline.Project(Path(config.config_file_path).parent)
    try:
        with lock.held(project.docs):
            built = pipeline.build(project, _read_site(config), pipeline.Options(drafts=_serving))
    except (OSError, WritingError, FailureError) as error:
        raise PluginError(str(error)) from error
    if built.diagnostics:
        _log.log(logging.ERROR if built.changes is None else logging.INFO, text.report(built.diagnostics))
    if built.changes is None and not _serving:
        raise PluginError("the briefs have errors; nothing was written")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Cache what would take longer to look up for each page than to render it."""
    global _site, _generated  # noqa: PLW0603 -- MkDocs passes no state of ours between calls
    _site = _read_site(config)
    _generated = writer.owned(Path(config.docs_dir))
    return files


def on_page_context(context: dict[str, Any], page: Page, **_: object) -> dict[str, Any]:
    """Link "edit" to the source file of a page.

    `incremental` compares what this adds to a page with what it added when the page was made.
    """
    # pages that list entries of other pages have none
    generated = page.file.src_uri in _generated
    source = page.meta.get("source_file") if generated else f"docs/{page.file.src_uri}"
    page.edit_url = (_site.edit(str(source)) or None) if source else None
    return context


def _read_site(config: MkDocsConfig) -> Site:
    return sites.read(Path(config.config_file_path).read_text(encoding="utf-8"), os.environ)
