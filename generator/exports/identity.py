"""The accent colour of a site that has one of its own: a style sheet, and the mark in several sizes."""

from collections.abc import Iterator
from importlib.resources import files

from generator.exports import typesetting
from generator.library.library import Library
from generator.site import addresses, colours
from generator.site.output import Output, Task
from generator.site.site import Site

_ICONS = {"icon-32": 32, "icon-512": 512, "touch-icon": 180}
"""The sizes of the pictures in pixels, by name."""


def tasks(_library: Library, site: Site) -> Iterator[Task]:
    """One task for all files; none for a site with the colour of the theme."""
    if site.settings.accent:
        yield Task(addresses.ACCENT, identity)


def identity(_library: Library, site: Site) -> Iterator[Output]:
    """The files."""
    accent = site.accent
    shades = f"--accent: light-dark({accent.light}, {accent.dark});"
    yield Output(addresses.ACCENT, f"@media screen {{\n  :root {{\n    {shades}\n  }}\n}}\n".encode())
    drawn = files("generator.theme").joinpath("assets/icons/icon.svg").read_text(encoding="utf-8")
    mark = drawn.replace(colours.DEFAULT.light, accent.light)
    yield Output(addresses.icon("icon.svg"), mark.encode())
    for name, size in _ICONS.items():
        data = {"mark": mark, "size": size}
        yield Output(addresses.icon(f"{name}.png"), typesetting.document("icon.typ", data, "png"))
