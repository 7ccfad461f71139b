"""What the models say of a field beyond its type."""

from enum import Enum


class Mark(Enum):
    """What a change of a field means for readers, and whether a new brief has the field.

    Marks stand in the annotation of a field, behind its type. The text of a mark says why a field has it.
    """

    CORRECTION_IF_CHANGED = (
        "readers take the value for a fact: the history lists a change as a correction"
    )
    UPDATE_IF_CHANGED = (
        "the value follows events: the history shows what it was before, and a change "
        "corrects nothing"
    )
    NEW_FORECAST_IF_CHANGED = (
        "the value decides what is forecast: with another one, the entry is another "
        "forecast, whose record begins anew"
    )
    HIDDEN_FROM_HISTORY = (
        "the value says where something is found, or when it was edited, and nothing "
        "about the subject: the history leaves out a change"
    )
    NOT_IN_NEW_BRIEFS = (
        "a new brief does not need the field: `briefs new` leaves it out"
    )
