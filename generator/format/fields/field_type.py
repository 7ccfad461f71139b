"""What all fields of a kind have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.diagnostics import Code, Message
from generator.format import characters

EMPTY = Message(
    Code("empty-value", "The value is empty.", in_editor=True),
    "{subject} is empty",
    "write a value, or delete it",
)


@dataclass(frozen=True, eq=False)
class FieldType:
    """A kind of field, in the metadata of the field's type: code asks the kind and names no field.

    There is one object of each, compared by identity, as that is done for each value in a collection.
    """

    name: str
    """The `format` in the JSON Schema, if there is one."""
    description: str
    """What a value is, in words, for the reference."""
    written: Callable[[Any], str] = str
    """The value as text, as in its file."""
    words: Callable[[Any], str] = lambda _: ""
    """The words of the value on one line, without markup; empty for values that are not read, such as ids."""
    examples: tuple[str, ...] = ()
    """Example values."""
    cited: Callable[[Any], Iterable[str]] = lambda _: ()
    """The ids of the sources that the value refers to, in order."""


class Mark(Enum):
    """Further properties of a field, in the metadata of its type."""

    STATEMENT = "readers take it for a fact: a change of it counts as a correction"
    WHEREABOUTS = "it says where something is found or when it was edited, and nothing about the subject"
    LATER = "a new brief does not have it yet, so `briefs new` leaves it out"


@dataclass(frozen=True)
class ReadBy:
    """A function that makes a value, or raises `PydanticCustomError`.

    `PlainValidator` would also work out, from the type, how to serialize the value, which nothing does:
    for the dataclasses of prose and dates, that took a fifth of the time that the program needs to start.
    """

    read: Callable[[object], object]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read values."""
        return core_schema.no_info_plain_validator_function(self.read)


def required_text(value: object) -> str:
    """The value, if it is text and not empty. Raises `PydanticCustomError` otherwise."""
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "text is required")
    if characters.is_blank(value):
        raise PydanticCustomError("empty-value", "the text is empty")
    return value


def one_line(value: object) -> str:
    """The text with line breaks as spaces. Raises `PydanticCustomError` if it is not text, or empty."""
    return " ".join(required_text(value).split())


def whole(pattern: str, around: str = "") -> str:
    """The pattern, anchored to match a whole text; `around` is allowed before and after it."""
    return f"^{around}{pattern}{around}$"


def described(kind: FieldType, pattern: str, message: str, **others: object) -> WithJsonSchema:
    """How the JSON Schema describes values of the kind. Editors show the message if the pattern fails."""
    schema = {"type": "string", "format": kind.name, "pattern": pattern, "patternErrorMessage": message}
    examples = {"examples": list(kind.examples)} if kind.examples else {}
    return WithJsonSchema({**schema, **others, **examples})
