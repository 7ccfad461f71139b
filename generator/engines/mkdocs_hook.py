"""Makes `mkdocs build` and `mkdocs serve` run the generator first. Only this module imports MkDocs.

`mkdocs.yml` names it under `hooks`: https://www.mkdocs.org/user-guide/configuration/#hooks
"""

import logging
import os
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator import pipeline
from generator.diagnostics.reporters import text
from generator.engines.mkdocs import DOCS_ARE_FRESH
from generator.pipeline import Project
from generator.publishing.site import Site
from generator.writing import lock, writer
from generator.writing.writer import WritingError

_log = logging.getLogger("mkdocs.hooks.briefs")
_serving = False
_site = Site()
_generated: frozenset[str] = frozenset()


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether this is a preview, which shows drafts too."""
    global _serving  # noqa: PLW0603 -- MkDocs tells it here and nowhere else
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in the addresses of the site and of its repository."""
    known = _project(config).site(os.environ)
    config.site_url = known.address or config.site_url
    config.repo_url = known.repository or None
    config.repo_name = known.repository.rpartition("/")[2] or None
    config.edit_uri = None
    config.extra["preview"] = _serving
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Run the generator. With errors in briefs a build ends; a preview goes on with the last good pages."""
    if os.environ.get(DOCS_ARE_FRESH):
        return
    project = _project(config)
    try:
        with lock.held(project.docs):
            built = pipeline.build(project, project.site(os.environ), drafts=_serving)
    except (OSError, WritingError) as error:
        raise PluginError(str(error)) from error
    if built.diagnostics:
        _log.log(logging.ERROR if built.changes is None else logging.INFO, text.report(built.diagnostics))
    if built.changes is None and not _serving:
        raise PluginError("there are errors in briefs; nothing was written")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Remember what it would take longer to ask for each page than to render it."""
    global _site, _generated  # noqa: PLW0603 -- MkDocs passes nothing of ours from one call to the next
    _site = _project(config).site(os.environ)
    _generated = writer.owned(Path(config.docs_dir))
    return files


def on_page_context(context: dict[str, Any], page: Page, **_: object) -> dict[str, Any]:
    """Let "edit" lead to the file that a page is made from."""
    # a page that only lists what stands elsewhere has none
    generated = page.file.src_uri in _generated
    source = page.meta.get("source_file") if generated else f"docs/{page.file.src_uri}"
    page.edit_url = (_site.edit(str(source)) or None) if source else None
    return context


def _project(config: MkDocsConfig) -> Project:
    return Project(Path(config.config_file_path).parent)
