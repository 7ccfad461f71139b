"""What a map shows, and where: land, boundaries, the names of countries, numbered places, and a scale."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing_site.format.fields import Point
from briefing_site.maps import lines, projection
from briefing_site.maps.lines import Frame, Spot
from briefing_site.maps.outlines import EARTH_RADIUS, Outline, distance, world
from briefing_site.maps.projection import (
    EqualArea,
    EqualEarth,
    Globe,
    Position,
    Projection,
)

WIDTH = 640
"""Pixels, like everything here that is not in kilometres; styles make a map smaller, not larger."""
MOST_HEIGHT = 440
LEAST_HEIGHT = 280
LEAST_KILOMETRES = 500
"""The least width of a map: outlines are too coarse for a smaller one."""
_MARGIN = 0.12
"""Of the width and the height, on each side of the places."""
_BEYOND = 8
"""Around a map, so that its edge has no lines where areas are cut."""
MARK_RADIUS = 8
LABEL_SIZE = 12
COUNTRY_SIZE = 11
GLOBE_RADIUS = 38
_GLOBE_GAP = 8
_GLOBE_STEP = 8
"""Points of an outline of which the globe, which is small, has one."""
_STEPS = (0.5, 1, 1.5, 2, 3)
"""The least pixels of a step in an outline: as few as possible, so that a map is not too large to load."""
MOST_BYTES = 24_000
"""Of outlines and boundaries together."""
_SCALE_WIDTH = 110
"""The most pixels of the scale."""

TextWidth = Callable[[str, float], float]
"""Estimates the width of a text at a size, in pixels."""


@dataclass(frozen=True)
class MappedPlace:
    """A place to show: a point, or a line with several."""

    number: int
    name: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Label:
    text: str
    x: float
    y: float
    """Of the left end of its baseline."""


@dataclass(frozen=True)
class DrawnPlace:
    place: MappedPlace
    x: float
    y: float
    """Of its mark: for a line, in the middle of it."""
    line: str = ""
    """The data of an SVG path."""


@dataclass(frozen=True)
class Scale:
    kilometres: int
    pixels: float


@dataclass(frozen=True)
class WorldView:
    """A small globe that shows where the map is."""

    x: float
    y: float
    land: str
    view: str
    """The edge of the map on it."""


@dataclass(frozen=True)
class Shapes:
    """Data of SVG paths."""

    land: str
    boundaries: str
    disputed: str

    @property
    def size(self) -> int:
        return len(self.land) + len(self.boundaries) + len(self.disputed)


@dataclass(frozen=True)
class MapDrawing:
    """A map."""

    width: int
    height: int
    shapes: Shapes
    places: Sequence[DrawnPlace]
    labels: Sequence[Label]
    countries: Sequence[Label]
    scale: Scale | None
    """`None` where distances differ too much on the map."""
    globe: WorldView | None
    """`None` on a map of the world."""


@dataclass(frozen=True)
class _View:
    """A part of the plane, and how large it is drawn."""

    projection: Projection
    left: float
    top: float
    """Kilometres on the plane, of the corner of the map."""
    pixels: float
    """Of a kilometre."""
    width: int
    height: int

    @property
    def frame(self) -> Frame:
        return Frame(0, 0, self.width, self.height)

    @property
    def wide_frame(self) -> Frame:
        return Frame(-_BEYOND, -_BEYOND, self.width + _BEYOND, self.height + _BEYOND)

    def spot(self, point: Point) -> Spot | None:
        position = self.projection.position(point)
        if position is None:
            return None
        x = (position.x - self.left) * self.pixels
        return Spot(x, (self.top - position.y) * self.pixels)

    def spots(self, points: Iterable[Point]) -> list[Spot]:
        """The points on the map; empty if one of them can't be shown."""
        spots = []
        for point in points:
            spot = self.spot(point)
            if spot is None:
                return []
            spots.append(spot)
        return spots

    def spots_of(self, outline: Outline) -> list[Spot]:
        """The points of an outline; empty if all of it is far from the map."""
        if isinstance(self.projection, EqualArea):
            reach = math.hypot(self.width, self.height) / self.pixels
            away = distance(self.projection.center, outline.center)
            if away > outline.reach + reach:
                return []
        return self.spots(outline.points)


def drawn(
    places: Sequence[MappedPlace],
    country_names: Mapping[str, str],
    text_width: TextWidth,
) -> MapDrawing:
    """The map of some places, of which there is at least one.

    `country_names` has the names of countries by code, of which large ones on the map are shown.
    """
    points = [point for place in places for point in place.points]
    view = _view(projection.fitting(points), points)
    areas = _areas(view)
    shapes = _shapes([area for _, area in areas], *_boundaries(view))
    drawn_places = [_place(place, view) for place in places]
    globe = _globe(view, drawn_places)
    taken = [_mark_frame(place) for place in drawn_places]
    if globe:
        reach = GLOBE_RADIUS + _GLOBE_GAP
        taken.append(
            Frame(globe.x - reach, globe.y - reach, globe.x + reach, globe.y + reach)
        )
    taken.append(Frame(0, view.height - 30, _SCALE_WIDTH + 30, view.height))
    labels = _labels(drawn_places, view.frame, taken, text_width)
    countries = _country_labels(areas, country_names, view.frame, taken, text_width)
    return MapDrawing(
        width=view.width,
        height=view.height,
        shapes=shapes,
        places=drawn_places,
        labels=labels,
        countries=countries,
        scale=_scale(view),
        globe=globe,
    )


def _view(chosen: Projection, points: Iterable[Point]) -> _View:
    """The part of the plane with the points, and some space around them."""
    positions: list[Position] = []
    for point in points:
        position = chosen.position(point)
        if position is not None:
            positions.append(position)
    west = min(position.x for position in positions)
    east = max(position.x for position in positions)
    south = min(position.y for position in positions)
    north = max(position.y for position in positions)
    width = max((east - west) / (1 - 2 * _MARGIN), LEAST_KILOMETRES)
    height = (north - south) / (1 - 2 * _MARGIN)
    share = min(max(height / width, LEAST_HEIGHT / WIDTH), MOST_HEIGHT / WIDTH)
    width = max(width, height / share)
    height = width * share
    return _View(
        projection=chosen,
        left=(west + east - width) / 2,
        top=(north + south + height) / 2,
        pixels=WIDTH / width,
        width=WIDTH,
        height=round(WIDTH * share),
    )


def _areas(view: _View) -> list[tuple[str, Sequence[Spot]]]:
    """The areas of land on the map, each with the code of its country."""
    areas = []
    for code, outlines in world().countries.items():
        for outline in outlines:
            spots = view.spots_of(outline)
            area = lines.area_within(spots, view.wide_frame)
            if area:
                areas.append((code, area))
    return areas


def _boundaries(view: _View) -> tuple[list[list[Spot]], list[list[Spot]]]:
    """The lines between countries on the map: those that are not disputed, and those that are."""
    solid: list[list[Spot]] = []
    dashed: list[list[Spot]] = []
    for boundary in world().boundaries:
        parts = lines.parts_within(view.spots_of(boundary), view.wide_frame)
        if boundary.is_disputed:
            dashed += parts
        else:
            solid += parts
    return solid, dashed


def _shapes(
    areas: Sequence[Sequence[Spot]],
    solid: Sequence[Sequence[Spot]],
    dashed: Sequence[Sequence[Spot]],
) -> Shapes:
    """Land and boundaries, as detailed as the size of a map allows."""
    for least in _STEPS:
        shapes = Shapes(
            land=lines.path(_simplified(areas, least), closed=True),
            boundaries=lines.path(_simplified(solid, least), closed=False),
            disputed=lines.path(_simplified(dashed, least), closed=False),
        )
        if shapes.size <= MOST_BYTES:
            break
    return shapes


def _simplified(shapes: Iterable[Sequence[Spot]], least: float) -> list[Sequence[Spot]]:
    """The shapes with steps of at least so many pixels, without islands that are hardly larger."""
    simplified = []
    for shape in shapes:
        bounds = _bounds(shape)
        size = max(bounds.right - bounds.left, bounds.bottom - bounds.top)
        if size > 2 * least:
            simplified.append(lines.simplified(shape, least))
    return simplified


def _place(place: MappedPlace, view: _View) -> DrawnPlace:
    spots = view.spots(place.points) or [Spot(0, 0)]
    if len(spots) == 1:
        return DrawnPlace(place, round(spots[0].x, 1), round(spots[0].y, 1))
    middle = spots[len(spots) // 2]
    if len(spots) == 2:
        middle = Spot((spots[0].x + spots[1].x) / 2, (spots[0].y + spots[1].y) / 2)
    line = lines.path([spots], closed=False)
    return DrawnPlace(place, round(middle.x, 1), round(middle.y, 1), line)


def _mark_frame(place: DrawnPlace) -> Frame:
    return Frame(
        place.x - MARK_RADIUS,
        place.y - MARK_RADIUS,
        place.x + MARK_RADIUS,
        place.y + MARK_RADIUS,
    )


def _labels(
    places: Iterable[DrawnPlace],
    frame: Frame,
    taken: list[Frame],
    text_width: TextWidth,
) -> list[Label]:
    """The names of places that fit beside their marks; the frames of these are `taken` from then on.

    The list beside a map has all names.
    """
    labels = []
    for drawn_place in places:
        name = drawn_place.place.name
        width = text_width(name, LABEL_SIZE)
        for label_frame in _frames_beside(drawn_place, width):
            if _is_free(label_frame, frame, taken):
                taken.append(label_frame)
                labels.append(
                    Label(
                        name,
                        round(label_frame.left, 1),
                        round(label_frame.bottom - 3, 1),
                    )
                )
                break
    return labels


def _frames_beside(place: DrawnPlace, width: float) -> list[Frame]:
    """Where a name may stand: at the right, the left, below or above its mark."""
    gap = MARK_RADIUS + 2
    half = LABEL_SIZE / 2 + 1
    x, y = place.x, place.y
    return [
        Frame(x + gap, y - half, x + gap + width, y + half),
        Frame(x - gap - width, y - half, x - gap, y + half),
        Frame(x - width / 2, y + gap, x + width / 2, y + gap + 2 * half),
        Frame(x - width / 2, y - gap - 2 * half, x + width / 2, y - gap),
    ]


def _is_free(frame: Frame, whole: Frame, taken: Iterable[Frame]) -> bool:
    return frame.is_within(whole) and not any(frame.overlaps(other) for other in taken)


def _country_labels(
    areas: Iterable[tuple[str, Sequence[Spot]]],
    names: Mapping[str, str],
    frame: Frame,
    taken: list[Frame],
    text_width: TextWidth,
) -> list[Label]:
    """The names of countries, each in the middle of its largest area, where it has room for it."""
    largest: dict[str, tuple[float, Frame]] = {}
    for code, area in areas:
        bounds = _bounds([spot for spot in area if frame.has(spot)] or area)
        size = (bounds.right - bounds.left) * (bounds.bottom - bounds.top)
        if size > largest.get(code, (0.0, bounds))[0]:
            largest[code] = (size, bounds)
    labels = []
    for code, (_, bounds) in sorted(largest.items(), key=lambda pair: -pair[1][0]):
        name = names.get(code, "")
        width = text_width(name, COUNTRY_SIZE)
        x = (bounds.left + bounds.right) / 2
        y = (bounds.top + bounds.bottom) / 2
        label_frame = Frame(x - width / 2, y - 8, x + width / 2, y + 8)
        if (
            name
            and width < bounds.right - bounds.left
            and _is_free(label_frame, frame, taken)
        ):
            taken.append(label_frame)
            labels.append(Label(name, round(label_frame.left, 1), round(y + 4, 1)))
    return labels


def _bounds(spots: Sequence[Spot]) -> Frame:
    across = [spot.x for spot in spots]
    down = [spot.y for spot in spots]
    return Frame(min(across), min(down), max(across), max(down))


def _scale(view: _View) -> Scale | None:
    """The largest of 1, 2 and 5 times a power of ten kilometres that is short enough."""
    if isinstance(view.projection, EqualEarth):
        return None
    most = _SCALE_WIDTH / view.pixels
    power = 10 ** math.floor(math.log10(most))
    kilometres = max(factor * power for factor in (1, 2, 5) if factor * power <= most)
    return Scale(int(kilometres), round(kilometres * view.pixels, 1))


def _globe(view: _View, places: Sequence[DrawnPlace]) -> WorldView | None:
    """The earth seen from above the map, in the corner that has the fewest marks."""
    if not isinstance(view.projection, EqualArea):
        return None
    globe = Globe(view.projection.center)
    pixels = GLOBE_RADIUS / EARTH_RADIUS
    land = []
    for outlines in world().countries.values():
        for outline in outlines:
            area = _on_globe(globe, outline.points[::_GLOBE_STEP], pixels)
            if area:
                land.append(area)
    half_width = view.width / 2 / view.pixels * pixels
    half_height = view.height / 2 / view.pixels * pixels
    edge = [
        Spot(-half_width, -half_height),
        Spot(half_width, -half_height),
        Spot(half_width, half_height),
        Spot(-half_width, half_height),
    ]
    reach = GLOBE_RADIUS + _GLOBE_GAP
    corners = [
        Spot(view.width - reach, view.height - reach),
        Spot(view.width - reach, reach),
        Spot(reach, reach),
    ]
    x, y = min(corners, key=lambda corner: _marks_near(corner, places))
    return WorldView(
        x=x,
        y=y,
        land=lines.path(_simplified(land, 1.5), closed=True),
        view=lines.path([edge], closed=True),
    )


def _on_globe(globe: Globe, points: Iterable[Point], pixels: float) -> list[Spot]:
    """A ring on the globe; empty if all of it is on the other side."""
    spots = []
    is_visible = False
    for point in points:
        position = globe.position(point)
        if position is not None:
            spots.append(Spot(position.x * pixels, -position.y * pixels))
            is_visible = is_visible or projection.is_in_front(globe.center, point)
    return spots if is_visible else []


def _marks_near(corner: Spot, places: Iterable[DrawnPlace]) -> int:
    """How many marks would be under the globe in a corner."""
    reach = GLOBE_RADIUS + MARK_RADIUS + _GLOBE_GAP
    number = 0
    for place in places:
        if abs(place.x - corner.x) < reach and abs(place.y - corner.y) < reach:
            number += 1
    return number
