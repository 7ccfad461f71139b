"""Prose: Markdown with citations."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from generator.format import limits
from generator.format.fields.field_type import DataContext, FieldType, required_text
from generator.format.fields.text import NUMBERS_TOO
from generator.format.prose import parser as prose_parser
from generator.format.prose.plain_text import PlainText
from generator.format.prose.tree import Prose
from generator.languages.phrase import marked


class _Prose(FieldType):
    is_text: ClassVar = True

    def written(self, value: Prose) -> str:
        return value.source

    def words(self, value: Prose) -> str:
        return value.words

    def cited(self, value: Prose) -> Iterable[str]:
        return (citation.source for citation in value.citations())

    def data(self, value: Prose, context: DataContext) -> str:
        return PlainText(context.cite).write(value)


def parsed(value: object) -> Prose:
    """The prose, parsed unless it already is. Raises `PydanticCustomError` for anything but text."""
    return value if isinstance(value, Prose) else prose_parser.parse(required_text(value, limits.PROSE))


PROSE = _Prose(
    "markdown",
    marked("Markdown with citations"),
    read=parsed,
    schema={**NUMBERS_TOO, "format": "markdown", "maxLength": limits.PROSE},
    is_paragraph=True,
    note="Numbers in brackets are those of the sources of the brief or actor.",
)

ProseField = Annotated[Prose, PROSE]
"""Markdown with citations."""
