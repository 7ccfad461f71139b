"""What all types of fields have in common.

A type stands in the annotation of a field. It reads the values, describes them in the JSON Schemas, and
writes them as text and as data, so that the rest of the program asks the type and names no field.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import (
    CoreSchema,
    PydanticCustomError,
    PydanticKnownError,
    core_schema,
)

from briefing_site.diagnostics import Code, Message
from briefing_site.format import characters
from briefing_site.format.dates import EdtfDate
from briefing_site.format.prose import Citation

EMPTY = Message(
    Code("empty-value", "The value is empty.", in_editor=True),
    "{subject} is empty",
    "write a value, or delete it",
)

BLANKS = r"\s*"
"""A pattern for what may stand around a value in a file."""


class DataContext(NamedTuple):
    """What types need to know of a site to write a value as data."""

    cite: Callable[[Citation], str]
    """How a text cites a source."""
    briefs: Container[str]
    """The ids of the published briefs."""
    date_in_words: Callable[[EdtfDate], str]


class NewBrief(NamedTuple):
    """What is known of a brief that is about to be created, and of its site."""

    day: str
    source: str
    """The id of its first source."""
    actors: Sequence[str]
    actor_kinds: Sequence[str]
    topics: Sequence[str]


class NamedId(NamedTuple):
    """A part of a text, from `start` up to `end`, that names something."""

    kind: str
    """What it names: `actor`, `brief` or `topic`; a `source` of the same file; an `entry` of a brief."""
    id: str
    start: int
    end: int
    brief: str = ""
    """The brief that has the entry, if it is another one."""


class FieldType:
    """The base class of all types of fields.

    There is one object of each type, so types are compared with `is`.
    """

    name = ""
    """The `format` in the JSON Schema of files that have a `pattern`."""
    description = ""
    """What a value is, in words, for the reference."""
    examples: tuple[str, ...] = ()
    pattern = ""
    """A regular expression, in Python and in JavaScript, for what a file may have."""
    pattern_help = ""
    """What editors show if the pattern does not match."""
    json_types: str | list[str] = "string"
    """The types in JSON of what a file has: programs that read YAML turn some texts into numbers."""
    data_type: CoreSchema | None = core_schema.str_schema()
    """How the JSON Schema of the data describes a value; `None` if the annotated type says it."""
    data_note = ""
    """What the data add to the description of a field."""
    names = ""
    """The kind of what the values name, as in `NamedId`; empty if they name nothing."""
    is_id = False
    """Whether a value is the id of the entry that has it, and no reference."""
    is_text = False
    """Whether people read a value, and search in it."""
    is_paragraph = False
    """Whether a value is a text of several sentences."""
    cites_sources = False
    """Whether a value may refer to sources."""

    def read(self, value: object) -> Any:
        """The value that a file has, checked. Raises `PydanticCustomError` if it is not valid."""
        return required_text(value)

    def to_text(self, value: Any) -> str:
        """A value as it may stand in a file."""
        return str(value)

    def to_words(self, value: Any) -> str:
        """What people read of a value, on one line and without markup; empty if it is no text."""
        return ""

    def to_data(self, value: Any, context: DataContext) -> Any:
        """A value in JSON; `None` if it refers to a brief that is not published."""
        return value

    def cited_sources(self, value: Any) -> Iterable[str]:
        """The ids of the sources that a value refers to, in order."""
        return ()

    def mentions(self, text: str) -> Iterable[NamedId]:
        """What a value names, as it stands in a file."""
        if self.names:
            return (NamedId(self.names, text, 0, len(text)),)
        return ()

    def in_new_brief(self, brief: NewBrief) -> Sequence[str]:
        """The values that a new brief may have in such a field, beside the examples."""
        return ()

    def file_schema(self) -> JsonSchemaValue:
        """What the JSON Schema says of a value in a file; empty if the annotated type says all of it."""
        if not self.pattern:
            return {}
        schema: JsonSchemaValue = {
            "type": self.json_types,
            "format": self.name,
            "pattern": self.pattern,
            "patternErrorMessage": self.pattern_help,
        }
        if self.examples:
            schema["examples"] = list(self.examples)
        return schema

    def __get_pydantic_core_schema__(
        self,
        python_type: Any,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """How pydantic reads a value."""
        # `PlainValidator` would also find out how to serialize the type, which nothing does
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """How the JSON Schema describes a value: of the data for serialization, otherwise of files."""
        if handler.mode == "serialization":
            return handler(self.data_type or core)
        return self.file_schema() or handler(core)


class CheckedType(FieldType):
    """A type of texts that are valid or not, whatever stands around them in spaces."""

    error = ""
    """The type of the error for pydantic."""
    message = EMPTY
    """What is wrong with a text that is not valid."""

    def is_valid(self, text: str) -> bool:
        return re.fullmatch(self.pattern, text) is not None

    def read(self, value: object) -> Any:
        text = required_text(value).strip()
        if not self.is_valid(text):
            raise invalid(self.error, self.message, **self.error_values(text))
        return text

    def error_values(self, text: str) -> dict[str, object]:
        """What the message has in braces, for a text that is not valid."""
        return {"text": text}


class PatternType(FieldType):
    """A type of texts that are valid if they match the pattern."""

    json_types = ["string", "number"]
    data_type = None

    def __get_pydantic_core_schema__(
        self,
        python_type: Any,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        return core_schema.str_schema(pattern=self.pattern)


def model_schema(model: type[BaseModel]) -> CoreSchema:
    """A schema that refers to the description of a model by its name, so that it is described once."""
    schema: Any = dict(model.__pydantic_core_schema__)
    schema["ref"] = f"{model.__module__}.{model.__qualname__}:0"
    return core_schema.chain_schema([schema])


def invalid(error: str, message: Message, **values: object) -> PydanticCustomError:
    """The error of a value, to raise, with what its message has in braces."""
    return PydanticCustomError(error, error, {"message": message, **values})


def required_text(value: object, longest: int | None = None) -> str:
    """The value, if it is text, not empty and not too long. Raises `PydanticCustomError` otherwise."""
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "text is required")
    if characters.is_blank(value):
        raise PydanticCustomError("empty-value", "the text is empty")
    if longest is not None and len(value) > longest:
        raise PydanticKnownError("string_too_long", {"max_length": longest})
    return value


def one_line(value: object) -> str:
    """The text with line breaks as spaces. Raises `PydanticCustomError` if it is not text, or empty."""
    return " ".join(required_text(value).split())


def whole(pattern: str) -> str:
    """The pattern, to match a whole text and nothing around it."""
    return f"^{pattern}$"


def whole_with_blanks(pattern: str) -> str:
    """The pattern, to match a whole text, which may have spaces around it."""
    return f"^{BLANKS}{pattern}{BLANKS}$"
