"""What every site has besides its own `mkdocs.yml` and the Markdown that pages may use: the navigation.

The theme brings the rest: templates, styles and scripts. The plugin of MkDocs and ProperDocs, and the
settings for Zensical, add this where `mkdocs.yml` does not say otherwise.
"""

from collections.abc import Container, Mapping

from generator.site import addresses, language
from generator.site.addresses import Links
from generator.site.language import DEFAULT, Language, marked
from generator.site.site import Site

# Never list briefs here: the whole navigation is rendered on every page.
NAVIGATION: tuple[Mapping[str, str], ...] = (
    {marked("Home"): "index.md"},
    {marked("Briefs"): "briefs/index.md"},
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
OPTIONAL = (addresses.JUDGEMENTS, addresses.FORECASTS)
"""Pages of what not every site has."""
_SECTIONS = {"corrections": addresses.ABOUT, "feeds": addresses.DATA}
"""To which every page links, by anchor."""


def navigation(spoken: Language = DEFAULT, present: Container[str] = ()) -> list[dict[str, str]]:
    """The tabs of a site that lists none; of pages that not every site has, those that are present."""
    tabs = (each for tab in NAVIGATION for each in tab.items())
    return [{spoken.gettext(title): path} for title, path in tabs if path not in OPTIONAL or path in present]


def for_theme(site: Site) -> Mapping[str, object]:
    """What the templates of the theme know of the site: where sections of pages are, and its language.

    Nothing is said of a language that is plain English.
    """
    links = Links(addresses.HOME, site.own_pages)
    sections = {anchor: links.address(path, anchor).removeprefix("./") for anchor, path in _SECTIONS.items()}
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
