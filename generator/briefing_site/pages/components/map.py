"""Maps of places, with numbers that the list beside the map has as well."""

from collections.abc import Mapping, Sequence
from functools import cache

from markupsafe import Markup

from briefing_site.format.gazetteer import GazetteerEntry
from briefing_site.maps import drawing, outlines
from briefing_site.maps.drawing import MappedPlace
from briefing_site.pages.components import lettering
from briefing_site.pages.components.html import html
from briefing_site.site import Language, Links, addresses

MOST = 60
"""Places on a map; its numbers would cover one another."""


def place_map(
    places: Mapping[str, GazetteerEntry], title: str, link: Links, language: Language
) -> Markup:
    """The places by id on a map, numbered in their order, each linked to its page; empty without any."""
    if not places:
        return Markup()
    mapped = []
    for number, entry in enumerate(places.values(), start=1):
        mapped.append(MappedPlace(number, entry.name, entry.points))
    drawn = drawing.drawn(mapped[:MOST], _country_names(language), lettering.width)
    links: Sequence[str] = [link.address(addresses.place(id_)) for id_ in places]
    return html(
        "parts/map.svg",
        language,
        title=title,
        drawn=drawn,
        links=links,
        mark_radius=drawing.MARK_RADIUS,
        globe_radius=drawing.GLOBE_RADIUS,
        outlines=outlines.NAME,
    )


@cache
def _country_names(language: Language) -> Mapping[str, str]:
    return dict(language.locale.territories)
