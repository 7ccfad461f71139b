"""Places, and the events at them, as GeoJSON: https://www.rfc-editor.org/rfc/rfc7946."""

from collections.abc import Iterator
from typing import Any

from pydantic_core import to_json

from briefing_site.exports.data.api import DataFile
from briefing_site.format.gazetteer import GazetteerEntry
from briefing_site.library.library import Library
from briefing_site.site import Output, Site, Task, addresses

_MEDIA_TYPE = "application/geo+json"
PLACES = addresses.data("places.geojson")
EVENTS = addresses.data("events.geojson")
FILES = (
    DataFile("places.geojson", PLACES, "All places, for maps", _MEDIA_TYPE),
    DataFile("events.geojson", EVENTS, "All events at places, for maps", _MEDIA_TYPE),
)


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    if library.gazetteer:
        yield Task(PLACES, places)
        yield Task(EVENTS, events)


def places(library: Library, site: Site) -> Iterator[Output]:
    features = []
    for id_, entry in library.gazetteer.items():
        properties = {
            "name": entry.name,
            "kind": entry.kind,
            "country": entry.country,
            "aliases": list(entry.aliases),
            "url": addresses.absolute(site, addresses.place(id_)),
        }
        features.append(_feature(id_, _geometry(entry), properties))
    yield _collection(PLACES, features)


def events(library: Library, site: Site) -> Iterator[Output]:
    """Each event once, with the geometries of all of its places."""
    features = []
    for event in library.events:
        geometries = [_geometry(library.gazetteer[id_]) for id_ in event.places]
        if not geometries:
            continue
        geometry = geometries[0]
        if len(geometries) > 1:
            geometry = {"type": "GeometryCollection", "geometries": geometries}
        path = addresses.brief(event.slug)
        properties = {
            "brief": event.slug,
            "title": event.entry.title,
            "date": event.date.text,
            "status": event.status,
            "places": list(event.places),
            "url": addresses.absolute(site, path, event.id),
        }
        features.append(_feature(f"{event.slug}#{event.id}", geometry, properties))
    yield _collection(EVENTS, features)


def _geometry(entry: GazetteerEntry) -> dict[str, Any]:
    """A point or a line; positions have the longitude first."""
    positions = [[point.longitude, point.latitude] for point in entry.points]
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}
    return {"type": "LineString", "coordinates": positions}


def _feature(
    id_: str, geometry: dict[str, Any], properties: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": id_,
        "geometry": geometry,
        "properties": properties,
    }


def _collection(path: str, features: list[dict[str, Any]]) -> Output:
    content = to_json({"type": "FeatureCollection", "features": features})
    return Output(path, content + b"\n")
