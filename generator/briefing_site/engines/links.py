"""The links within a built site."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

UNKNOWN = "https://site.invalid/"
"""Where a site stands whose address is not known."""


class DeadLink(NamedTuple):
    page: str
    """The address."""
    element: str
    link: str


def dead_links(site: Path, address: str = UNKNOWN) -> list[DeadLink]:
    """Links, anchors, styles, scripts and pictures that lead nowhere, on a site at an address."""
    anchors: dict[str, set[str]] = {}
    links: dict[str, set[DeadLink]] = {}
    for file in sorted(site.rglob("*.html")):
        page = address + file.relative_to(site).as_posix().removesuffix("index.html")
        base = address if page.endswith("404.html") else page
        tree: html.HtmlElement = html.fromstring(file.read_bytes())
        anchors[page] = {element.get("id", "") for element in tree.iter()}
        for element, _, link, _ in tree.iterlinks():
            target = urljoin(base, link)
            if target.startswith(address):
                dead_link = DeadLink(page, str(element.tag), link)
                links.setdefault(target, set()).add(dead_link)
    dead: set[DeadLink] = set()
    for target, leading_there in links.items():
        page, fragment = urldefrag(target)
        path = unquote(urlsplit(page.removeprefix(address)).path)
        is_alive = _exists(site, path)
        if fragment and page in anchors:
            is_alive = is_alive and unquote(fragment) in anchors[page]
        if not is_alive:
            dead |= leading_there
    return sorted(dead)


def _exists(site: Path, path: str) -> bool:
    if not path or path.endswith("/"):
        path += "index.html"
    return (site / path).is_file()
