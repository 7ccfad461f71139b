"""The type of points on the earth: a latitude and a longitude in degrees (WGS 84)."""

import re
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict

from briefing_site.diagnostics import Code, Message
from briefing_site.format.fields.field_type import (
    CheckedType,
    DataContext,
    invalid,
    model_schema,
    whole_with_blanks,
)
from briefing_site.languages.phrase import marked

BAD_COORDINATES = Message(
    Code(
        "bad-coordinates",
        "The value is not a latitude and a longitude, or no such point exists.",
        in_editor=True,
    ),
    "'{text}' is not a point on the map",
    "write latitude and longitude in degrees, with points and a comma, such as 40.51, 72.80; south and west "
    "have a minus sign",
)
OUT_OF_RANGE = Message(
    BAD_COORDINATES.code,
    "'{text}' is not a point on the map: latitudes go from -90 to 90, longitudes from -180 to 180",
    "write the latitude first, then the longitude",
)
SWAPPED = Message(
    BAD_COORDINATES.code,
    "'{text}' has the longitude first",
    "write '{latitude}, {longitude}' here",
)

_DEGREES = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,10})?"
_POINT = rf"{_DEGREES}\s*,\s*{_DEGREES}"
MOST_LATITUDE = 90
MOST_LONGITUDE = 180


class Point(NamedTuple):
    """A point on the earth, in degrees; south and west are negative."""

    latitude: float
    longitude: float


class Coordinates(BaseModel):
    """A point on the earth (WGS 84)."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    latitude: float
    """In degrees; negative in the south."""
    longitude: float
    """In degrees; negative in the west."""


class PointType(CheckedType):
    name = "coordinates"
    description = marked("latitude and longitude in degrees")
    examples = ("40.51, 72.80", "-33.86, 151.21")
    pattern = whole_with_blanks(_POINT)
    pattern_help = BAD_COORDINATES.help
    error = "bad-coordinates"
    message = BAD_COORDINATES
    data_type = model_schema(Coordinates)

    def read(self, value: object) -> Point:
        text = super().read(value)
        first, second = re.split(r"\s*,\s*", text)
        point = Point(float(first), float(second))
        if (
            abs(point.longitude) > MOST_LONGITUDE
            or abs(point.latitude) > MOST_LONGITUDE
        ):
            raise invalid(self.error, OUT_OF_RANGE, text=text)
        if abs(point.latitude) <= MOST_LATITUDE:
            return point
        if abs(point.longitude) <= MOST_LATITUDE:
            raise invalid(
                self.error, SWAPPED, text=text, latitude=second, longitude=first
            )
        raise invalid(self.error, OUT_OF_RANGE, text=text)

    def to_text(self, value: Point) -> str:
        return f"{_plain(value.latitude)}, {_plain(value.longitude)}"

    def to_data(self, value: Point, context: DataContext) -> dict[str, float]:
        return value._asdict()


def _plain(degrees: float) -> str:
    """The number without an exponent."""
    return f"{Decimal(str(degrees)):f}"


POINT = PointType()

PointField = Annotated[Point, POINT]
