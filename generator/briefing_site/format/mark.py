"""What the models say of a field beyond its type."""

from enum import Enum


class Mark(Enum):
    """A property of a field, in the annotation of its type, with what it means for the outputs."""

    CORRECTION_IF_CHANGED = (
        "readers take it for a fact: a changed value is listed as a correction"
    )
    UPDATE_IF_CHANGED = (
        "it follows events: the history shows its former value, and lists no correction"
    )
    FORECAST_TERM = (
        "it decides what was forecast: with another value, it is another forecast"
    )
    HIDDEN_FROM_HISTORY = (
        "it says where something is found, or when it was edited, and nothing about the "
        "subject: the history of a page leaves out changes of it"
    )
    NOT_IN_NEW_BRIEFS = "`briefs new` leaves it out: a new brief does not have it yet"
