"""Lines and areas on the plane of a map: cut at its edges, simplified, and written as SVG."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Spot(NamedTuple):
    """A place on a map, in pixels from its left and upper edge."""

    x: float
    y: float


class Frame(NamedTuple):
    """A rectangle on a map, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def has(self, spot: Spot) -> bool:
        return self.left <= spot.x <= self.right and self.top <= spot.y <= self.bottom

    def overlaps(self, other: "Frame") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_within(self, other: "Frame") -> bool:
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


def area_within(area: Sequence[Spot], frame: Frame) -> Sequence[Spot]:
    """The part of an area that is in a frame, by the algorithm of Sutherland and Hodgman; perhaps empty."""
    for axis, edge, sign in (
        (0, frame.left, 1),
        (0, frame.right, -1),
        (1, frame.top, 1),
        (1, frame.bottom, -1),
    ):
        area = _cut(area, axis, edge, sign)
    return area


def _cut(area: Sequence[Spot], axis: int, edge: float, sign: int) -> list[Spot]:
    """The part of an area on one side of an edge: with the sign 1, where coordinates are larger."""
    part: list[Spot] = []
    for start, end in pairwise((*area[-1:], *area)):
        start_is_inside = (start[axis] - edge) * sign >= 0
        end_is_inside = (end[axis] - edge) * sign >= 0
        if start_is_inside != end_is_inside:
            share = (edge - start[axis]) / (end[axis] - start[axis])
            x = start.x + share * (end.x - start.x)
            y = start.y + share * (end.y - start.y)
            part.append(Spot(x, y))
        if end_is_inside:
            part.append(end)
    return part


def parts_within(line: Sequence[Spot], frame: Frame) -> list[list[Spot]]:
    """The parts of a line near a frame: its steps of which one end at least is in it."""
    parts: list[list[Spot]] = [[]]
    for start, end in pairwise(line):
        if frame.has(start) or frame.has(end):
            if not parts[-1]:
                parts[-1].append(start)
            parts[-1].append(end)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def simplified(line: Sequence[Spot], least: float) -> Sequence[Spot]:
    """A line without steps that are shorter than the `least` pixels across and down; its ends stay."""
    spots: list[Spot] = []
    for spot in line:
        last = spots[-1] if spots else None
        if last is None or max(abs(spot.x - last.x), abs(spot.y - last.y)) >= least:
            spots.append(spot)
    if spots[-1:] != [*line[-1:]]:
        spots.append(line[-1])
    return spots


def path(lines: Iterable[Sequence[Spot]], *, closed: bool) -> str:
    """The lines as the data of an SVG path, in tenths of pixels, without areas of fewer than three points."""
    parts = []
    for line in lines:
        if len(line) < (3 if closed else 2):
            continue
        tenths = [(round(spot.x * 10), round(spot.y * 10)) for spot in line]
        steps = []
        for (x, y), (next_x, next_y) in pairwise(tenths):
            steps.append(f"{next_x - x} {next_y - y}")
        start = "M{} {}".format(*tenths[0])
        parts.append(f"{start}l{' '.join(steps)}{'z' if closed else ''}")
    return "".join(parts)
