"""The kinds of values that a field of a brief can have.

Each is an annotated type that validates, describes itself in the JSON Schema and, where it names
something elsewhere, carries a `Reference`: the checks of references are made from these markers.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from babel import Locale, UnknownLocaleError
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator.reading import dates, identifiers, prose_parser
from generator.reading.dates import EdtfDate
from generator.reading.prose import Prose
from generator.reading.web_address import is_web_address


class Record(BaseModel):
    """Any mapping of the format: frozen, and with the keys that it declares and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_unwritten(cls, data: Any) -> Any:  # noqa: ANN401 -- whatever a contributor wrote
        """A key with nothing behind it is a field that was not filled in."""
        if not isinstance(data, dict):
            return data
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that the mapping can have, in the order of the format."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


@dataclass(frozen=True)
class Reference:
    """Marks a text that names something else, and says what."""

    to: Literal["actor", "any-actor", "source", "topic", "brief", "event"]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "a text is expected")
    if not value.strip():
        raise PydanticCustomError("empty-value", "the text is empty")
    return value


def _line(value: object) -> str:
    return " ".join(_text(value).split())


def _date(value: object) -> EdtfDate:
    text = _text(value).strip()
    try:
        return dates.parse(text)
    except dates.DateOrderError as error:
        raise PydanticCustomError("date-order", "'{text}' ends before it begins", {"text": text}) from error
    except ValueError as error:
        raise PydanticCustomError(
            "bad-date", "'{text}' is not a date: {reason}", {"text": text, "reason": str(error)}
        ) from error


def _day(value: object) -> EdtfDate:
    date = _date(value)
    if not date.is_day:
        raise PydanticCustomError("bad-date", "'{text}' is not one exact day", {"text": date.text})
    return date


def _prose(value: object) -> Prose:
    return prose_parser.parse(_text(value))


def _id(value: object) -> str:
    return _checked_id(_text(value), identifiers.objection_to_file_name)


def _anchor(value: object) -> str:
    return _checked_id(_text(value), identifiers.objection_to_anchor)


def _source_id(value: object) -> str:
    return _checked_id(_text(value), identifiers.objection)


def _checked_id(text: str, objection: Any) -> str:  # noqa: ANN401
    reason = objection(text)
    if reason is not None:
        raise PydanticCustomError(
            "bad-id", "'{text}' can't be an id: {reason}", {"text": text, "reason": reason}
        )
    return text


def _address(value: object) -> str:
    text = _text(value).strip()
    if not is_web_address(text):
        raise PydanticCustomError("bad-address", "'{text}' is not a complete web address", {"text": text})
    return text


def _language(value: object) -> str:
    text = _text(value).strip()
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise PydanticCustomError(
            "bad-choice", "'{text}' is not the code of a language", {"text": text}
        ) from error
    return text


Line = Annotated[str, BeforeValidator(_line), StringConstraints(max_length=300)]
"""A plain text on one line; line breaks in the file are spaces."""

Words = Annotated[str, BeforeValidator(_line), StringConstraints(max_length=2000)]
"""A plain text of a few sentences."""

ProseField = Annotated[Prose, PlainValidator(_prose, json_schema_input_type=str)]
"""Markdown that is shown formatted, with citations."""

DateField = Annotated[
    EdtfDate,
    PlainValidator(_date, json_schema_input_type=str),
    WithJsonSchema(
        {"type": "string", "examples": ["2010", "2010-11", "2010-12-09", "2010~", "2010-11/2010-12"]}
    ),
]
"""A date as exact as the sources are."""

DayField = Annotated[
    EdtfDate,
    PlainValidator(_day, json_schema_input_type=str),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2010-12-09"]}),
]
"""One exact day."""

_ID_SCHEMA = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": identifiers.LONGEST_ID}

IdField = Annotated[str, PlainValidator(_id, json_schema_input_type=str), WithJsonSchema(_ID_SCHEMA)]
"""The id of something that has a page of its own."""

AnchorField = Annotated[str, PlainValidator(_anchor, json_schema_input_type=str), WithJsonSchema(_ID_SCHEMA)]
"""The id of something within a brief's page: its permalink."""

SourceId = Annotated[str, PlainValidator(_source_id, json_schema_input_type=str), WithJsonSchema(_ID_SCHEMA)]
"""The id of a source, unique within its brief."""

AddressField = Annotated[
    str,
    PlainValidator(_address, json_schema_input_type=str),
    WithJsonSchema({"type": "string", "format": "uri", "examples": ["https://example.org/page"]}),
]
"""A complete web address, kept as it was written."""

LanguageField = Annotated[
    str,
    PlainValidator(_language, json_schema_input_type=str),
    WithJsonSchema({"type": "string", "examples": ["en", "ru", "zh-Hans"]}),
]
"""The code of a language (BCP 47)."""

_Name = Annotated[str, BeforeValidator(_line)]
ActorRef = Annotated[_Name, Reference("actor")]
"""The id of an actor of the same brief."""
AnyActorRef = Annotated[_Name, Reference("any-actor")]
"""The id of an actor of any brief."""
SourceRef = Annotated[_Name, Reference("source")]
"""The id of a source of the same brief."""
TopicRef = Annotated[_Name, Reference("topic")]
"""The id of a topic in `briefs/topics.yml`."""
BriefRef = Annotated[_Name, Reference("brief")]
"""The name of another brief's file, without `.yml`."""
EventRef = Annotated[_Name, Reference("event")]
"""An event of another brief: `brief#event`."""

ActorKind = Literal["person", "organisation", "state", "group"]
Confidence = Literal["low", "moderate", "high"]
BriefStatus = Literal["draft", "published", "archived"]
EventStatus = Literal["confirmed", "reported", "disputed"]
