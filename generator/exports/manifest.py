"""The web app manifest, with which a phone puts the site on its home screen: https://www.w3.org/TR/appmanifest/."""

import json
from collections.abc import Iterator

from generator.library.library import Library
from generator.site import addresses
from generator.site.output import Output, Task
from generator.site.site import Site

PAPER = "#fcfbf8"
"""The background of the light theme."""


def tasks(_library: Library, _site: Site) -> Iterator[Task]:
    """One file."""
    yield Task(addresses.MANIFEST, manifest)


def manifest(library: Library, site: Site) -> Iterator[Output]:
    """The manifest; its addresses are relative to its own."""
    icons = [
        {"src": "assets/icons/icon.svg", "type": "image/svg+xml", "sizes": "any"},
        {"src": "assets/icons/icon-512.png", "type": "image/png", "sizes": "512x512"},
    ]
    known = {
        "name": site.name,
        "description": site.description,
        "lang": site.language.code,
        "start_url": "./",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
    text = json.dumps({key: value for key, value in known.items() if value}, ensure_ascii=False, indent=1)
    yield Output(addresses.MANIFEST, f"{text}\n".encode())
