"""The list of all places, with a map of all; no page while there are none."""

from collections.abc import Iterator

from briefing_site.library.library import Library
from briefing_site.pages.components.map import place_map
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Links, Output, Site, Task, addresses


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    if library.gazetteer:
        yield Task(addresses.PLACES, page)


def page(library: Library, site: Site) -> Iterator[Output]:
    _ = site.language.gettext
    path = addresses.PLACES
    title = _("Places")
    in_order = sorted(
        library.places.values(), key=lambda place: place.entry.name.casefold()
    )
    entries = {place.id: place.entry for place in in_order}
    yield from render_list(
        path,
        "places",
        title=title,
        description=_("Where it happened: every place in the briefs."),
        site=site,
        data=("places.json", "places.geojson", "events.geojson"),
        library=library,
        places=in_order,
        map=place_map(entries, title, Links(path), site.language),
    )
