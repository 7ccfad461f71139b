"""Other site generators, prepared to build the same Markdown and copy the same files."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefing_site.engines import additions
from tests.bench.results import FailedError

_SETTINGS = """\
site_name: Briefs
site_url: https://briefs.example/
nav: {nav}
theme: {{name: material, language: en, font: false, features: [navigation.tabs]}}
plugins: {plugins}
markdown_extensions: [attr_list, def_list, md_in_html, pymdownx.superfences, tables, {{toc: {{permalink: "#"}}}}]
validation: {{nav: {{omitted_files: ignore}}}}
"""

_HUGO_FILES = {
    "hugo.toml": """\
baseURL = "https://briefs.example/"
title = "Briefs"
disableKinds = ["taxonomy", "term", "rss"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
""",
    **dict.fromkeys(
        ("layouts/single.html", "layouts/list.html", "layouts/home.html"),
        "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n",
    ),
}


@dataclass(frozen=True)
class Peer:
    """A site generator. Its project is a folder of its own."""

    name: str
    prepare: Callable[[Path, Path], None]
    """Creates the project in a folder from the other folder, which has the pages and files of `docs/`."""
    command: tuple[str, ...]
    content: str = "docs"
    """The folder of its pages."""
    output: str = "site"

    def clean(self, folder: Path) -> None:
        for name in (self.output, ".cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def verify(self, folder: Path, docs: Path) -> None:
        """Raise `FailedError` if a page of `docs/` is missing in the output, or has no title."""
        for page in docs.rglob("*.md"):
            path = page.relative_to(docs)
            address = path.parent if path.stem == "index" else path.with_suffix("")
            built = folder / self.output / address / "index.html"
            if not built.is_file():
                raise FailedError(f"{self.name} built no page from {path}")
            if (
                "</h1>" not in (text := built.read_text(encoding="utf-8"))
                or "<title></title>" in text
            ):
                raise FailedError(
                    f"{self.name} built a page without a title from {path}"
                )


def _stock(plugins: str) -> Callable[[Path, Path], None]:
    def prepare(folder: Path, docs: Path) -> None:
        folder.mkdir()
        nav = additions.navigation()
        (folder / "mkdocs.yml").write_text(_SETTINGS.format(nav=nav, plugins=plugins))
        _link(docs, folder / "docs")

    return prepare


def _hugo(folder: Path, docs: Path) -> None:
    (folder / "layouts").mkdir(parents=True)
    for name, text in _HUGO_FILES.items():
        (folder / name).write_text(text)
    _link(docs, folder / "static", ignore=shutil.ignore_patterns("*.md"))
    for page in docs.rglob("*.md"):
        path = page.relative_to(docs)
        # in Hugo an index.md has no pages below it, and an _index.md has
        target = (
            folder
            / "content"
            / (path.with_name("_index.md") if path.stem == "index" else path)
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(page, target)


def _link(
    source: Path,
    target: Path,
    ignore: Callable[[str, list[str]], set[str]] | None = None,
) -> None:
    """A copy of a folder whose files take no space of their own."""
    shutil.copytree(source, target, copy_function=os.link, ignore=ignore)


STOCK = "MkDocs + Material"
WITH_SEARCH = "with its search"
_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
_ZENSICAL = (sys.executable, "-m", "zensical", "build")
PEERS = (
    Peer(STOCK, _stock("[]"), _MKDOCS),
    Peer(f"{STOCK}, {WITH_SEARCH}", _stock("[search]"), _MKDOCS),
    Peer("Zensical", _stock("[{search: {enabled: false}}]"), _ZENSICAL),
    Peer(f"Zensical, {WITH_SEARCH}", _stock("[search]"), _ZENSICAL),
    Peer(
        "Hugo, bare theme",
        _hugo,
        (str(Path(sys.executable).with_name("hugo")), "--quiet"),
        content="content",
        output="public",
    ),
)
