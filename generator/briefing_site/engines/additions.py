"""What every site has besides its own `mkdocs.yml` and the Markdown that pages may use: the navigation.

The theme brings the rest: templates, styles and scripts. The plugin of MkDocs and ProperDocs, and the
settings for Zensical, add this where `mkdocs.yml` does not say otherwise.
"""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked
from briefing_site.site import Language, Links, Site, addresses, language

# Never list briefs here: the whole navigation is rendered on every page.
NAVIGATION: tuple[Mapping[str, str], ...] = (
    {marked("Home"): "index.md"},
    {marked("Briefs"): "briefs/index.md"},
    {marked("What’s new"): addresses.NEW},
    {marked("Judgements"): addresses.JUDGEMENTS},
    {marked("Timeline"): "timeline.md"},
    {marked("Actors"): "actors/index.md"},
    {marked("Topics"): "topics/index.md"},
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


def navigation(spoken: Language = DEFAULT) -> list[Any]:
    """The tabs of a site that lists none."""
    return [
        {spoken.gettext(title): path for title, path in tab.items()}
        for tab in NAVIGATION
    ]


def present(menu: Iterable[Any], there: Container[str]) -> list[Any]:
    """A menu, as `mkdocs.yml` has it, without pages of what this site does not have."""
    found = []
    for entry in menu:
        path = next(iter(entry.values()), None) if isinstance(entry, dict) else entry
        if isinstance(path, list):
            found.append(
                {title: present(inner, there) for title, inner in entry.items()}
            )
        elif path not in addresses.OPTIONAL or path in there:
            found.append(entry)
    return found


def for_theme(site: Site) -> Mapping[str, object]:
    """What the templates of the theme know of the site: where sections of pages are, and its language.

    Nothing is said of a language that is plain English.
    """
    links = Links(addresses.HOME, site.own_pages)
    sections = {
        anchor: links.address(path, anchor).removeprefix("./")
        for anchor, path in _SECTIONS.items()
    }
    if (spoken := site.language) == DEFAULT:
        return {"sections": sections}
    known: dict[str, object] = {
        "code": spoken.code,
        "is_english": spoken.is_english,
        "direction": spoken.direction,
        "region": spoken.region,
        "words": dict(language.theme_texts(spoken)),
        "has_messages": bool(language.script_texts(spoken)),
    }
    return {"sections": sections, "language": known}
