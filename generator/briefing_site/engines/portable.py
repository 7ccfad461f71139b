"""A copy of the site that opens from disk, where a link has to name the file that a folder stands for.

Browsers load no modules from disk, so its pages are as without scripts: no search, filters or forms.
"""

import os
import re
import shutil
from collections.abc import Container
from pathlib import Path
from urllib.parse import unquote

from briefing_site.pipeline import Project
from briefing_site.reading import symlinks

FOLDER = "portable"
_LINK = re.compile(r'(?<= )(href|action)="(?![a-z]+:|[/#])([^"?#]*)')
"""To another file; what is on the page begins with `#`."""
_SELF = "'self'"
"""In the policy of a page. Not all browsers take files beside the page for this origin."""


def write_copy(project: Project) -> None:
    """Copy `site/`, which is built, to `portable/`. Raises `LinkError` where that leads elsewhere."""
    copy = project.root / FOLDER
    symlinks.refuse(project.root, FOLDER)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project.site_folder, copy)
    folders = {os.path.normpath(page.parent) for page in copy.rglob("index.html")}
    for page in copy.rglob("*.html"):
        text = _LINK.sub(
            _FileNames(page.parent, folders), page.read_text(encoding="utf-8")
        )
        page.write_text(text.replace(_SELF, f"{_SELF} file:"), encoding="utf-8")


class _FileNames:
    """Adds the names of files to links that lead to folders, on the pages of a folder."""

    def __init__(self, folder: Path, folders: Container[str]) -> None:
        self._folder = folder
        self._folders = folders

    def __call__(self, link: re.Match[str]) -> str:
        attribute, address = link.groups()
        target = os.path.normpath(self._folder / unquote(address))
        if target not in self._folders:
            return link[0]
        folder = address.rstrip("/") or "."
        return f'{attribute}="{folder}/index.html'
