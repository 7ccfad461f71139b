"""What the theme takes from Material for MkDocs, or from Zensical, when a site is built.

Nothing of either is in this project, so an update of the package updates the site. Material's `base.html` is
copied to another name, because ours, which extends it, has the name that overrides of publishers extend. Its
styles become one file in a cascade layer, so that any rule of ours goes before them.
"""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import rcssmin

FOLDER = "theme"
"""In the folder of caches, for what is written here. Engines find it before the templates of the theme."""
LOOKS = ("briefs", "material")
"""Ours and that of Material, by the names that `theme.name` in `mkdocs.yml` gives them."""
TEMPLATES = Path(str(files("briefing_site") / "theme"))
MATERIAL = Path(str(files("material") / "templates"))

_STYLES = ("components.css", "look.css")
"""Our styles, of which the site has one file. Only our own look has the last."""
_TITLE = "{% block htmltitle %}"
"""What follows the metadata in the head of a page, and goes before all that is loaded."""
_POLICY = '{% include "partials/policy.html" %}'
"""Outside of blocks, so that no override of a publisher is without it."""
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_RULE = re.compile(r"(?<=[{};])([^{}@;]+)\{[^{}]*\}")
_EMPTY_RULE = re.compile(r"@media[^{}]*\{\}")
_OF_SCRIPTS = re.compile(
    r"\.md-(?:annotation|clipboard|code__|consent|dialog|feedback|progress|search|tooltip|top|version)"
)
"""Classes of what only Material's scripts show: a sixth of its styles."""
_OF_REFERENCE = re.compile(
    r"\.(?:abstract|admonition|arithmatex|bug|critic|danger|example|failure|footnote|grid|info|keys|linenos"
    r"|md-author|md-pagination|md-post|md-tag|note|question|quote|success|tabbed|task-list|tip|warning)\b"
)
"""Classes of Material's reference and plugins that no generated page has: a third of its styles."""
_NO_BUTTON = ".md-banner__button{display:none}"
"""Only Material's scripts have an announcement go away."""
_UNUSED = re.compile(
    r"assets/(?:(?:stylesheets|javascripts)/.*|components\.css|look\.css)"
)
_BUNDLE = re.compile(r"assets/javascripts/bundle\.\w+\.min\.js")


def write(folder: Path, material: Path, setting: object, *, variant: str = "") -> None:
    """Write templates and styles to a folder, from those of a package and our own.

    Args:
        folder: where they are written to.
        material: the folder of the templates of Material, or of Zensical.
        setting: `theme` in `mkdocs.yml`, whose name is one of `LOOKS`.
        variant: the folder of Zensical's styles; Material has one kind.
    """
    base = _text(material / "base.html")
    base = base.replace(' autocomplete="off"', "")  # no checkbox may have it
    place = base.index(_TITLE)
    base = base[:place] + _POLICY + base[place:]
    _write(folder / "material/base.html", base)
    sheets = material / "assets/stylesheets" / variant
    styles = _styles_of(sheets, "main")
    if not _has_bundle(setting):
        styles = _without(_OF_SCRIPTS, styles) + _NO_BUTTON
    if isinstance(setting, Mapping) and setting.get("palette"):
        styles += _styles_of(sheets, "palette")
    styles += _chosen_styles(setting, material)
    _write(folder / "assets/material.css", f"@layer material{{{styles}}}")
    styles = _without(_OF_REFERENCE, styles)
    _write(folder / "assets/generated.css", f"@layer material{{{styles}}}")
    names = _STYLES if name_of(setting) == LOOKS[0] else _STYLES[:1]
    own = [_text(TEMPLATES / "assets" / name) for name in names]
    _write(folder / "assets/briefs.css", rcssmin.cssmin("".join(own)))


def name_of(setting: object) -> str:
    """The name of the theme, which is all of the setting, or one entry of it."""
    if isinstance(setting, Mapping):
        return str(setting.get("name") or LOOKS[0])
    return str(setting or LOOKS[0])


def look(setting: object, menu: object) -> Mapping[str, object]:
    """What templates know of the look, from the theme and the menu as `mkdocs.yml` has them."""
    name = name_of(setting)
    has_bundle = _has_bundle(setting)
    has_drawer = name == "material" or _has_sections(menu)
    return {"name": name, "has_drawer": has_drawer, "has_bundle": has_bundle}


def _has_bundle(setting: object) -> bool:
    """Whether the site has Material's scripts."""
    return isinstance(setting, Mapping) and bool(setting.get("bundle"))


def _has_sections(menu: object) -> bool:
    """Whether a menu has sections with pages of their own."""
    for entry in menu if isinstance(menu, list) else ():
        for target in entry.values() if isinstance(entry, dict) else ():
            if isinstance(target, list):
                return True
    return False


def is_unused(path: str, *, has_bundle: bool) -> bool:
    """Whether no page of the site loads a file that the theme brings."""
    if has_bundle and _BUNDLE.fullmatch(path):
        return False
    return bool(_UNUSED.fullmatch(path))


def _styles_of(folder: Path, name: str) -> str:
    """A style sheet of Material, whose file has a digest in its name that differs in each version."""
    styles = ""
    for path in sorted(folder.glob(f"{name}.*.min.css")):
        styles += _SOURCE_MAP.sub("", _text(path)).replace('@charset "UTF-8";', "")
    return styles


def _without(classes: re.Pattern[str], styles: str) -> str:
    """Styles without the rules that are only for elements of the classes."""

    def kept(rule: re.Match[str]) -> str:
        for selector in rule[1].split(","):
            if not classes.search(selector):
                return rule[0]
        return ""

    return _EMPTY_RULE.sub("", _RULE.sub(kept, styles))


def _chosen_styles(setting: object, material: Path) -> str:
    """The icons and fonts of the setting `theme`, which Material writes into each page."""
    if not isinstance(setting, Mapping):
        return ""
    rules = ""
    icons = setting.get("icon") or {}
    for kind, name in (icons.get("admonition") or {}).items():
        rules += f"--md-admonition-icon--{kind}:{_icon(material, name)};"
    if icons.get("annotation"):
        rules += f"--md-annotation-icon:{_icon(material, icons['annotation'])};"
    tags = ""
    for kind, name in (icons.get("tag") or {}).items():
        tag = ".md-tag" if kind == "default" else f".md-tag--{kind}"
        tags += f"{tag}{{--md-tag-icon:{_icon(material, name)}}}"
    fonts = setting.get("font")
    if isinstance(fonts, Mapping):
        for use, name in fonts.items():
            rules += f'--md-{use}-font:"{name}";'
    return f":root{{{rules}}}{tags}"


def _icon(material: Path, name: str) -> str:
    """An icon as a value of CSS; nothing if there is none of the name."""
    path = material / ".icons" / f"{name}.svg"
    if not path.is_file():
        return "none"
    return f"url('data:image/svg+xml;charset=utf-8,{quote(_text(path))}')"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    """Write a file if its text changed, so that previews do not take it for a change."""
    if path.is_file() and _text(path) == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
