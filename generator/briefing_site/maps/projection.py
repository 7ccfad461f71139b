"""How the earth is drawn on a plane.

A map of a region has Lambert's azimuthal equal-area projection, and the globe that shows where that is the
orthographic one; for both, see J. P. Snyder, Map Projections: A Working Manual (1987), pages 182 and 145. A
map of more than a hemisphere has Equal Earth: Šavrič, Patterson and Jenny (2019), "The Equal Earth map
projection", https://doi.org/10.1080/13658816.2018.1504949.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from briefing_site.format.fields import Point
from briefing_site.maps.outlines import EARTH_RADIUS, distance

REGION = 7_000
"""The most kilometres from the center of a map of a region to its farthest point."""
_FARTHEST = 0.9
"""Of the way to the point opposite to the center, around which Lambert's projection tears shapes."""


class Position(NamedTuple):
    """A place on a plane, in kilometres to the east and to the north of the center."""

    x: float
    y: float


class Projection(Protocol):
    def position(self, point: Point) -> Position | None:
        """Where a point is on the plane; `None` if it can't be shown."""
        ...


@dataclass(frozen=True)
class EqualArea:
    """Lambert's azimuthal projection: areas are true everywhere, and distances near the center."""

    center: Point

    def position(self, point: Point) -> Position | None:
        east, north, towards = _directions(self.center, point)
        if towards < math.cos(math.pi * _FARTHEST):
            return None
        scale = EARTH_RADIUS * math.sqrt(2 / (1 + towards))
        return Position(east * scale, north * scale)


@dataclass(frozen=True)
class Globe:
    """The orthographic projection: the earth from far away. What is behind it is moved to its edge."""

    center: Point

    def position(self, point: Point) -> Position | None:
        east, north, towards = _directions(self.center, point)
        scale = EARTH_RADIUS
        if towards < 0:
            scale /= math.hypot(east, north) or 1.0
        return Position(east * scale, north * scale)


@dataclass(frozen=True)
class EqualEarth:
    """The whole earth, which is cut at the meridian of 180 degrees: areas are true everywhere."""

    def position(self, point: Point) -> Position | None:
        angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(point.latitude)))
        power = angle**6
        square = angle**2
        slope = (
            1.340264
            - 3 * 0.081106 * square
            + power * (7 * 0.000893 + 9 * 0.003796 * square)
        )
        x = (
            2
            * math.sqrt(3)
            * math.radians(point.longitude)
            * math.cos(angle)
            / (3 * slope)
        )
        y = angle * (
            1.340264 - 0.081106 * square + power * (0.000893 + 0.003796 * square)
        )
        return Position(x * EARTH_RADIUS, y * EARTH_RADIUS)


def _directions(center: Point, point: Point) -> tuple[float, float, float]:
    """How far a point on a sphere with the radius 1 is to the east, the north and the front of its center."""
    latitude, middle = math.radians(point.latitude), math.radians(center.latitude)
    across = math.radians(point.longitude - center.longitude)
    east = math.cos(latitude) * math.sin(across)
    north = math.cos(middle) * math.sin(latitude)
    north -= math.sin(middle) * math.cos(latitude) * math.cos(across)
    towards = math.sin(middle) * math.sin(latitude)
    towards += math.cos(middle) * math.cos(latitude) * math.cos(across)
    return east, north, towards


def is_in_front(center: Point, point: Point) -> bool:
    """Whether a point is on the half of the earth around a center."""
    return _directions(center, point)[2] >= 0


def center_of(points: Iterable[Point]) -> Point:
    """The middle of points on the earth: of the mean of their directions from its center."""
    x = y = z = 0.0
    for point in points:
        latitude, longitude = (
            math.radians(point.latitude),
            math.radians(point.longitude),
        )
        x += math.cos(latitude) * math.cos(longitude)
        y += math.cos(latitude) * math.sin(longitude)
        z += math.sin(latitude)
    latitude = math.degrees(math.atan2(z, math.hypot(x, y)))
    return Point(round(latitude, 4), round(math.degrees(math.atan2(y, x)), 4))


def fitting(points: Sequence[Point]) -> Projection:
    """The projection for a map of these points."""
    center = center_of(points)
    if max(distance(center, point) for point in points) > REGION:
        return EqualEarth()
    return EqualArea(center)
