"""What every site has besides its own `mkdocs.yml` and the Markdown that pages may use: the navigation.

The theme brings the rest: templates, styles and scripts. The plugin of MkDocs and ProperDocs, and the
settings for Zensical, add this where `mkdocs.yml` does not say otherwise.
"""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked
from briefing_site.site import Language, Links, Site, addresses
from briefing_site.site import language as script_language

# Never list briefs here: the whole navigation is rendered on every page.
NAVIGATION: tuple[Mapping[str, str], ...] = (
    {marked("Home"): "index.md"},
    {marked("Briefs"): "briefs/index.md"},
    {marked("What’s new"): addresses.NEW},
    {marked("Judgements"): addresses.JUDGEMENTS},
    {marked("What we don’t know"): addresses.QUESTIONS},
    {marked("Timeline"): "timeline.md"},
    {marked("Actors"): "actors/index.md"},
    {marked("Topics"): "topics/index.md"},
    {marked("Places"): addresses.PLACES},
    {marked("Quotes"): "quotes.md"},
    {marked("Forecasts"): addresses.FORECASTS},
    {marked("Sources"): "sources.md"},
    {marked("Data"): "data.md"},
    {marked("About"): "about.md"},
    {marked("Contribute"): "contribute/index.md"},
)
"""The tabs of a site that lists none, to be translated."""
_SECTIONS = {"corrections": addresses.ABOUT, "feeds": addresses.DATA}
"""To which every page links, by anchor."""


def navigation(language: Language = DEFAULT) -> list[dict[str, str]]:
    """The tabs of a site that lists none."""
    menu = []
    for tab in NAVIGATION:
        for title, path in tab.items():
            menu.append({language.gettext(title): path})
    return menu


def present(menu: Iterable[Any], paths: Container[str]) -> list[Any]:
    """A menu, as `mkdocs.yml` has it, without the optional pages that are not among `paths`."""
    entries: list[Any] = []
    for entry in menu:
        if isinstance(entry, dict):
            entries += _present_titles(entry, paths)
        elif _is_present(entry, paths):
            entries.append(entry)
    return entries


def _present_titles(entry: dict[str, Any], paths: Container[str]) -> list[Any]:
    """An entry with a title, a page or a section, in a list that is empty if the page is left out."""
    present_entry = {}
    for title, target in entry.items():
        if isinstance(target, list):
            present_entry[title] = present(target, paths)
        elif _is_present(target, paths):
            present_entry[title] = target
    return [present_entry] if present_entry else []


def _is_present(path: object, paths: Container[str]) -> bool:
    return path not in addresses.OPTIONAL or path in paths


def for_theme(site: Site) -> Mapping[str, object]:
    """What the templates of the theme know of the site: where sections of pages are, and its language.

    Nothing is said of a language that is plain English.
    """
    links = Links(addresses.HOME, site.own_pages)
    sections = {}
    for anchor, path in _SECTIONS.items():
        sections[anchor] = links.address(path, anchor).removeprefix("./")
    language = site.language
    if language == DEFAULT:
        return {"sections": sections}
    return {
        "sections": sections,
        "language": {
            "code": language.code,
            "is_english": language.is_english,
            "direction": language.direction,
            "region": language.region,
            "words": dict(script_language.theme_texts(language)),
            "has_messages": bool(script_language.script_texts(language)),
        },
    }
