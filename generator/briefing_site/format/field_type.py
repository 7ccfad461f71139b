"""What all types of fields have in common."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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

Row = dict[str, Any]
"""An object of the data, as JSON has it."""


class DataContext(NamedTuple):
    """Where a record is published: how texts cite sources there, which briefs there are, dates in words."""

    cite: Callable[[Citation], str]
    briefs: Container[str]
    date_in_words: Callable[[EdtfDate], str]


class Beginnings(NamedTuple):
    """What is known when a new brief is begun: its day and source, and what the site has."""

    day: str
    source: str
    actors: Sequence[str]
    actor_kinds: Sequence[str]
    topics: Sequence[str]


class Labels(NamedTuple):
    """What tables show beside ids or instead of them; that of a source is given its brief and its id."""

    actor: Callable[[str], str]
    brief: Callable[[str], str]
    source: Callable[[str, str], str]
    source_url: Callable[[str, str], str]


class NamedId(NamedTuple):
    """A part of a text, from `start` up to `end`, that names something."""

    kind: str
    """What it names: `actor`, `brief`, `topic`; within one file a `source`, within a brief an `entry`."""
    id: str
    start: int
    end: int
    brief: str = ""
    """The brief that has the entry, if it is another one."""


Cell = Callable[[Any, Row, Labels], object]
"""What CSV shows of a value in JSON, with the object that has it and the names of everything."""


def same(value: Any, *_: object) -> Any:  # noqa: ANN401 -- of any type
    return value


EMPTY = Message(
    Code("empty-value", "The value is empty.", in_editor=True),
    "{subject} is empty",
    "write a value, or delete it",
)


@dataclass(frozen=True, eq=False)
class FieldType:
    """A type of field, in the annotation of a field: code asks the type and names no field.

    There is one object of each, compared by identity, as that is done for each value in a collection. In
    names of columns, `{0}` is the name of the field.
    """

    name: str
    """The `format` in the JSON Schema, if there is one."""
    description: str
    """What a value is, in words, for the reference."""
    examples: tuple[str, ...] = ()
    read: Callable[[object], object] | None = None
    """Makes a value of what a file has, or raises `PydanticCustomError`; without it, the Python type does."""
    pattern: str = ""
    """A regular expression, in Python and JavaScript, for what a file may have."""
    message: str = ""
    """What editors show if the pattern does not match."""
    schema: JsonSchemaValue = field(default_factory=dict)
    """What else the JSON Schema says of what a file may have."""
    reserved: Callable[[], Sequence[JsonSchemaValue]] = tuple
    """What that may not be although it matches the pattern, known when all models are defined."""
    published: CoreSchema | None = None
    """What the JSON Schema of the data says: text if there is nothing here."""
    note: str = ""
    """What the data add to the description of a field."""
    foreign_key: str = ""
    """What it refers to in SQL; `{1}` is the column with the id of the brief or actor, `{2}` their key."""
    columns: Mapping[str, str] = field(default_factory=lambda: {"{0}": ""})
    """The columns of SQLite, each with the part of the published value that it holds; empty for all of it."""
    cells: Mapping[str, Cell] = field(default_factory=lambda: {"{0}": same})
    scaffold: Callable[[Beginnings], Sequence[str]] = lambda _: ()
    """What a new brief has in such fields, beside examples."""
    names: str = ""
    """The kind of what its values name, see `NamedId`; empty if they name nothing."""
    is_id: bool = False
    """Whether it is the id of the entry that has it, and no reference."""
    is_paragraph: bool = False
    """Whether it is a text of several sentences."""
    of_date: tuple[str, ...] = ()
    """The parts that are columns as well where the field is called `date`."""
    written: Callable[[Any], str] = str
    """The value as text, as in its file."""
    words: Callable[[Any], str] | None = None
    """The words of the value on one line, without markup; nothing for what is not read, such as ids."""
    cited: Callable[[Any], Iterable[str]] | None = None
    """The ids of the sources that the value refers to, in order, if it can."""
    named_in: Callable[[str], Iterable[NamedId]] | None = None
    """What a text in a file names; without it, that is all of the text, if it names something."""
    data: Callable[[Any, DataContext], Any] = same
    """The value in JSON; `None` if it refers to a draft."""

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401 -- any type
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """Read values.

        `PlainValidator` would also work out, from the type, how to serialize the value, which nothing does:
        for the dataclasses of prose and dates, that took a fifth of the time that the program needs to start.
        """
        if self.read:
            return core_schema.no_info_plain_validator_function(self.read)
        return (
            core_schema.str_schema(pattern=self.pattern)
            if self.pattern
            else handler(source)
        )

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe values: in files if it is for validation, and in the data if it is for serialization."""
        if handler.mode == "serialization":
            return handler(
                self.published or (core_schema.str_schema() if self.read else core)
            )
        return self.file_schema() or handler(core)

    def file_schema(self) -> JsonSchemaValue:
        """What the JSON Schema says of what a file may have; nothing if the Python type says it all."""
        if not self.pattern:
            return dict(self.schema)
        format_ = {"type": "string", "format": self.name, "pattern": self.pattern}
        examples = {"examples": list(self.examples)} if self.examples else {}
        reserved = {"not": {"anyOf": each}} if (each := self.reserved()) else {}
        return {
            **format_,
            "patternErrorMessage": self.message,
            **examples,
            **self.schema,
            **reserved,
        }

    @property
    def is_text(self) -> bool:
        """Whether people read it, and search in it."""
        return self.words is not None

    def mentions(self, text: str) -> Iterable[NamedId]:
        """What the value names, as it is in a file."""
        if self.named_in:
            return self.named_in(text)
        return (NamedId(self.names, text, 0, len(text)),) if self.names else ()


def described(model: type[BaseModel]) -> CoreSchema:
    """How the JSON Schema of the data refers to the description of a model."""
    named: Any = {
        **model.__pydantic_core_schema__,
        "ref": f"{model.__module__}.{model.__qualname__}:0",
    }
    return core_schema.chain_schema([named])


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


def reader(
    is_valid: Callable[[str], object], error: str, message: Message, **known: str
) -> Callable[[object], str]:
    """A function that reads text without spaces around it. It raises the error, with what is known."""

    def read(value: object) -> str:
        text = required_text(value).strip()
        if not is_valid(text):
            raise invalid(error, message, text=text, **known)
        return text

    return read


def whole(pattern: str, around: str = "") -> str:
    """The pattern, anchored to match a whole text; `around` is allowed before and after it."""
    return f"^{around}{pattern}{around}$"
