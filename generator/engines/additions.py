"""What every site has besides its own `mkdocs.yml`: the Markdown that pages may use, and the navigation.

The theme brings the rest: templates, styles and scripts. The plugin of MkDocs and ProperDocs, and the
settings for Zensical, add this where `mkdocs.yml` does not say otherwise.
"""

from collections.abc import Mapping

from generator.publishing import addresses

MARKDOWN: Mapping[str, Mapping[str, object]] = {
    "attr_list": {},
    "def_list": {},
    "md_in_html": {},
    "pymdownx.superfences": {},
    "tables": {},
    "generator.engines.outside_links": {},
    "generator.engines.section_skips": {},
    "toc": {"permalink": "#", "permalink_title": "Permanent link", "toc_depth": 2},
}
"""The extensions of Python-Markdown with their options."""

# Never list briefs here: the whole navigation is rendered on every page.
NAVIGATION: tuple[Mapping[str, str], ...] = (
    {"Home": "index.md"},
    {"Briefs": "briefs/index.md"},
    {"Timeline": "timeline.md"},
    {"Actors": "actors/index.md"},
    {"Topics": "topics/index.md"},
    {"Quotes": "quotes.md"},
    {"Sources": "sources.md"},
    {"Data": "data.md"},
    {"About": "about.md"},
    {"Contribute": "contribute/index.md"},
)
"""The tabs of a site that lists none."""


def navigation(*, forecasts: bool) -> list[dict[str, str]]:
    """The tabs of a site that lists none, with the page of forecasts if there is one."""
    tabs = [dict(each) for each in NAVIGATION]
    if forecasts:
        tabs.insert(tabs.index({"Sources": addresses.SOURCES}), {"Forecasts": addresses.FORECASTS})
    return tabs
