"""Figures: numbers that are shown as a chart and as a table."""

from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from generator.format import limits
from generator.format.fields import (
    FigureTypeField,
    Line,
    Mark,
    NumberField,
    ProseField,
    SourceRef,
)
from generator.format.record import Record


class FigureRow(Record):
    """A row of a figure: what it is about, and its values."""

    model_config = ConfigDict(title="Row")
    labelled_by: ClassVar = ("label",)

    label: Line = Field(examples=["2014", "2024"])
    """What the values are about, such as a year."""
    values: Annotated[
        tuple[Annotated[NumberField, Mark.STATEMENT], ...],
        Field(min_length=1, max_length=limits.SERIES, examples=[["12", "3.5"]]),
    ]
    """The value, or one for each name under `series`."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that document it."""


class Figure(Record):
    """Numbers to compare, as a chart above a table."""

    labelled_by: ClassVar = ("title",)

    title: Line = Field(examples=["Lorries that cross the bridge in a day"])
    """What it shows."""
    unit: Line | None = Field(None, examples=["lorries a day"])
    """What is counted or measured."""
    kind: FigureTypeField = "bars"
    """bars (to compare), lines (a course, such as prices) or steps (what changes at once, such as a rate)."""
    series: Annotated[
        tuple[Line, ...], Field(max_length=limits.SERIES, examples=[["to the north", "to the south"]])
    ] = ()
    """The name of each value of a row, where rows have several."""
    rows: Annotated[tuple[FigureRow, ...], Field(min_length=1, max_length=limits.ROWS)]
    """The rows, in their order."""
    note: ProseField | None = Field(None, examples=["Counted on one day of each year [@town-gazette]."])
    """What readers should know about the numbers."""
