"""Runs Zensical, the successor of Material for MkDocs: https://zensical.org/.

It reads `mkdocs.yml`, the extensions of Python-Markdown and the templates of `theme/`, but does not run our
plugin. It therefore gets settings of its own: all of `mkdocs.yml`, and what the plugin of MkDocs adds. For a
preview the generator runs here whenever a brief changes.
"""

import shutil
import subprocess
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import yaml
from yaml.nodes import MappingNode, Node, SequenceNode
from yaml.representer import SafeRepresenter
from zensical.config import get_builtin_theme_dir

from briefing_site import pipeline
from briefing_site.build import hand_written, lock
from briefing_site.build.writer import WritingError
from briefing_site.diagnostics import reporters
from briefing_site.engines import additions, engine, theme
from briefing_site.engines.address import Address
from briefing_site.languages.exceptions import reason_in
from briefing_site.languages.language import DEFAULT
from briefing_site.pipeline import Options, Project
from briefing_site.reading import symlinks
from briefing_site.site import addresses, markdown
from briefing_site.site.failure import FailureError

SETTINGS = ".zensical.yml"
"""In the folder of the project while Zensical runs, because it takes that of its settings for the project."""
_VARIANT = "classic"
"""The layout of the theme that our styles are made for."""
_THEME_FILES = ("__init__.py", "mkdocs_theme.yml", "material")
"""Files and folders of a theme that Zensical publishes with its styles."""
_TEMPLATES = Path(get_builtin_theme_dir())
_PLUGINS = ("briefs", "search")
"""Plugins of MkDocs without which nothing is missing."""
_PAGES = "briefing_site.engines.zensical_pages"
"""The extension of Markdown that has pages made as with MkDocs."""
_INTERVAL = 0.5
"""Seconds after which a preview looks for changes again."""


def build(project: Project) -> int:
    """Build `site/` from `docs/`, and return the exit code; any warning is an error."""
    _report_plugins(project)
    with _settings_file(project, preview=False):
        command = ["zensical", "build", "--strict", "--config-file", SETTINGS]
        code = engine.run(command, project)
    if code:
        return code
    site = project.site_folder
    for name in _THEME_FILES:
        shutil.rmtree(site / name, ignore_errors=True)
        (site / name).unlink(missing_ok=True)
    # what Python has made of the theme
    shutil.rmtree(site / "__pycache__", ignore_errors=True)
    has_bundle = bool(theme.look(_listed(project).get("theme"), None)["has_bundle"])
    for file in sorted((site / "assets").rglob("*")):
        address = file.relative_to(site).as_posix()
        is_of_site = (project.docs / address).exists()
        is_unused = theme.is_unused(address, has_bundle=has_bundle)
        if file.is_file() and is_unused and not is_of_site:
            file.unlink()
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
    _report_plugins(project)
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


def _report_plugins(project: Project) -> None:
    """Say which plugins and hooks have no effect."""
    listed = _listed(project)
    names: list[str] = []
    for plugin in listed.get("plugins") or ():
        names += [plugin] if isinstance(plugin, str) else plugin
    names += listed.get("hooks") or ()
    ineffective = [name for name in names if name not in _PLUGINS]
    if ineffective:
        message = project.site().language.gettext(
            "Zensical runs no plugins or hooks; without effect: %(names)s",
            names=", ".join(ineffective),
        )
        click.echo(message, err=True)


def _modification_times(project: Project) -> dict[Path, int]:
    """When each of the files that a brief may come from was changed."""
    times = {}
    for path in (project.root / "mkdocs.yml", *project.briefs.rglob("*")):
        try:
            times[path] = path.stat().st_mtime_ns
        except OSError:  # deleted meanwhile, or not there yet
            continue
    return times


def settings(project: Project, *, preview: bool) -> str:
    """The settings for Zensical, as YAML: all of `mkdocs.yml`, and what our plugin would add.

    Raises `OSError` and `WritingError` if the project can't be read, or Zensical would write through a link.
    """
    text = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    root = yaml.compose(text, Loader=yaml.CSafeLoader) or _node({})
    listed = _listed(project)
    folder = str(listed.get("site_dir") or "site")
    symlinks.refuse(project.root, SETTINGS, folder, project.cache / theme.FOLDER)
    handwritten = [page.path for page in hand_written.load(project.docs)]
    added = _additions(project, listed, handwritten, preview=preview)
    for key, value in added.items():
        _set(root, key, _node(value))
    extensions = dict(markdown.extensions(project.site().language))
    extensions[_PAGES] = {"handwritten": handwritten}
    _set_extensions(root, extensions)
    return str(yaml.serialize(root, Dumper=yaml.SafeDumper))


def _listed(project: Project) -> Mapping[str, Any]:
    """What `mkdocs.yml` says, as texts, lists and mappings."""
    text = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    listed = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes nothing else
    return listed if isinstance(listed, dict) else {}


def _additions(
    project: Project,
    listed: Mapping[str, Any],
    handwritten: Collection[str],
    *,
    preview: bool,
) -> Mapping[str, object]:
    """What our plugin adds to the settings of MkDocs, and where handwritten pages are edited."""
    site = project.site()
    menu = listed.get("nav") or additions.navigation(site.language)
    present = []
    for path in addresses.OPTIONAL:
        if (project.docs / path).exists():
            present.append(path)
    extra: dict[str, object] = {
        "preview": preview,
        **additions.for_theme(site),
        "look": theme.look(listed.get("theme"), menu),
    }
    if site.has_edit_links:
        edited = {}
        for path in handwritten:
            edited[addresses.address(path)] = site.edit(f"docs/{path}")
        extra["edit_addresses"] = edited
    added: dict[str, object] = {
        "repo_url": site.repository or None,
        "edit_uri": None,
        "edit_uri_template": None,
        "theme": _theme(project, listed.get("theme")),
        "nav": additions.present(menu, present),
        "plugins": [{"search": {"enabled": False}}],  # `docs/` has its own search
        "extra": extra,
    }
    if site.address:
        added["site_url"] = site.address
    return added


def _theme(project: Project, listed: object) -> Mapping[str, object]:
    """The theme: a folder with overrides of the publisher and what ours takes from Zensical."""
    name = theme.name_of(listed)
    if name not in theme.LOOKS:
        return {"name": name}
    folder = project.cache / theme.FOLDER / "zensical"
    shutil.rmtree(folder, ignore_errors=True)
    if isinstance(listed, Mapping) and listed.get("custom_dir"):
        shutil.copytree(project.root / listed["custom_dir"], folder)
    theme.write(folder, _TEMPLATES, listed, variant=_VARIANT)
    (folder / "mkdocs_theme.yml").write_text("extends: briefs\n", encoding="utf-8")
    custom_dir = folder.relative_to(project.root).as_posix()
    return {"name": "briefs", "variant": _VARIANT, "custom_dir": custom_dir}


def _node(value: object) -> Node:
    return SafeRepresenter().represent_data(value)


def _set(root: Node, key: str, value: Node) -> None:
    """Set an entry; a mapping completes the one that is there."""
    for index, (name, present) in enumerate(root.value):
        if name.value != key:
            continue
        if isinstance(present, MappingNode) and isinstance(value, MappingNode):
            for inner, inner_value in value.value:
                _set(present, inner.value, inner_value)
        else:
            root.value[index] = (name, value)
        return
    root.value.append((_node(key), value))


def _set_extensions(root: Node, added: Mapping[str, Mapping[str, object]]) -> None:
    """Set the extensions: those that are there with their options, completed by what pages need."""
    listed = []
    for name, value in root.value:
        if name.value == "markdown_extensions":
            listed = _extensions(value)
    extensions = _node({})
    for name, _ in listed:
        _set(extensions, name, _node({}))
    for name, values in added.items():
        _set(extensions, name, _node(dict(values)))
    for name, options in listed:
        _set(extensions, name, options)
    _set(root, "markdown_extensions", extensions)


def _extensions(value: Node) -> list[tuple[str, Node]]:
    """The extensions of a list or a mapping in order, each with a mapping of its options."""
    entries = [value]
    if isinstance(value, SequenceNode):
        entries = value.value
    extensions = []
    for entry in entries:
        pairs = [(entry, _node({}))]
        if isinstance(entry, MappingNode):
            pairs = entry.value
        for name, options in pairs:
            # there may be nothing behind the colon
            has_options = isinstance(options, MappingNode)
            extensions.append((name.value, options if has_options else _node({})))
    return extensions


@contextmanager
def _settings_file(project: Project, *, preview: bool) -> Iterator[None]:
    path = project.root / SETTINGS
    path.write_text(settings(project, preview=preview), encoding="utf-8")
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
    generated = hand_written.generated(project.docs)
    listed = _listed(project)
    leaves_out_pages = "exclude_docs" in listed or "draft_docs" in listed
    for source in _visible_files(project.docs):
        path = source.relative_to(project.docs).as_posix()
        copy = site / path
        if source.suffix == ".md":
            copy = site / addresses.address(path) / "index.html"
            is_whole = _is_whole_page(copy)
        elif path in (listed.get("extra_templates") or ()):
            is_whole = copy.exists()
        else:
            is_whole = _is_copy(source, copy)
        may_be_missing = leaves_out_pages and path not in generated
        if not is_whole and (copy.exists() or not may_be_missing):
            yield copy.relative_to(site).as_posix()
    for source in _visible_files(_TEMPLATES / "assets"):
        copy = site / source.relative_to(_TEMPLATES)
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
