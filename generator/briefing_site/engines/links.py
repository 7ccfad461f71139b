"""The links within a built site."""

from collections.abc import Iterator
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


def dead_links(site: Path, address: str = UNKNOWN) -> Iterator[DeadLink]:
    """Links, anchors, styles, scripts and pictures that lead nowhere, on a site at an address."""
    anchors: dict[str, set[str]] = {}
    links: dict[str, set[DeadLink]] = {}
    for file in sorted(site.rglob("*.html")):
        page = address + file.relative_to(site).as_posix().removesuffix("index.html")
        base = address if page.endswith("404.html") else page
        tree: html.HtmlElement = html.fromstring(file.read_bytes())
        anchors[page] = {each for element in tree.iter() if (each := element.get("id"))}
        for element, _, link, _ in tree.iterlinks():
            target = urljoin(base, link)
            if target.startswith(address):
                links.setdefault(target, set()).add(
                    DeadLink(page, str(element.tag), link)
                )
    dead: set[DeadLink] = set()
    for target, found in links.items():
        page, fragment = urldefrag(target)
        path = unquote(urlsplit(page.removeprefix(address)).path)
        file = (
            site / path / "index.html"
            if not path or path.endswith("/")
            else site / path
        )
        if not file.is_file() or (
            fragment and unquote(fragment) not in anchors.get(page, {unquote(fragment)})
        ):
            dead |= found
    yield from sorted(dead)
