"""A copy of the site that opens from disk, where a link has to name the file that a folder stands for.

Browsers load no modules from disk, so its pages are as without scripts: no search, filters or forms.
"""

import os
import re
import shutil
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
    folders = {os.path.normpath(path.parent) for path in copy.rglob("index.html")}
    for page in copy.rglob("*.html"):

        def named(link: re.Match[str], folder: Path = page.parent) -> str:
            target = os.path.normpath(folder / unquote(link[2]))
            return (
                f'{link[1]}="{link[2].rstrip("/") or "."}/index.html'
                if target in folders
                else link[0]
            )

        text = _LINK.sub(named, page.read_text(encoding="utf-8"))
        page.write_text(text.replace(_SELF, f"{_SELF} file:"), encoding="utf-8")
