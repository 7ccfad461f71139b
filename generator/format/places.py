"""Places in files, named by the attributes of the models: `BRIEF.timeline.each.date`.

Whoever looks into a file that may be invalid refers to fields by these. A field that is renamed is an
`AttributeError` where it is named, when the program starts, and not a check that finds nothing.
"""

from functools import cached_property
from typing import Self

from pydantic import BaseModel

from generator.format.brief import Brief, CastMember, Event, Quote, Source
from generator.format.profile import Profile
from generator.format.topics import Topics
from generator.format.traversal import Member, Pattern, members


class Place(tuple[str, ...]):  # noqa: SLOT001 -- a tuple has no room for slots
    """A `Pattern`, or below a single entry a `Location`, that knows what is there."""

    _model: type[BaseModel] | None
    _member: Member | None

    def __new__(
        cls, steps: Pattern = (), model: type[BaseModel] | None = None, member: Member | None = None
    ) -> Self:
        """A place with the record or the field that is there."""
        made = super().__new__(cls, steps)
        made._model, made._member = model, member
        return made

    def __getattr__(self, name: str) -> "Place":
        """The place of a field. Raises `AttributeError` where the record has none of this name."""
        found = (
            next((each for each in members(self._model) if each.name == name), None) if self._model else None
        )
        if found is None:
            raise AttributeError(f"there is no field '{name}' at {'.'.join(self) or 'the top'}")
        place = Place((*self, found.key), None if found.steps else found.record, found)
        self.__dict__[name] = place  # so that the next one finds it without asking
        return place

    @cached_property
    def each(self) -> "Place":
        """The place of any entry of a list or a mapping. Raises `AttributeError` where there is none."""
        member = self._member or (members(self._model)[0] if self._model else None)
        if member is None or not member.steps:
            raise AttributeError(f"{'.'.join(self)} has no entries")
        return Place((*self, *member.steps), member.record)


BRIEF = Place(model=Brief)
CAST_MEMBER = Place(model=CastMember)
EVENT = Place(model=Event)
QUOTE = Place(model=Quote)
SOURCE = Place(model=Source)
PROFILE = Place(model=Profile)
TOPICS = Place(model=Topics)
