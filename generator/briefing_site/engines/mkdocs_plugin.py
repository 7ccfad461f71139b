"""Makes `mkdocs build` and `mkdocs serve` run the generator first.

`mkdocs.yml` lists it as `briefs` under `plugins`: https://www.mkdocs.org/dev-guide/plugins/. No content of
pages depends on it.
"""

import logging
import os
from pathlib import Path
from typing import Literal

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from briefing_site import pipeline
from briefing_site.build import lock, records
from briefing_site.build.writer import WritingError
from briefing_site.diagnostics import reporters
from briefing_site.engines import DOCS_ARE_FRESH, additions
from briefing_site.languages.exceptions import reason_in
from briefing_site.pipeline import Project
from briefing_site.reading import symlinks
from briefing_site.reading.symlinks import LinkError
from briefing_site.site import Site, markdown
from briefing_site.site.failure import FailureError

_log = logging.getLogger("mkdocs.plugins.briefs")


class BriefsPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Runs the generator, and adds what every site has besides its own `mkdocs.yml`."""

    def __init__(self) -> None:
        self._serving = False
        self._site = Site()
        self._generated: frozenset[str] = frozenset()

    def on_startup(
        self,
        *,
        command: Literal["build", "gh-deploy", "serve"],
        dirty: bool,  # noqa: ARG002
    ) -> None:
        """Remember whether this is a preview, which includes drafts; make no output depend on the date."""
        self._serving = command == "serve"
        # the date in `sitemap.xml.gz`, where 0 stands for none: https://reproducible-builds.org/specs/source-date-epoch/
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set the addresses of the site and its repository, and add the extensions and the navigation.

        Where `site_dir` leads elsewhere, MkDocs would empty that folder.
        """
        known = _read_site(config)
        try:
            symlinks.refuse(
                Path(config.config_file_path).parent, config.docs_dir, config.site_dir
            )
        except LinkError as error:
            raise PluginError(reason_in(known.language, error)) from error
        config.site_url = known.address or config.site_url
        config.repo_url = known.repository or None
        config.repo_name = known.repository.rpartition("/")[2] or None
        config.edit_uri = None
        config.extra["preview"] = self._serving
        config.extra |= additions.for_theme(known)
        if config.nav is None:
            config.nav = additions.navigation(known.language)
        for name, options in markdown.extensions(known.language).items():
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
            config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
        _check_links(config)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Run the generator. Errors in briefs stop a build; a preview continues with the last good pages."""
        if os.environ.get(DOCS_ARE_FRESH):
            return
        project = Project(Path(config.config_file_path).parent)
        site = _read_site(config)
        try:
            with lock.held(project.root, project.docs):
                built = pipeline.build(
                    project, site, pipeline.Options(drafts=self._serving)
                )
        except (OSError, WritingError, FailureError) as error:
            raise PluginError(reason_in(site.language, error)) from error
        if built.diagnostics:
            level = logging.ERROR if built.changes is None else logging.INFO
            _log.log(level, reporters.text(built.diagnostics, site.language))
        if built.changes is None and not self._serving:
            raise PluginError(
                site.language.gettext("the briefs have errors; nothing was written")
            )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Cache what would take longer to look up for each page, and complete the navigation."""
        self._site = _read_site(config)
        self._generated = frozenset(records.read(Path(config.docs_dir)).files)
        if config.nav:
            config.nav = additions.present(config.nav, files.src_uris)
        return files

    def on_page_context(
        self, context: TemplateContext, *, page: Page, **_: object
    ) -> TemplateContext:
        """Link "edit" to the source file of a page.

        `incremental` compares what this adds to a page with what it added when the page was made.
        """
        # pages that list entries of other pages have none
        generated = page.file.src_uri in self._generated
        source = (
            page.meta.get("source_file") if generated else f"docs/{page.file.src_uri}"
        )
        page.edit_url = (self._site.edit(str(source)) or None) if source else None
        return context

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        server.watch(str(Path(config.config_file_path).parent / "briefs"))
        return server


def _check_links(config: MkDocsConfig) -> None:
    """Take wrong links for more than information, as MkDocs does by default."""
    validation = config.validation
    for part, keys in (
        (validation.nav, ("not_found", "absolute_links")),
        (
            validation.links,
            ("not_found", "anchors", "absolute_links", "unrecognized_links"),
        ),
    ):
        part.update(
            {
                key: max(part[key], logging.WARNING)
                for key in keys
                if part[key] == logging.INFO
            }
        )
    if validation.nav.omitted_files == logging.INFO:
        validation.nav.omitted_files = (
            logging.DEBUG
        )  # lists, search and other pages link to generated ones


def _read_site(config: MkDocsConfig) -> Site:
    return Project(Path(config.config_file_path).parent).site()
