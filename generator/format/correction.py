"""Corrections of briefs."""

from typing import Annotated, ClassVar

from pydantic import Field

from generator.format.fields import AnchorField, DayField, Mark, ProseField, SourceRef
from generator.format.record import Record


class Correction(Record):
    """A correction of an error in the brief, or in a source that it relied on."""

    labelled_by: ClassVar = ("date", "text")

    date: DayField
    """The day of the correction."""
    text: ProseField = Field(examples=["The bridge is 90 metres long, not 900."])
    """What was wrong, and what is correct."""
    source: Annotated[SourceRef | None, Mark.LATER, Mark.WHEREABOUTS] = None
    """The source that had it wrong, if the brief had not. Readers then see it as a note on the source."""
    formerly: Annotated[tuple[AnchorField, ...], Mark.LATER] = ()
    """Ids of events and quotes that it removed. Their addresses then lead to the correction."""
