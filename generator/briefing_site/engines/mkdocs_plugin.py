"""Makes `mkdocs build` and `mkdocs serve` run the generator first.

`mkdocs.yml` lists it as `briefs` under `plugins`: https://www.mkdocs.org/dev-guide/plugins/. The generator
writes the same Markdown without it.
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
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from briefing_site import pipeline
from briefing_site.build import lock, records
from briefing_site.build.store import Store
from briefing_site.build.writer import WritingError
from briefing_site.diagnostics import reporters
from briefing_site.engines import (
    DOCS_ARE_FRESH,
    additions,
    page_cache,
    preview,
    theme,
)
from briefing_site.engines.page_cache import PageCache
from briefing_site.languages.exceptions import reason_in
from briefing_site.pipeline import Options, Project
from briefing_site.reading import symlinks
from briefing_site.reading.symlinks import LinkError
from briefing_site.site import Site, addresses, markdown
from briefing_site.site.failure import FailureError

_log = logging.getLogger("mkdocs.plugins.briefs")


class BriefsPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Runs the generator, and adds what every site has besides its own `mkdocs.yml`."""

    def __init__(self) -> None:
        self._is_preview = False
        self._site = Site()
        self._generated: frozenset[str] = frozenset()
        self._errors = ""
        self._cache: PageCache | None = None

    def on_startup(
        self,
        *,
        command: Literal["build", "gh-deploy", "serve"],
        dirty: bool,  # noqa: ARG002
    ) -> None:
        """Remember whether this is a preview, which includes drafts; let no output depend on the date."""
        self._is_preview = command == "serve"
        # the date in `sitemap.xml.gz`, where 0 stands for none: https://reproducible-builds.org/specs/source-date-epoch/
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set the addresses of the site and its repository, and add the extensions and the navigation.

        Symbolic links in the folder of the site are refused, because MkDocs would follow them when it empties
        the folder.
        """
        project = self._project(config)
        self._site = project.site()
        docs = str(project.generated) if self._is_preview else config.docs_dir
        try:
            folders = (config.docs_dir, docs, config.site_dir)
            symlinks.refuse(project.root, *folders, project.cache / theme.FOLDER)
            symlinks.refuse_within(project.root, Path(config.site_dir))
        except LinkError as error:
            raise PluginError(reason_in(self._site.language, error)) from error
        if self._is_preview:
            project.generated.mkdir(parents=True, exist_ok=True)
            config.docs_dir = docs
        config.site_url = self._site.address or config.site_url
        config.repo_url = self._site.repository or None
        if not config.repo_name:
            config.repo_name = self._site.repository.rpartition("/")[2] or None
        config.edit_uri = None
        config.edit_uri_template = None
        config.extra["preview"] = self._is_preview
        config.extra |= additions.for_theme(self._site)
        if config.nav is None:
            config.nav = additions.navigation(self._site.language)
        self._prepare_theme(config, project)
        for name, options in markdown.extensions(self._site.language).items():
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
            config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
        _warn_of_wrong_links(config)
        return config

    def _prepare_theme(self, config: MkDocsConfig, project: Project) -> None:
        """Have the templates of the theme found, also where `mkdocs.yml` names the one of Material."""
        name = config.theme.name
        if name not in theme.LOOKS:
            return
        folder = project.cache / theme.FOLDER / "mkdocs"
        theme.write(folder, theme.MATERIAL, config.theme)
        first = 1 if config.theme.custom_dir else 0
        config.theme.dirs[first:first] = [str(folder), str(theme.TEMPLATES)]
        config.extra["look"] = theme.look(config.theme, config.nav)
        language = f"partials/languages/{config.theme['language']}.html"
        if not (theme.MATERIAL / language).is_file():
            config.theme["language"] = "en"

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Run the generator. Errors stop a build; a preview shows them on the last good pages."""
        self._errors = ""
        if os.environ.get(DOCS_ARE_FRESH):
            return
        project = self._project(config)
        language = self._site.language
        try:
            with lock.held(project.root, project.generated):
                options = Options(drafts=self._is_preview)
                built = pipeline.build(project, self._site, options)
        except (OSError, WritingError, FailureError) as error:
            self._fail(reason_in(language, error))
            return
        report = reporters.text(built.diagnostics, language)
        if built.changes is None:
            self._fail(report)
        elif report:
            _log.info(report)

    def _fail(self, report: str) -> None:
        if not self._is_preview:
            raise PluginError(report)
        _log.error(report)
        self._errors = report

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Complete the navigation, and have pages take their HTML from the cache."""
        self._generated = frozenset(records.read(Path(config.docs_dir)).files)
        if addresses.HOME not in files.src_uris:
            config.nav = None  # a preview of briefs that have had errors so far
        elif config.nav:
            config.nav = additions.present(config.nav, files.src_uris)
        has_bundle = bool(config.theme.get("bundle"))
        for file in list(files):
            is_included = file.inclusion is InclusionLevel.INCLUDED
            if is_included and file.src_uri in self._generated:
                # lists, search and other pages link to it
                file.inclusion = InclusionLevel.NOT_IN_NAV
            is_of_theme = file.src_dir != config.docs_dir
            if is_of_theme and theme.is_unused(file.src_uri, has_bundle=has_bundle):
                files.remove(file)
        store = None
        if not any(page_cache.obstacles(config)):
            store = Store(self._project(config).cache)
        self._cache = PageCache(store, config, files, self._generated)
        self._cache.create_menu_pages()
        return self._cache.files

    def on_nav(
        self,
        nav: Navigation,
        *,
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> Navigation:
        """Convert what is not in the cache."""
        if self._cache:
            self._cache.create_other_pages()
            self._cache.fill()
        return nav

    def on_page_context(
        self, context: TemplateContext, *, page: Page, **_: object
    ) -> TemplateContext:
        """Link "edit" to the file of a handwritten page; a generated one has the address itself."""
        address = str(page.meta.get("edit_address") or "")
        if page.file.src_uri not in self._generated and self._site.has_edit_links:
            address = self._site.edit(f"docs/{page.file.src_uri}")
        page.edit_url = address or None
        return context

    def on_post_page(self, output: str, **_: object) -> str:
        """Show the errors of a preview on each page."""
        return self._with_errors(output)

    def on_post_template(self, output_content: str, **_: object) -> str:
        """Show the errors of a preview on the page for missing addresses, too."""
        return self._with_errors(output_content)

    def _with_errors(self, page: str) -> str:
        if not self._errors:
            return page
        return preview.with_notice(page, self._errors, self._site.language)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        """Watch what people write, not what is generated from it."""
        project = self._project(config)
        server.unwatch(config.docs_dir)
        server.watch(str(project.docs))
        server.watch(str(project.briefs))
        application = server.get_app()
        if application:
            host = config.dev_addr.host
            server.set_app(preview.OwnHostsOnly(application, host))
        return server

    def _project(self, config: MkDocsConfig) -> Project:
        """The project; that of a preview has its generated files apart from `docs/`."""
        root = Path(config.config_file_path).parent
        if self._is_preview:
            return Project(root, workspace=root / preview.FOLDER)
        return Project(root)


def _warn_of_wrong_links(config: MkDocsConfig) -> None:
    """Have MkDocs warn of wrong links, for which its default level is `info`.

    `info` in `mkdocs.yml` has no effect, as it looks like the default. Other levels there stay.
    """
    navigation = config.validation.nav
    links = config.validation.links
    if navigation.not_found == logging.INFO:
        navigation.not_found = logging.WARNING
    for option in ("not_found", "anchors", "absolute_links", "unrecognized_links"):
        if links[option] == logging.INFO:
            links[option] = logging.WARNING
