"""The links within a built site."""

from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

HOST = "https://briefs.example/"
"""Where the site stands for the tests."""


def dead_links(site: Path) -> list[tuple[str, str, str]]:
    """Links, anchors, styles, scripts and pictures that lead nowhere: the page, the element and the address."""
    pages: dict[str, html.HtmlElement] = {
        HOST + path.relative_to(site).as_posix().removesuffix("index.html"): html.fromstring(
            path.read_bytes()
        )
        for path in sorted(site.rglob("*.html"))
    }
    anchors = {
        address: {element.get("id") for element in page.iter() if element.get("id")}
        for address, page in pages.items()
    }
    dead = []
    for address, page in pages.items():
        base = HOST if address.endswith("404.html") else address
        for element, _, link, _ in page.iterlinks():
            target, fragment = urldefrag(urljoin(base, link))
            if not target.startswith(HOST):
                continue
            path = unquote(urlsplit(target).path.lstrip("/"))
            file = site / path / "index.html" if not path or path.endswith("/") else site / path
            missing = fragment and target in anchors and unquote(fragment) not in anchors[target]
            if not file.is_file() or missing:
                dead.append((address, str(element.tag), link))
    return dead
