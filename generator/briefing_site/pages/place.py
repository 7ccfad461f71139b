"""The page of a place: its map, and what happened and was said there, in all briefs."""

from collections.abc import Iterator

from briefing_site.format.fields import POINT
from briefing_site.library.library import Library
from briefing_site.pages.actor import MOST_EVENTS, MOST_QUOTES
from briefing_site.pages.components.front_matter import LISTS, FrontMatter
from briefing_site.pages.components.map import place_map
from briefing_site.pages.components.parts import by_year
from briefing_site.pages.components.rendering import render
from briefing_site.site import Links, Output, Site, Task, addresses, wording


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for id_ in library.places:
        yield Task(addresses.place(id_), page, (id_,))


def page(library: Library, site: Site, id_: str) -> Iterator[Output]:
    place = library.places[id_]
    entry = place.entry
    path = addresses.place(id_)
    country = ""
    if entry.country:
        country = site.language.locale.territories.get(entry.country, entry.country)
    front_matter = FrontMatter(
        title=entry.name,
        description=site.language.gettext(
            "%(name)s: where it is, and what happened there.", name=entry.name
        ),
        source="briefs/places.yml",
        updated=library.changed(place.briefs),
        styles=(LISTS,),
    )
    yield from render(
        path,
        "place",
        front_matter,
        site,
        library=library,
        place=place,
        kind=wording.place_kind(entry.kind, site.language),
        country=country,
        coordinates=POINT.to_text(entry.coordinates) if entry.coordinates else "",
        map=place_map({id_: entry}, entry.name, Links(path), site.language),
        years=by_year(place.events[-MOST_EVENTS:]),
        left_out=len(place.events) > MOST_EVENTS,
        quotes=place.quotes[-MOST_QUOTES:],
    )
