"""The format of the list of topics: `briefs/topics.yml`."""

from typing import ClassVar

from pydantic import Field, RootModel

from briefing_site.format.fields import IdField, Line, TopicId, Words
from briefing_site.format.record import Record


class TopicEntry(Record):
    """A subject of several briefs."""

    labelled_by: ClassVar = ("title",)

    title: Line = Field(examples=["Trade routes"])
    """The name of the topic."""
    summary: Words = Field(
        examples=["Roads, railways, ports and bridges, and who may use them."]
    )
    """What it covers, in one sentence."""
    aliases: tuple[Line, ...] = Field((), examples=[["transit", "railways"]])
    """Other words for it that readers may search for."""
    formerly: tuple[IdField, ...] = ()
    """Former ids. Their addresses still lead here."""


class Topics(RootModel[dict[TopicId, TopicEntry]]):
    """All topics, by id."""
