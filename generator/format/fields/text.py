"""Texts: lines, texts of a few sentences, the words of a quote, and prose, Markdown with citations."""

import re
from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic.json_schema import JsonSchemaValue

from generator.diagnostics import Code, Message
from generator.format import limits
from generator.format.fields.field_type import EMPTY, DataContext, FieldType, invalid, one_line, required_text
from generator.format.prose import parser as prose_parser
from generator.format.prose.tree import PlainText, Prose
from generator.languages.phrase import marked

QUOTATION_MARKS = Message(
    Code("quotation-marks", "A quote is in quotation marks, but the page adds its own.", in_editor=True),
    "the quote is in quotation marks, but the page adds its own",
    "delete the quotation marks at the beginning and at the end of the quote",
)

NUMBERS_TOO: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": EMPTY.help,
}
"""Text that is not empty; YAML reads some as numbers or booleans, such as the title 1984."""

_PAIRS = ("“”", "””", "„“", "„”", "‘’", "‚‘", "‚’", "«»", "»«", "‹›", "›‹", "「」", "『』", '""')
"""Opening and closing marks of English, German, French, Russian and Chinese texts."""

QUOTED = r"\s*(?:" + "|".join(f"{pair[0]}[^{pair}]*{pair[1]}" for pair in _PAIRS) + r")\s*"
"""A regular expression, in Python and JavaScript, for a text between two marks with none of them inside; so
not for `“Yes” and “no”`."""


class TextType(FieldType):
    is_text: ClassVar = True


def _quote_words(value: object) -> str:
    text = required_text(one_line(value), limits.WORDS)
    if re.fullmatch(QUOTED, text):
        raise invalid("quotation-marks", QUOTATION_MARKS)
    return text


LINE = TextType(
    "line",
    marked("text, up to {limit:,} characters", limit=limits.LINE),
    read=lambda value: required_text(one_line(value), limits.LINE),
    schema={**NUMBERS_TOO, "maxLength": limits.LINE},
)
WORDS = TextType(
    "words",
    marked("text, up to {limit:,} characters", limit=limits.WORDS),
    read=lambda value: required_text(one_line(value), limits.WORDS),
    schema={**NUMBERS_TOO, "maxLength": limits.WORDS},
    is_paragraph=True,
)
QUOTE_WORDS = TextType(
    "words",
    WORDS.description,
    read=_quote_words,
    schema={**WORDS.schema, "not": {"type": "string", "pattern": f"^{QUOTED}$"}},
    is_paragraph=True,
)

Line = Annotated[str, LINE]
Words = Annotated[str, WORDS]
QuoteWords = Annotated[str, QUOTE_WORDS]


class _Prose(TextType):
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
