"""The format of the list of topics: `briefs/topics.yml`."""

from pydantic import RootModel

from generator.reading.fields import IdField, Line, Record, Words


class TopicEntry(Record):
    """Something that several briefs are about."""

    title: Line
    """What readers call it."""
    summary: Words
    """What belongs to it, in a sentence."""


class Topics(RootModel[dict[IdField, TopicEntry]]):
    """All topics, by id."""
