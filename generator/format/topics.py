"""The format of the list of topics: `briefs/topics.yml`."""

from pydantic import Field, RootModel

from generator.format.kinds import IdField, Line, Words
from generator.format.record import Record


class TopicEntry(Record):
    """Something that several briefs are about."""

    title: Line = Field(examples=["Trade routes"])
    """What readers call it."""
    summary: Words = Field(examples=["Roads, railways, ports and bridges, and who may use them."])
    """What belongs to it, in a sentence."""
    formerly: tuple[IdField, ...] = ()
    """Ids that it had before: their addresses still lead to it."""


class Topics(RootModel[dict[IdField, TopicEntry]]):
    """All topics, by id."""
