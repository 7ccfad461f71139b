"""The sources of briefs and of profiles."""

from functools import cached_property
from typing import Annotated, ClassVar, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Message
from generator.format.fields import (
    AddressField,
    DateField,
    DayField,
    LanguageField,
    Line,
    Mark,
    ProseField,
    SourceRef,
    SourceTypeField,
)
from generator.format.record import MISSING_FIELD, Record, one_of

NAMELESS_SOURCE = Message(
    MISSING_FIELD,
    "the source '{name}' has no title",
    "add 'title: ...', or 'description: ...' with what it is if it has none",
)


class Source(Record):
    """A publication that documents something in the brief."""

    model_config = one_of("title", "description")
    labelled_by: ClassVar = ("title",)

    title: Line | None = Field(None, examples=["Bridge reopens after ten years"])
    """Its title. Only what has none, such as a letter, may leave it out; it then needs a description."""
    description: Annotated[Line | None, Mark.LATER] = Field(
        None, examples=["Letter of the northern town to the southern town"]
    )
    """What it is, in a few words, which are shown in brackets as in lists of references."""
    kind: Annotated[SourceTypeField | None, Mark.LATER] = None
    """primary (a document or a witness of the event), official (an institution about itself), wire (a news
    agency), press, research, state-media, reference (such as an encyclopedia) or copy (of another source)."""
    copy_of: Annotated[SourceRef | None, Mark.LATER] = None
    """The source that it repeats, such as the wire report that a newspaper printed: both count as one."""
    authors: tuple[Line, ...] = Field((), examples=[["Anna Reporter", "Ben Writer"]])
    """Its authors."""
    publisher: Line | None = Field(None, examples=["Town Gazette"])
    """Its publisher."""
    published: DateField | None = None
    """When it was published."""
    url: Annotated[AddressField | None, Mark.WHEREABOUTS] = Field(None, title="Web address")
    """Its web address."""
    accessed: Annotated[DayField | None, Mark.LATER, Mark.WHEREABOUTS] = None
    """The day on which it was read at this address, for a page that may change."""
    archived: Annotated[AddressField | None, Mark.WHEREABOUTS] = Field(None, title="Archived copy")
    """The web address of a dated copy in a web archive."""
    language: Annotated[LanguageField | None, Mark.WHEREABOUTS] = None
    """The language that it is written in: a code such as en, ru or zh."""
    note: Annotated[ProseField | None, Mark.LATER] = Field(
        None, examples=["The paper belongs to the southern town."]
    )
    """What readers should know about it, such as whose interest it serves."""

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if self.title is None and self.description is None:
            raise PydanticCustomError(
                "nameless-source", "neither title nor description", {"message": NAMELESS_SOURCE}
            )
        return self

    @property
    def name(self) -> str:
        return self.title or f"[{self.description}]"

    @cached_property
    def publication(self) -> tuple[str, ...]:
        """A key that is the same for all records of one publication: its address, or else its title."""
        if self.url is None:
            published = self.published.text if self.published else ""
            return self.name.casefold(), (self.publisher or "").casefold(), published
        parts = urlsplit(self.url)
        return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query
