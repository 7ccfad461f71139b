"""The types of texts that people read: lines, paragraphs, quotes, and prose in Markdown."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic.json_schema import JsonSchemaValue

from briefing_site.diagnostics import Code, Message
from briefing_site.format import limits
from briefing_site.format.fields.field_type import (
    EMPTY,
    DataContext,
    FieldType,
    NamedId,
    invalid,
    one_line,
    required_text,
    whole_with_blanks,
)
from briefing_site.format.prose import PlainText, Prose
from briefing_site.format.prose_parser import parse
from briefing_site.languages.phrase import marked

QUOTATION_MARKS = Message(
    Code(
        "quotation-marks",
        "A quote is in quotation marks, but the page adds its own.",
        in_editor=True,
    ),
    "the quote is in quotation marks, but the page adds its own",
    "delete the quotation marks at the beginning and at the end of the quote",
    in_form="Leave out the quotation marks around it: the page adds its own",
)

_PAIRS = ("“”", "””", "„“", "„”", "‘’", "‚‘", "‚’", "«»", "»«", "‹›", "›‹", "「」", "『』", '""')  # fmt: skip
"""Opening and closing marks of English, German, French, Russian and Chinese texts."""


QUOTED = "|".join(f"{pair[0]}[^{pair}]*{pair[1]}" for pair in _PAIRS)
"""A regular expression, in Python and JavaScript, for a text between two marks with none of them inside; so
not for `“Yes” and “no”`."""
_QUOTED_QUOTE = whole_with_blanks(QUOTED)


class LineType(FieldType):
    """A text on one line, of at most `longest` characters."""

    name = "line"
    longest = limits.LINE
    description = marked("text, up to {limit:,} characters", limit=limits.LINE)
    is_text = True

    def read(self, value: object) -> str:
        return required_text(one_line(value), self.longest)

    def to_words(self, value: str) -> str:
        return value

    def file_schema(self) -> JsonSchemaValue:
        return _text_schema(self.longest)


class WordsType(LineType):
    """A few sentences."""

    name = "words"
    longest = limits.WORDS
    description = marked("text, up to {limit:,} characters", limit=limits.WORDS)
    is_paragraph = True


class QuoteWordsType(WordsType):
    """The words of a quote, without quotation marks around them."""

    def read(self, value: object) -> str:
        text = super().read(value)
        if re.match(_QUOTED_QUOTE, text):
            raise invalid("quotation-marks", QUOTATION_MARKS)
        return text

    def file_schema(self) -> JsonSchemaValue:
        schema = super().file_schema()
        schema["not"] = {"type": "string", "pattern": _QUOTED_QUOTE}
        return schema


class ProseType(FieldType):
    """Markdown, as `Prose`."""

    name = "markdown"
    description = marked("Markdown with citations")
    data_note = "Numbers in brackets are those of the sources of the brief or actor."
    is_text = True
    is_paragraph = True
    cites_sources = True

    def read(self, value: object) -> Prose:
        if isinstance(value, Prose):
            return value
        return parse(required_text(value, limits.PROSE))

    def to_text(self, value: Prose) -> str:
        return value.source

    def to_words(self, value: Prose) -> str:
        return value.words

    def to_data(self, value: Prose, context: DataContext) -> str:
        return PlainText(context.cite).write(value)

    def cited_sources(self, value: Prose) -> Iterable[str]:
        return value.cited

    def mentions(self, text: str) -> Iterator[NamedId]:
        for citation in parse(text).citations():
            yield NamedId("source", citation.source, citation.start, citation.end)

    def file_schema(self) -> JsonSchemaValue:
        schema = _text_schema(limits.PROSE)
        schema["format"] = self.name
        return schema


def _text_schema(longest: int) -> JsonSchemaValue:
    return {
        # YAML reads some texts as numbers or booleans, such as the title 1984
        "type": ["string", "number", "boolean"],
        "pattern": r"\S",
        "patternErrorMessage": EMPTY.help,
        "maxLength": longest,
    }


LINE = LineType()
WORDS = WordsType()
QUOTE_WORDS = QuoteWordsType()
PROSE = ProseType()

Line = Annotated[str, LINE]
Words = Annotated[str, WORDS]
QuoteWords = Annotated[str, QUOTE_WORDS]
ProseField = Annotated[Prose, PROSE]
