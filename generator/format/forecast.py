"""Forecasts, and what became of them."""

from typing import Annotated, ClassVar

from pydantic import Field

from generator.format.fields import (
    DayField,
    Mark,
    OutcomeField,
    PercentField,
    ProseField,
    SourceRef,
)
from generator.format.record import Record


class Forecast(Record):
    """A statement about the future that will turn out to be right or wrong."""

    labelled_by: ClassVar = ("statement",)

    statement: Annotated[ProseField, Mark.STATEMENT] = Field(
        examples=["The bridge will still be open at the end of 2025."]
    )
    """What will be the case."""
    probability: Annotated[PercentField, Mark.STATEMENT]
    """How probable it is, in percent, from 1 to 99."""
    made_on: DayField
    """The day of the forecast."""
    resolves_by: DayField = Field(examples=["2050-12-31"])
    """The day on which at the latest it is known whether it was right."""
    criteria: ProseField | None = Field(
        None, examples=["Lorries cross it on 31 December 2025, as the Town Gazette reports."]
    )
    """How to tell whether it was right."""
    outcome: Annotated[OutcomeField | None, Mark.STATEMENT, Mark.LATER] = None
    """yes if it was right, no if it was not; nothing as long as it is open."""
    resolved_on: Annotated[DayField | None, Mark.LATER] = None
    """The day on which the outcome was known."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that document the outcome."""
