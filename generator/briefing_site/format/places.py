"""Places in files, named by the attributes of the models, such as `BRIEF.timeline.each.date`.

Checks of files that may be invalid refer to fields with them. Renaming a field then raises an
`AttributeError` when the program starts, instead of silently disabling a check.
"""

from functools import cached_property
from typing import Self

from pydantic import BaseModel

from briefing_site.format.brief import (
    Brief,
    Event,
    Figure,
    FigureRow,
    Forecast,
    KeyJudgement,
    Quote,
    Source,
)
from briefing_site.format.gazetteer import Gazetteer
from briefing_site.format.glossary import Glossary
from briefing_site.format.profile import Profile
from briefing_site.format.topics import Topics
from briefing_site.format.traversal import Member, Pattern, members


class Place(tuple[str, ...]):  # noqa: SLOT001 -- a tuple has no room for slots
    """A `Pattern`, or a `Location` relative to an entry, that knows its field."""

    _model: type[BaseModel] | None
    _member: Member | None

    def __new__(
        cls,
        steps: Pattern = (),
        model: type[BaseModel] | None = None,
        member: Member | None = None,
    ) -> Self:
        place = super().__new__(cls, steps)
        place._model = model
        place._member = member
        return place

    def __getattr__(self, name: str) -> "Place":
        """The place of a field. Raises `AttributeError` if the record has no field of this name."""
        fields = members(self._model) if self._model else ()
        for member in fields:
            if member.name == name:
                record = None if member.steps else member.record
                return Place((*self, member.key), record, member)
        here = ".".join(self) or "the top"
        raise AttributeError(f"there is no field '{name}' at {here}")

    @cached_property
    def each(self) -> "Place":
        """The place of any entry of a list or a mapping. Raises `AttributeError` for other fields."""
        member = self._member
        if member is None and self._model is not None:  # a file that is a mapping
            member = members(self._model)[0]
        if member is None or not member.steps:
            raise AttributeError(f"{'.'.join(self)} has no entries")
        return Place((*self, *member.steps), member.record)


BRIEF = Place(model=Brief)
JUDGEMENT = Place(model=KeyJudgement)
FIGURE = Place(model=Figure)
FIGURE_ROW = Place(model=FigureRow)
FORECAST = Place(model=Forecast)
EVENT = Place(model=Event)
QUOTE = Place(model=Quote)
SOURCE = Place(model=Source)
PROFILE = Place(model=Profile)
TOPICS = Place(model=Topics)
GLOSSARY = Place(model=Glossary)
GAZETTEER = Place(model=Gazetteer)
