"""Runs Zensical, the successor of Material for MkDocs: https://zensical.org/.

It reads `mkdocs.yml`, the extensions of Python-Markdown and the templates of `theme/`, but runs no plugins.
Settings of its own, which inherit the rest from `mkdocs.yml`, therefore add what the plugin of MkDocs adds;
and for a preview the generator runs here whenever a brief changes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from multiprocessing import Pipe
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
from briefing_site.engines.preview import serving, watcher
from briefing_site.languages.exceptions import reason_in
from briefing_site.languages.language import DEFAULT
from briefing_site.pipeline import Options, Project
from briefing_site.reading import symlinks
from briefing_site.site import addresses, markdown
from briefing_site.site.failure import FailureError

SETTINGS = ".zensical.yml"
"""In the folder of the project while Zensical runs, because it takes that of its settings for the project."""
VARIANT = "classic"
"""The layout of the theme that our styles are made for."""
OF_THEME = ("__init__.py", "mkdocs_theme.yml")
"""Files of an installed theme that Zensical publishes with its styles."""


def build(project: Project) -> int:
    """Build `site/` from `docs/`; any warning is an error."""
    with _settings(project, preview=False) as path:
        code = engine.run(
            ["zensical", "build", "--strict", "--config-file", path], project
        )
    if code:
        return code
    for name in OF_THEME:
        (project.site_folder / name).unlink(missing_ok=True)
    shutil.rmtree(
        project.site_folder / "__pycache__", ignore_errors=True
    )  # what Python made of the theme
    if first := next(unfinished(project), None):
        _ = project.site().language.gettext
        message = _(
            "Zensical did not write all of '%(path)s': the disk may be full",
            path=f"site/{first}",
        )
        click.echo(message, err=True)
    return 1 if first else 0


def serve(project: Project, address: Address) -> int:
    """Serve a live preview, and run the generator whenever a brief changes."""
    changes, noticed = Pipe(duplex=False)
    observer = watcher.started(project, noticed.send)
    try:
        _generate(project)
        with _settings(project, preview=True) as path:
            arguments = ["serve", "--config-file", path, "--dev-addr", str(address)]
            command = [sys.executable, "-m", "zensical", *arguments]
            with subprocess.Popen(command, cwd=project.root) as process:  # noqa: S603
                try:
                    while process.poll() is None:
                        if serving.has_changed(changes, project):
                            _generate(project)
                finally:
                    process.terminate()
                return process.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        observer.stop()
        observer.join()


def settings(project: Project, *, preview: bool) -> dict[str, object]:
    """What Zensical's settings add to `mkdocs.yml`, and where each page is edited.

    Raises `OSError` and `WritingError` if the project can't be read, or Zensical would write through a link.
    """
    site = project.site()
    text = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    top = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes texts, lists and mappings only
    listed: Mapping[str, Any] = top if isinstance(top, dict) else {}
    symlinks.refuse(project.root, SETTINGS, str(listed.get("site_dir") or "site"))
    theme = listed.get("theme")
    extensions = listed.get("markdown_extensions") or []
    # these have the options that `mkdocs.yml` gives
    has = {
        name
        for each in extensions
        for name in (each if isinstance(each, dict) else [each])
    }
    added = [
        {name: dict(options)}
        for name, options in markdown.extensions(site.language).items()
        if name not in has
    ]
    there = [path for path in addresses.OPTIONAL if (project.docs / path).exists()]
    written = [page.path for page in hand_written.load(project.docs)]
    edit = {
        "base": site.edit(""),
        "pages": {
            addresses.address(path): site.edit(f"docs/{path}") for path in written
        },
    }
    return {
        "INHERIT": "mkdocs.yml",
        **({"site_url": site.address} if site.address else {}),
        "repo_url": site.repository or None,
        "edit_uri": None,
        # settings that inherit would replace a name that is given alone
        "theme": {
            **({"name": theme} if isinstance(theme, str) else {}),
            "variant": VARIANT,
        },
        "nav": additions.present(
            listed.get("nav") or additions.navigation(site.language), there
        ),
        "markdown_extensions": [
            *added,
            "briefing_site.engines.zensical_links",
        ],  # after those of `mkdocs.yml`
        "plugins": [{"search": {"enabled": False}}],  # `docs/` has its own search
        "extra": {
            "preview": preview,
            **additions.for_theme(site),
            **({"edit": edit} if site.repository else {}),
        },
    }


@contextmanager
def _settings(project: Project, *, preview: bool) -> Iterator[str]:
    path = project.root / SETTINGS
    path.write_text(
        yaml.safe_dump(settings(project, preview=preview)), encoding="utf-8"
    )
    try:
        yield SETTINGS
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
    docs, site, theme = (
        project.docs,
        project.site_folder,
        Path(str(files("zensical") / "templates")),
    )
    for path in _visible(docs):
        if path.suffix == ".md":
            page = (
                site
                / addresses.address(path.relative_to(docs).as_posix())
                / "index.html"
            )
            if not (page.is_file() and page.read_bytes().rstrip().endswith(b"</html>")):
                yield page.relative_to(site).as_posix()
        elif not _is_copy(path, site / path.relative_to(docs)):
            yield path.relative_to(docs).as_posix()
    for path in _visible(theme / "assets"):
        copy = site / path.relative_to(theme)
        if copy.exists() and not _is_copy(path, copy):
            yield copy.relative_to(site).as_posix()


def _visible(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            Path(place, name) for name in sorted(names) if not name.startswith(".")
        )


def _is_copy(path: Path, copy: Path) -> bool:
    return copy.is_file() and copy.stat().st_size == path.stat().st_size
