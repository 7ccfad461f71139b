"""Places: references to those that are not listed, and coordinates that are somewhere else."""

from collections.abc import Iterator
from typing import Any

from briefing_site.checks.names import Names, intended_id, references
from briefing_site.diagnostics import Code, Diagnostic, Message
from briefing_site.format import fields
from briefing_site.format.fields import Point
from briefing_site.format.fields.coordinates import MOST_LATITUDE
from briefing_site.format.gazetteer import Gazetteer, GazetteerEntry
from briefing_site.format.places import GAZETTEER
from briefing_site.languages.phrase import marked
from briefing_site.maps import outlines
from briefing_site.reading import Document, ParsedFile, Scalar, suggestions

UNKNOWN_PLACE = Message(
    Code("unknown-place", "A place is not listed in `briefs/places.yml`."),
    "'{text}' is not listed in briefs/places.yml",
    "add it to briefs/places.yml",
)
PLACE_ELSEWHERE = Message(
    Code(
        "place-elsewhere",
        "The coordinates of a place are not in its country, or in the sea.",
    ),
    "the coordinates of '{name}' are {where}, not in {country}",
    "correct the coordinates: the latitude comes first; or correct 'country'",
)
PLACE_IN_THE_SEA = Message(
    PLACE_ELSEWHERE.code,
    "the coordinates of '{name}' are in the sea",
    "correct the coordinates: the latitude comes first; or write 'kind: water'",
)

TOLERANCE = 30
"""Kilometres that coordinates may be away from a country: outlines are simplified, and lack small islands."""
_AT_SEA = frozenset({"water", "pipeline", "route", "base", "region"})
"""Kinds of places that may lie in the sea, or on an island that the outlines leave out."""


def check(names: Names) -> Iterator[Diagnostic]:
    """Report references to places that are not listed."""
    collection = names.collection
    files: list[ParsedFile[Any]] = [*collection.briefs, *collection.profiles]
    for file in files:
        for _, scalar in references(file, fields.PLACE):
            yield from _check_reference(file.document, scalar, names)


def _check_reference(
    document: Document, scalar: Scalar, names: Names
) -> Iterator[Diagnostic]:
    if names.places is None or scalar.text in names.places:
        return
    listed = [(id_, id_) for id_ in names.places]
    if names.collection.gazetteer:
        gazetteer = names.collection.gazetteer.document
        for location, name in gazetteer.scalars(GAZETTEER.each.name):
            listed.append((name.text, str(location[0])))
    id_ = intended_id(scalar.text, listed)
    help_ = suggestions.for_unknown(id_ or scalar.text, names.places)
    edits = document.replacement(scalar, id_)
    yield document.report(UNKNOWN_PLACE, scalar, help_, edits, text=scalar.text)


def check_gazetteer(file: ParsedFile[Gazetteer]) -> Iterator[Diagnostic]:
    """Report coordinates that are not in the country of the place, or in the sea."""
    if file.record is None:
        return
    for id_, entry in file.record.root.items():
        for scalar in _points(file.document, id_):
            point = fields.POINT.read(scalar.text)
            yield from _check_point(file.document, scalar, entry, point)


def _points(document: Document, id_: str) -> Iterator[Scalar]:
    """The texts of the points of a place."""
    for pattern in (GAZETTEER.each.coordinates, GAZETTEER.each.line.each):
        for location, scalar in document.scalars(pattern):
            if location[0] == id_:
                yield scalar


def _check_point(
    document: Document, scalar: Scalar, entry: GazetteerEntry, point: Point
) -> Iterator[Diagnostic]:
    code = outlines.country_at(point)
    if code and entry.country in (None, code):
        return
    help_ = _swapped_help(entry, point)
    if entry.country is None:
        is_at_sea = outlines.distance_to_land(point) > TOLERANCE
        if is_at_sea and entry.kind not in _AT_SEA:
            yield document.report(PLACE_IN_THE_SEA, scalar, help_, name=entry.name)
        return
    if outlines.distance_to(entry.country, point) > TOLERANCE:
        where = marked("in the sea")
        if code:
            where = marked("in {country}", country=code)
        yield document.report(
            PLACE_ELSEWHERE,
            scalar,
            help_,
            name=entry.name,
            country=entry.country,
            where=where,
        )


def _swapped_help(entry: GazetteerEntry, point: Point) -> str:
    """What to write if latitude and longitude are the wrong way around; empty if that is not certain."""
    if abs(point.longitude) > MOST_LATITUDE:
        return ""
    swapped = Point(point.longitude, point.latitude)
    code = outlines.country_at(swapped)
    if code and entry.country in (None, code):
        return marked("write '{point}' here", point=fields.POINT.to_text(swapped))
    return ""
