"""The format of the list of places: `briefs/places.yml`."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, RootModel, model_validator

from briefing_site.diagnostics import Message
from briefing_site.format import limits
from briefing_site.format.fields import (
    CHOICE,
    AddressField,
    CountryField,
    IdField,
    Line,
    PlaceId,
    PlaceKind,
    Point,
    PointField,
    external_ids,
)
from briefing_site.format.fields.field_type import invalid
from briefing_site.format.record import MISSING_FIELD, Record, at_least_one_of

PLACE_WITHOUT_POINT = Message(
    MISSING_FIELD,
    "a place has no coordinates",
    "add 'coordinates: 40.51, 72.80' with its latitude and longitude; a pipeline has a 'line' instead",
)


class GazetteerEntry(Record):
    """A place where something happened, or a line such as a pipeline or a railway."""

    model_config = at_least_one_of("coordinates", "line")
    labelled_by: ClassVar = ("name",)

    name: Line = Field(examples=["Osh"])
    """Its name."""
    kind: Annotated[PlaceKind, CHOICE] = "city"
    """What it is: a city (or a town, or a village), a country, a region, a building, a base, a
    border-crossing, a water (such as a lake or a strait), a pipeline, a railway, a road or a route."""
    coordinates: PointField | None = None
    """Its latitude and longitude in degrees, as maps on the web show them: 40.51, 72.80."""
    line: Annotated[tuple[PointField, ...], Field(max_length=limits.LINE_POINTS)] = (
        Field((), examples=[["40.51, 72.80", "40.94, 73.00"]])
    )
    """The points of a line, from one end to the other."""
    country: CountryField | None = None
    """The code of the country that it lies in, such as KG: the check then knows if the point is elsewhere."""
    aliases: tuple[Line, ...] = Field((), examples=[["Ош", "Oş"]])
    """Other names that readers may search for."""
    wikidata: Annotated[str, external_ids.WIKIDATA] | None = None
    """Its id in Wikidata."""
    source: AddressField | None = None
    """The web address of a page that says where it is, if that is not obvious."""
    formerly: tuple[IdField, ...] = ()
    """Former ids. Their addresses still lead here."""

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if self.coordinates is None and not self.line:
            raise invalid("place-without-point", PLACE_WITHOUT_POINT)
        return self

    @property
    def points(self) -> tuple[Point, ...]:
        """Those of its line, or the only one."""
        if self.line:
            return self.line
        return (self.coordinates,) if self.coordinates else ()


class Gazetteer(RootModel[dict[PlaceId, GazetteerEntry]]):
    """All places, by id."""
