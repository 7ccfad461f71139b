"""A copy of the site that opens from disk, where a link has to name the file that a folder stands for.

Browsers load no modules from disk, so its pages are as without scripts: no search, filters or forms.
"""

import os
import shutil
from collections.abc import Container
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from briefing_site.pipeline import Project
from briefing_site.reading import symlinks

FOLDER = "portable"
_LINKS = ("href", "action")
"""The attributes that may lead to a page."""
_POLICY = "Content-Security-Policy"


def write_copy(project: Project) -> None:
    """Copy `site/`, which is built, to `portable/`. Raises `LinkError` where that leads elsewhere."""
    copy = project.root / FOLDER
    symlinks.refuse(project.root, FOLDER)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project.site_folder, copy)
    folders = {os.path.normpath(page.parent) for page in copy.rglob("index.html")}
    for page in copy.rglob("*.html"):
        content = _portable(page, folders)
        page.write_bytes(content)


def _portable(page: Path, folders: Container[str]) -> bytes:
    """A page whose links lead to files, and whose policy allows files beside it."""
    document = html.document_fromstring(
        page.read_bytes(), html.HTMLParser(encoding="utf-8")
    )
    for element in document.iter(html.etree.Element):
        for name in _LINKS:
            address = element.get(name)
            if address is not None:
                element.set(name, _with_file_name(address, page.parent, folders))
        if element.get("http-equiv") == _POLICY:
            # not all browsers take files beside the page for its own origin
            policy = element.get("content", "").replace("'self'", "'self' file:")
            element.set("content", policy)
    content: bytes = html.tostring(
        document, encoding="utf-8", doctype="<!doctype html>"
    )
    return content


def _with_file_name(address: str, folder: Path, folders: Container[str]) -> str:
    """An address on a page in the folder; one of a folder with a page gets the name of the file."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    target = os.path.normpath(folder / unquote(parts.path))
    if target not in folders:
        return address
    name = f"{parts.path.rstrip('/')}/index.html"
    return parts._replace(path=name).geturl()
