"""What all types of fields have in common.

A type stands in the annotation of a field. It reads the values of the field, describes them in the JSON
Schemas, and writes them as text and as data. The rest of the program asks the type, and names no field.

"Files" are those that contributors write in YAML; "data" are those that the site publishes for programs.
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
"""A pattern for the spaces that may stand around a value in a file."""


class DataContext(NamedTuple):
    """What types need to know of a site to write a value as data."""

    cite: Callable[[Citation], str]
    """Returns the words for a citation in prose, such as `[Town Gazette]`."""
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
    """What it names: `actor`, `brief`, `place` or `topic`; a `source` of the same file; or an `entry`.

    An entry is an event, a quote or the like of a brief.
    """
    id: str
    start: int
    end: int
    brief: str = ""
    """For an entry of another brief than the one with the text: the id of that other brief."""


class FieldType:
    """The base class of all types of fields.

    All fields of a type share one object, such as `fields.PROSE`, so types are compared with `is`.
    """

    name = ""
    """The `format` of a value in the JSON Schema of files; what a reference refers to, for references."""
    description = ""
    """What a value is, in words, for the reference."""
    examples: tuple[str, ...] = ()
    pattern = ""
    """A regular expression, in Python and in JavaScript, for a value in a file, with the spaces around it.

    Empty if the JSON Schema needs none, or if `file_schema` of the type writes one itself.
    """
    pattern_help = ""
    """What editors show if the pattern does not match."""
    json_types: str | list[str] = "string"
    """The JSON types of a value in a file.

    `read` gets a text, but an editor that checks a file with the JSON Schema reads `2020` as a number.
    """
    data_type: CoreSchema | None = core_schema.str_schema()
    """What the JSON Schema says of a value in the data; `None` if pydantic knows it from the Python type."""
    data_note = ""
    """A sentence about the values in the data, which follows the description of a field."""
    names = ""
    """What the values name, as in `NamedId.kind`; empty if they name nothing."""
    is_id = False
    """Whether a value is the id of the entry that has it, rather than a reference to another entry."""
    is_text = False
    """Whether people read a value, and search in it."""
    is_paragraph = False
    """Whether a value is a text of several sentences."""
    cites_sources = False
    """Whether a value may refer to sources."""

    def read(self, value: object) -> Any:
        """Check a value as it stands in a file, and return the value of the field.

        Raises `PydanticCustomError` if it is not valid.
        """
        return required_text(value)

    def to_text(self, value: Any) -> str:
        """A value as it may stand in a file."""
        return str(value)

    def to_words(self, value: Any) -> str:
        """What people read of a value, on one line and without markup; empty if it is no text."""
        return ""

    def to_data(self, value: Any, context: DataContext) -> Any:
        """A value in JSON. Types of references return `None` if the brief referred to is not published."""
        return value

    def cited_sources(self, value: Any) -> Iterable[str]:
        """The ids of the sources that a value refers to, in order."""
        return ()

    def mentions(self, text: str) -> Iterable[NamedId]:
        """What a value in a file names. `text` is the value as it stands there."""
        if self.names:
            return (NamedId(self.names, text, 0, len(text)),)
        return ()

    def in_new_brief(self, brief: NewBrief) -> Sequence[str]:
        """Suggestions for a field of this type in a new brief, besides the examples of the field."""
        return ()

    def file_schema(self) -> JsonSchemaValue:
        """What the JSON Schema says of a value in a file; empty if pydantic knows it from the Python type."""
        if not self.pattern:
            return {}
        schema: JsonSchemaValue = {
            "type": self.json_types,
            "format": self.name,
            "pattern": self.pattern,
            "patternErrorMessage": self.pattern_help,  # for the YAML extension of VS Code
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
        # `PlainValidator` would also derive how pydantic writes a value; only `to_text` and `to_data` do that
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """How a JSON Schema describes a value.

        In the mode "serialization" of pydantic, it is the JSON Schema of the data, otherwise that of files.
        """
        if handler.mode == "serialization":
            return handler(self.data_type or core)
        return self.file_schema() or handler(core)


class CheckedType(FieldType):
    """A type of texts that contributors write.

    They are read without the spaces around them. For a text that is not valid, there is a message that says
    how to correct it.
    """

    error: str
    """The type of the error for pydantic."""
    message: Message
    """What is wrong with a text that is not valid, and how to correct it."""

    def is_valid(self, text: str) -> bool:
        """Whether a text is valid. Some types compare it with more than the pattern."""
        return re.fullmatch(self.pattern, text) is not None

    def read(self, value: object) -> Any:
        text = required_text(value).strip()
        if not self.is_valid(text):
            raise invalid(self.error, self.message, **self.error_values(text))
        return text

    def error_values(self, text: str) -> dict[str, object]:
        """The values to fill into the message about a text that is not valid."""
        return {"text": text}


class PatternType(FieldType):
    """A type of texts that the program writes itself, such as digests.

    pydantic compares them with the pattern: there is no message of our own, and no spaces are removed.
    """

    json_types = ["string", "number"]
    data_type = None

    def __get_pydantic_core_schema__(
        self,
        python_type: Any,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        return core_schema.str_schema(pattern=self.pattern)


def model_schema(model: type[BaseModel]) -> CoreSchema:
    """The core schema of a model, for `FieldType.data_type`.

    As a part of another schema, here of a chain with nothing else, the model is described once in a JSON
    Schema, under `$defs`. Otherwise, pydantic would repeat the description in each field.
    """
    return core_schema.chain_schema([model.__pydantic_core_schema__])


def invalid(error: str, message: Message, **values: object) -> PydanticCustomError:
    """The error to raise for a value; `error` is its type, and `values` are filled into the message."""
    # pydantic requires a text as well, but nobody sees it: diagnostics are made from the message
    text = error
    return PydanticCustomError(error, text, {"message": message, **values})


def required_text(value: object, longest: int | None = None) -> str:
    """The value unchanged, if it is a text that is neither blank nor too long.

    Raises `PydanticCustomError` or `PydanticKnownError` otherwise.
    """
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "text is required")
    if characters.is_blank(value):
        raise PydanticCustomError("empty-value", "the text is empty")
    if longest is not None and len(value) > longest:
        raise PydanticKnownError("string_too_long", {"max_length": longest})
    return value


def one_line(value: object) -> str:
    """The text on one line: each run of spaces and line breaks becomes one space.

    Raises `PydanticCustomError` if the value is not a text, or blank.
    """
    return " ".join(required_text(value).split())


def whole(pattern: str) -> str:
    """A pattern that matches only if the given one matches the whole text."""
    return f"^(?:{pattern})$"


def whole_with_blanks(pattern: str) -> str:
    """A pattern that matches only if the given one matches the whole text but for spaces around it."""
    return f"^{BLANKS}(?:{pattern}){BLANKS}$"
