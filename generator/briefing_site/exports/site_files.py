"""Small files of the site as a whole: for robots, phones, editors and scripts, and for its accent colour."""

import json
from collections.abc import Iterator
from importlib.resources import files

from markupsafe import Markup

from briefing_site.exports import typesetting
from briefing_site.format import schema
from briefing_site.library.library import Library
from briefing_site.pages.components import markdown
from briefing_site.pages.components.environment import environment
from briefing_site.pages.components.markdown import Dialect
from briefing_site.site import Output, Site, Task, addresses, colours, language

_ICON_SIZES = {"icon-32": 32, "icon-512": 512, "touch-icon": 180}
"""In pixels, by the names of the pictures."""


def tasks(_library: Library, site: Site) -> Iterator[Task]:
    """A task for each kind of file that the site has."""
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

    def link(path: str) -> Markup:
        address = addresses.absolute(site, path)
        if not site.address:
            address = f"./{address}"
        return markdown.destination(address)

    def text_link(path: str) -> Markup:
        return link(addresses.text(path))

    dialect = Dialect(site.language, is_plain=True)
    template = environment(dialect).get_template("parts/llms.md.jinja")
    text = template.render(library=library, site=site, at=link, text=text_link)
    yield Output(addresses.LLMS_TXT, f"{text}\n".encode())
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
    content = {
        "name": site.name,
        "description": site.description,
        "lang": site.language.code,
        "start_url": "./",
        "display": "browser",
        "background_color": colours.LIGHT[0],
        "theme_color": colours.LIGHT[0],
        "icons": icons,
    }
    if not site.description:
        del content["description"]
    text = json.dumps(content, ensure_ascii=False, indent=1)
    yield Output(addresses.MANIFEST, f"{text}\n".encode())


def schemas(_library: Library, site: Site) -> Iterator[Output]:
    """The JSON Schema of each kind of file that contributors write, for editors and other programs."""
    for name in schema.MODELS:
        text = schema.text(name, site.settings.kinds)
        yield Output(addresses.schema(name), text.encode())


def schemas_with_ids(library: Library, site: Site) -> Iterator[Output]:
    """JSON Schemas that list the ids on this site, so that editors suggest them to contributors."""
    events = [f"{event.slug}#{event.id}" for event in library.events]
    ids = {
        "actor": [*library.actors],
        "brief": [*library.summaries],
        "event": sorted(events),
        "topic": [*library.topics],
        "place": [*library.gazetteer],
    }
    for name in ("brief", "actor"):
        text = schema.text(name, site.settings.kinds, ids)
        yield Output(addresses.schema(f"site/{name}"), text.encode())


def accent(_library: Library, site: Site) -> Iterator[Output]:
    """The styles and the icons in the accent colour of the site."""
    shades = f"--accent: light-dark({site.accent.light}, {site.accent.dark});"
    styles = f"@media screen {{\n  body {{\n    {shades}\n  }}\n}}\n"
    yield Output(addresses.ACCENT, styles.encode())
    icon = files("briefing_site.theme") / "assets/icons/icon.svg"
    drawing = icon.read_text(encoding="utf-8")
    mark = drawing.replace(colours.DEFAULT.light, site.accent.light)
    yield Output(addresses.icon("icon.svg"), mark.encode())
    for name, size in _ICON_SIZES.items():
        data = {"mark": mark, "size": size}
        picture = typesetting.document("icon.typ", data, "png")
        yield Output(addresses.icon(f"{name}.png"), picture)


def messages(_library: Library, site: Site) -> Iterator[Output]:
    """The texts of scripts, each in English with its translation into the language of the site."""
    texts = language.script_texts(site.language)
    content = json.dumps(texts, ensure_ascii=False)
    yield Output(addresses.MESSAGES, f"{content}\n".encode())
