"""Plain texts."""

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic.json_schema import JsonSchemaValue

from generator.diagnostics import Message
from generator.format.kinds.kind import Kind, one_line

NUMBERS_TOO: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": Message.EMPTY.help,
}
"""Text that is not empty; YAML reads some as numbers or booleans, such as the title 1984."""

LINE = Kind("line", "text, up to 300 characters", words=str)
WORDS = Kind("words", "text, up to 2,000 characters", words=str)

Line = Annotated[
    str,
    BeforeValidator(one_line),
    StringConstraints(max_length=300),
    Field(json_schema_extra=NUMBERS_TOO),
    LINE,
]
"""Plain text on one line; line breaks in the file become spaces."""

Words = Annotated[
    str,
    BeforeValidator(one_line),
    StringConstraints(max_length=2000),
    Field(json_schema_extra=NUMBERS_TOO),
    WORDS,
]
"""Plain text of a few sentences."""
