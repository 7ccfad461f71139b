"""The format of the glossary: `briefs/glossary.yml`."""

from typing import ClassVar, Self

from pydantic import Field, RootModel, model_validator

from briefing_site.diagnostics import Message
from briefing_site.format.fields import (
    AddressField,
    LanguageField,
    Line,
    TermId,
    Words,
)
from briefing_site.format.fields.field_type import invalid
from briefing_site.format.record import MISSING_FIELD, Record, at_least_one_of

TERM_WITHOUT_USE = Message(
    MISSING_FIELD,
    "a term has no explanation",
    "add 'explanation: ...'; a term for the search alone has 'equivalents' instead",
)


class GlossaryEntry(Record):
    """A term that texts use: readers may not know it, or type it in another language."""

    model_config = at_least_one_of("explanation", "equivalents")
    labelled_by: ClassVar = ("term",)

    term: Line = Field(examples=["swing bridge"])
    """The term, as texts have it."""
    aliases: tuple[Line, ...] = Field((), examples=[["swing bridges"]])
    """Other forms of it that texts have, such as the plural, or the full name."""
    explanation: Words | None = Field(
        None, examples=["A bridge that turns aside to let ships pass."]
    )
    """What it means, in one or two plain sentences. A term without one is only for the search."""
    equivalents: dict[LanguageField, tuple[Line, ...]] = Field(
        {}, examples=[{"de": ["Drehbrücke"], "fr": ["pont tournant"]}]
    )
    """By language, what readers of this language type to find what the briefs say of it."""
    url: AddressField | None = Field(None, title="Web address")
    """The web address of a page that says more."""

    @model_validator(mode="after")
    def _is_of_use(self) -> Self:
        if self.explanation is None and not any(self.equivalents.values()):
            raise invalid("term-without-use", TERM_WITHOUT_USE)
        return self


class Glossary(RootModel[dict[TermId, GlossaryEntry]]):
    """All terms, by id."""
