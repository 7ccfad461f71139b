"""The format of the glossary: `briefs/glossary.yml`."""

from typing import ClassVar

from pydantic import Field, RootModel

from briefing_site.format.fields import AddressField, Line, TermId, Words
from briefing_site.format.record import Record


class GlossaryEntry(Record):
    """A term that texts use, and that readers may not know."""

    labelled_by: ClassVar = ("term",)

    term: Line = Field(examples=["swing bridge"])
    """The term, as texts have it."""
    aliases: tuple[Line, ...] = Field((), examples=[["swing bridges"]])
    """Other forms of it that texts have, such as the plural, or the full name."""
    explanation: Words = Field(
        examples=["A bridge that turns aside to let ships pass."]
    )
    """What it means, in one or two plain sentences."""
    url: AddressField | None = Field(None, title="Web address")
    """The web address of a page that says more."""


class Glossary(RootModel[dict[TermId, GlossaryEntry]]):
    """All terms, by id."""
