"""The outlines of countries, from `countries.json`: rings of points, shared boundaries, and who lies where.

The file has the form of TopoJSON (https://github.com/topojson/topojson-specification): lines are arcs, which
neighbours share. `reduction` says where it comes from.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefing_site.format.fields import Point

DATA = Path(str(files("briefing_site.maps") / "countries.json"))
NAME = "Natural Earth"
"""What maps name as the origin of the outlines."""
DISPUTED = frozenset({"CYN", "EH", "KAS", "SOL", "XK"})
"""Areas whose boundaries are drawn as disputed: Northern Cyprus, Western Sahara, the Siachen Glacier,
Somaliland and Kosovo, which Natural Earth has as areas of their own."""
_POLAR = -80
"""Degrees of latitude, south of which the outline of Antarctica goes to the pole and around it."""
EARTH_RADIUS = 6371.0
"""Kilometres, of a sphere with the volume of the earth."""


@dataclass(frozen=True)
class Outline:
    """A line between countries, or a closed one around land, a lake or an enclave."""

    points: Sequence[Point]
    """Their longitudes go on beyond 180 degrees where the line does."""
    center: Point
    reach: float
    """The kilometres from the center to the farthest point."""
    is_disputed: bool = False

    @classmethod
    def of(cls, points: Sequence[Point], *, is_disputed: bool = False) -> "Outline":
        center = points[len(points) // 2]
        reach = max(distance(center, point) for point in points)
        return cls(points, center, reach, is_disputed)

    def has_inside(self, point: Point) -> bool:
        """Whether a closed line goes around a point.

        From inside, a line from the point to the east crosses it an odd number of times.
        """
        if distance(self.center, point) > self.reach:
            return False
        is_inside = False
        for start, end in pairwise((*self.points, self.points[0])):
            if (start.latitude > point.latitude) == (end.latitude > point.latitude):
                continue
            share = (point.latitude - start.latitude) / (end.latitude - start.latitude)
            crossing = start.longitude + share * (end.longitude - start.longitude)
            if crossing > point.longitude:
                is_inside = not is_inside
        return is_inside


@dataclass(frozen=True)
class World:
    """All land."""

    countries: dict[str, tuple[Outline, ...]]
    """The closed lines of each country, by its code."""
    boundaries: tuple[Outline, ...]


@cache
def world() -> World:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    arcs = [_points(arc, data["transform"]) for arc in data["arcs"]]
    countries: dict[str, tuple[Outline, ...]] = {}
    users = Counter[int]()
    disputed: set[int] = set()
    for code, polygons in data["countries"].items():
        outlines = []
        for polygon in polygons:
            for numbers in polygon:
                outlines.append(Outline.of(_ring(numbers, arcs)))
                indices = {_index(number) for number in numbers}
                users.update(indices)
                if code in DISPUTED:
                    disputed |= indices
        countries[code] = tuple(outlines)
    boundaries = []
    for index, arc in enumerate(arcs):
        if users[index] > 1:
            boundaries.append(Outline.of(arc, is_disputed=index in disputed))
    return World(countries, tuple(boundaries))


def _points(arc: Iterable[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    """The points of an arc, whose coordinates are whole numbers, each the difference from the one before."""
    across, up = transform["scale"]
    west, south = transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x += step[0]
        y += step[1]
        points.append(Point(y * up + south, x * across + west))
    return points


def _index(number: int) -> int:
    """The index of an arc; a negative number means the arc from its end to its start."""
    return ~number if number < 0 else number


def _ring(numbers: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a closed line, which does not jump from one end of a flat map to the other."""
    ring: list[Point] = []
    turn = 0
    for number in numbers:
        arc = list(arcs[_index(number)])
        if number < 0:
            arc.reverse()
        for point in arc[1:]:  # it begins where the one before ends
            longitude = point.longitude + turn
            if (
                ring
                and point.latitude > _POLAR
                and abs(longitude - ring[-1].longitude) > 180
            ):
                step = -360 if longitude > ring[-1].longitude else 360
                turn += step
                longitude += step
            ring.append(Point(point.latitude, longitude))
    return ring


def country_at(point: Point) -> str:
    """The code of the country that a point lies in; empty for the sea."""
    turned = Point(point.latitude, point.longitude + 360)
    for code, outlines in world().countries.items():
        around = 0
        for outline in outlines:
            around += outline.has_inside(point) or outline.has_inside(turned)
        if around % 2:  # with a lake or an enclave around it too, it is outside
            return code
    return ""


def distance_to(code: str, point: Point) -> float:
    """The kilometres from a point outside of a country to the nearest point of its outline."""
    nearest = math.inf
    for outline in world().countries.get(code, ()):
        for corner in outline.points:
            nearest = min(nearest, distance(point, corner))
    return nearest


def distance_to_land(point: Point) -> float:
    """The kilometres from a point in the sea to the nearest coast."""
    return min(distance_to(code, point) for code in world().countries)


def distance(start: Point, end: Point) -> float:
    """The kilometres between two points, by the haversine formula."""
    latitude, other_latitude = math.radians(start.latitude), math.radians(end.latitude)
    half_up = (other_latitude - latitude) / 2
    half_across = math.radians(end.longitude - start.longitude) / 2
    square = math.sin(half_up) ** 2
    square += math.cos(latitude) * math.cos(other_latitude) * math.sin(half_across) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(square)))
