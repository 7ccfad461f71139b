"""Small files of the site as a whole: for robots, phones, editors, scripts, and of its own accent colour."""

import json
from collections.abc import Iterator
from importlib.resources import files

from markupsafe import Markup

from briefing_site.exports import typesetting
from briefing_site.format import schema
from briefing_site.library.library import Library
from briefing_site.pages.components import markdown, page
from briefing_site.site import Output, Site, Task, addresses, colours, language

_ICONS = {"icon-32": 32, "icon-512": 512, "touch-icon": 180}
"""The sizes of the pictures in pixels, by name."""


def tasks(_library: Library, site: Site) -> Iterator[Task]:
    yield Task(addresses.LLMS_TXT, robots)
    yield Task(addresses.MANIFEST, manifest)
    yield Task(addresses.schema("brief"), schemas)
    yield Task(addresses.schema("site/brief"), schemas_with_ids)
    if site.settings.accent:
        yield Task(addresses.ACCENT, accent)
    if language.script_texts(site.language):  # the scripts themselves are in English
        yield Task(addresses.MESSAGES, messages)


def robots(library: Library, site: Site) -> Iterator[Output]:
    """`llms.txt` (https://llmstxt.org/), and `robots.txt` (RFC 9309) where the address of the site is known.

    The engine makes the map of the site.
    """

    def at(target: str) -> Markup:
        path = addresses.address(target) if target.endswith(".md") else target
        return markdown.destination(
            addresses.absolute(site, target) if site.address else f"./{path}"
        )

    def text(target: str) -> Markup:
        return at(addresses.text(target))

    template = page.environment(site.language).get_template("parts/llms.md.jinja")
    made = template.render(library=library, site=site, at=at, text=text)
    yield Output(addresses.LLMS_TXT, made.encode() + b"\n")
    if site.address:
        rules = f"User-agent: *\nAllow: /\n\nSitemap: {site.address}sitemap.xml\n"
        yield Output(addresses.ROBOTS_TXT, rules.encode())


def manifest(_library: Library, site: Site) -> Iterator[Output]:
    """The web app manifest, with which a phone puts the site on its home screen.

    https://www.w3.org/TR/appmanifest/; its addresses are relative to its own.
    """
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
        "background_color": colours.LIGHT[0],
        "theme_color": colours.LIGHT[0],
        "icons": icons,
    }
    text = json.dumps(
        {key: value for key, value in known.items() if value},
        ensure_ascii=False,
        indent=1,
    )
    yield Output(addresses.MANIFEST, f"{text}\n".encode())


def schemas(_library: Library, site: Site) -> Iterator[Output]:
    """The JSON Schema of each kind of file that contributors write, for editors and other programs."""
    for name in schema.MODELS:
        yield Output(
            addresses.schema(name), schema.text(name, site.settings.kinds).encode()
        )


def schemas_with_ids(library: Library, site: Site) -> Iterator[Output]:
    """The same with the ids that files of the site refer to, which editors complete."""
    ids = {
        "actor": [*library.actors],
        "brief": [*library.summaries],
        "event": sorted(f"{each.slug}#{each.id}" for each in library.events),
        "topic": [*library.topics],
    }
    for name in ("brief", "actor"):
        yield Output(
            addresses.schema(f"site/{name}"),
            schema.text(name, site.settings.kinds, ids).encode(),
        )


def accent(_library: Library, site: Site) -> Iterator[Output]:
    shades = f"--accent: light-dark({site.accent.light}, {site.accent.dark});"
    yield Output(
        addresses.ACCENT,
        f"@media screen {{\n  :root {{\n    {shades}\n  }}\n}}\n".encode(),
    )
    drawn = (
        files("briefing_site.theme")
        .joinpath("assets/icons/icon.svg")
        .read_text(encoding="utf-8")
    )
    mark = drawn.replace(colours.DEFAULT.light, site.accent.light)
    yield Output(addresses.icon("icon.svg"), mark.encode())
    for name, size in _ICONS.items():
        data = {"mark": mark, "size": size}
        yield Output(
            addresses.icon(f"{name}.png"), typesetting.document("icon.typ", data, "png")
        )


def messages(_library: Library, site: Site) -> Iterator[Output]:
    """What scripts say, in English and in the language of the site."""
    found = language.script_texts(site.language)
    yield Output(
        addresses.MESSAGES, (json.dumps(found, ensure_ascii=False) + "\n").encode()
    )
