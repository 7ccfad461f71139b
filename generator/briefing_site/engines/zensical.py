"""Runs Zensical, the successor of Material for MkDocs: https://zensical.org/.

It reads `mkdocs.yml`, the extensions of Python-Markdown and the templates of `theme/`, but runs no plugins.
Settings of its own, which inherit the rest from `mkdocs.yml`, therefore add what the plugin of MkDocs adds;
and for a preview the generator runs here whenever a brief changes.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import yaml

from briefing_site import pipeline
from briefing_site.build import hand_written, lock
from briefing_site.build.writer import WritingError
from briefing_site.diagnostics import reporters
from briefing_site.engines import additions, engine
from briefing_site.engines.address import Address
from briefing_site.languages.exceptions import reason_in
from briefing_site.languages.language import DEFAULT
from briefing_site.pipeline import Options, Project
from briefing_site.reading import symlinks
from briefing_site.site import Language, Site, addresses, markdown
from briefing_site.site.failure import FailureError

SETTINGS = ".zensical.yml"
"""In the folder of the project while Zensical runs, because it takes that of its settings for the project."""
_VARIANT = "classic"
"""The layout of the theme that our styles are made for."""
_THEME_FILES = ("__init__.py", "mkdocs_theme.yml")
"""Files of an installed theme that Zensical publishes with its styles."""
_INTERVAL = 0.5
"""Seconds after which a preview looks for changes again."""


def build(project: Project) -> int:
    """Build `site/` from `docs/`, and return the exit code; any warning is an error."""
    with _settings_file(project, preview=False):
        command = ["zensical", "build", "--strict", "--config-file", SETTINGS]
        code = engine.run(command, project)
    if code:
        return code
    site = project.site_folder
    for name in _THEME_FILES:
        (site / name).unlink(missing_ok=True)
    # what Python has made of the theme
    shutil.rmtree(site / "__pycache__", ignore_errors=True)
    for path in unfinished(project):
        message = project.site().language.gettext(
            "Zensical did not write all of '%(path)s': the disk may be full",
            path=f"site/{path}",
        )
        click.echo(message, err=True)
        return 1
    return 0


def serve(project: Project, address: Address) -> int:
    """Serve a live preview until it is interrupted; return the exit code.

    Zensical builds what changes in `docs/`, and this process what changes in briefs and settings.
    """
    options = ["--config-file", SETTINGS, "--dev-addr", str(address)]
    command = engine.python_module("zensical", "serve", *options)
    times = _modification_times(project)
    _generate(project)
    try:
        with (
            _settings_file(project, preview=True),
            subprocess.Popen(command, cwd=project.root) as process,  # noqa: S603
        ):
            try:
                while process.poll() is None:
                    time.sleep(_INTERVAL)
                    latest_times = _modification_times(project)
                    if latest_times != times:
                        times = latest_times
                        _generate(project)
            finally:
                process.terminate()
            return process.returncode
    except KeyboardInterrupt:
        return 0


def _modification_times(project: Project) -> dict[Path, int]:
    """When each of the files that a brief may come from was changed."""
    times = {}
    for path in (project.root / "mkdocs.yml", *project.briefs.rglob("*")):
        try:
            times[path] = path.stat().st_mtime_ns
        except OSError:  # deleted meanwhile, or not there yet
            continue
    return times


def settings(project: Project, *, preview: bool) -> dict[str, object]:
    """What Zensical's settings add to `mkdocs.yml`, and where each page is edited.

    Raises `OSError` and `WritingError` if the project can't be read, or Zensical would write through a link.
    """
    site = project.site()
    listed = _listed_settings(project)
    folder = str(listed.get("site_dir") or "site")
    symlinks.refuse(project.root, SETTINGS, folder)
    present = []
    for path in addresses.OPTIONAL:
        if (project.docs / path).exists():
            present.append(path)
    menu = listed.get("nav") or additions.navigation(site.language)
    # settings that inherit would replace a name that stands alone
    theme: dict[str, object] = {"variant": _VARIANT}
    if isinstance(listed.get("theme"), str):
        theme["name"] = listed["theme"]
    extra: dict[str, object] = {"preview": preview, **additions.for_theme(site)}
    if site.repository:
        extra["edit"] = _edit_addresses(project, site)
    added: dict[str, object] = {
        "INHERIT": "mkdocs.yml",
        "repo_url": site.repository or None,
        "edit_uri": None,
        "theme": theme,
        "nav": additions.present(menu, present),
        "markdown_extensions": _extensions(listed, site.language),
        "plugins": [{"search": {"enabled": False}}],  # `docs/` has its own search
        "extra": extra,
    }
    if site.address:
        added["site_url"] = site.address
    return added


def _listed_settings(project: Project) -> Mapping[str, Any]:
    """What `mkdocs.yml` says, as texts, lists and mappings."""
    text = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    listed = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes nothing else
    if isinstance(listed, dict):
        return listed
    return {}


def _extensions(listed: Mapping[str, Any], language: Language) -> list[object]:
    """The extensions that are not in `mkdocs.yml`; those that are have the options that it gives."""
    names: set[str] = set()
    for extension in listed.get("markdown_extensions") or ():
        names.update([extension] if isinstance(extension, str) else extension)
    added: list[object] = []
    for name, options in markdown.extensions(language).items():
        if name not in names:
            added.append({name: dict(options)})
    added.append("briefing_site.engines.zensical_links")
    return added


def _edit_addresses(project: Project, site: Site) -> dict[str, object]:
    """Where handwritten pages are edited, by address, and all others from their source file on."""
    pages = {}
    for page in hand_written.load(project.docs):
        pages[addresses.address(page.path)] = site.edit(f"docs/{page.path}")
    return {"base": site.edit(""), "pages": pages}


@contextmanager
def _settings_file(project: Project, *, preview: bool) -> Iterator[None]:
    path = project.root / SETTINGS
    text = yaml.safe_dump(settings(project, preview=preview))
    path.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _generate(project: Project) -> None:
    """Run the generator; after errors, the preview continues with the last good pages."""
    language = DEFAULT
    try:
        site = project.site()
        language = site.language
        with lock.held(project.root, project.docs):
            built = pipeline.build(project, site, Options(drafts=True))
    except (OSError, WritingError, FailureError) as error:
        click.echo(f"briefs: {reason_in(language, error)}", err=True)
        return
    if built.diagnostics:
        click.echo(reporters.text(built.diagnostics, language), err=True)


def unfinished(project: Project) -> Iterator[str]:
    """The files of the site that are not whole: pages, and copies from `docs/` and the theme.

    On a full disk Zensical ends as if it had written them, and leaves them cut off. Raises `OSError` if they
    can't be read.
    """
    site = project.site_folder
    for source in _visible_files(project.docs):
        path = source.relative_to(project.docs).as_posix()
        if source.suffix == ".md":
            path = f"{addresses.address(path)}index.html"
            is_whole = _is_whole_page(site / path)
        else:
            is_whole = _is_copy(source, site / path)
        if not is_whole:
            yield path
    theme = Path(str(files("zensical") / "templates"))
    for source in _visible_files(theme / "assets"):
        copy = site / source.relative_to(theme)
        if copy.exists() and not _is_copy(source, copy):
            yield copy.relative_to(site).as_posix()


def _visible_files(folder: Path) -> Iterator[Path]:
    """The files below a folder in order, without those that are hidden or in a hidden folder."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _visible_files(path)
        else:
            yield path


def _is_whole_page(page: Path) -> bool:
    return page.is_file() and page.read_bytes().rstrip().endswith(b"</html>")


def _is_copy(source: Path, copy: Path) -> bool:
    return copy.is_file() and copy.stat().st_size == source.stat().st_size
