"""Prose: Markdown with citations."""

from typing import Annotated

from pydantic import WithJsonSchema
from pydantic_core import PydanticKnownError

from generator.format import limits
from generator.format.fields.field_type import FieldType, ReadBy, required_text
from generator.format.fields.text import NUMBERS_TOO
from generator.format.prose import parser as prose_parser
from generator.format.prose.tree import Prose
from generator.languages.phrase import marked


def parsed(value: object) -> Prose:
    """The prose, parsed unless it already is. Raises `PydanticCustomError` for anything but text."""
    if isinstance(value, Prose):
        return value
    text = required_text(value)
    if len(text) > limits.PROSE:
        raise PydanticKnownError("string_too_long", {"max_length": limits.PROSE})
    return prose_parser.parse(text)


PROSE = FieldType(
    "markdown",
    marked("Markdown with citations"),
    written=lambda prose: prose.source,
    words=lambda prose: prose.words,
    cited=lambda prose: (citation.source for citation in prose.citations()),
)

ProseField = Annotated[
    Prose,
    ReadBy(parsed),
    WithJsonSchema({**NUMBERS_TOO, "format": PROSE.name, "maxLength": limits.PROSE}),
    PROSE,
]
"""Markdown with citations."""
