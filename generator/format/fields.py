"""The kinds of values that a field of a brief can have.

Each is an annotated type that validates, describes itself in the JSON Schema and, where it names
something elsewhere, carries a `Reference`: the checks of references are made from these markers.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from babel import Locale, UnknownLocaleError
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError

from generator.diagnostics import Code, Message, Reason
from generator.format import dates, identifiers, prose_parser, web_address
from generator.format.dates import EdtfDate
from generator.format.prose import Prose

LONGEST_PROSE = 20_000
"""Characters. Python-Markdown takes time by the square of the signs in a paragraph."""


class Record(BaseModel):
    """Any mapping of the format: frozen, and with the keys that it declares and no others."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        model_title_generator=lambda model: _words(model.__name__),
        field_title_generator=lambda name, _: _words(name.strip("_")),
    )

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


def _words(name: str) -> str:
    """A name of Python's as a title: `see_also` and `SeeAlso` are `See also`."""
    return re.sub(r"_|(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


@dataclass(frozen=True)
class Reference:
    """Marks a text that names something else, and says what."""

    to: Literal["actor", "any-actor", "source", "topic", "brief", "event"]

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """What it refers to, for the form in the browser, and how that is written."""
        pattern = (
            f"{identifiers.PATTERN}#{identifiers.PATTERN}" if self.to == "event" else identifiers.PATTERN
        )
        return {
            **handler(core),
            "type": ["string", "integer"],
            "pattern": _whole(pattern),
            "x-refers-to": self.to,
        }


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
        raise PydanticCustomError("date-order", "a backward span", {"text": text}) from error
    except ValueError as error:
        raise PydanticCustomError("bad-date", "no date", {"text": text, "reason": str(error)}) from error


def _day(value: object) -> EdtfDate:
    try:
        date = _date(value)
    except PydanticCustomError as error:
        kind = "bad-day" if error.type == "bad-date" else error.type
        raise PydanticCustomError(kind, "no day", error.context) from error
    if not date.is_day:
        raise PydanticCustomError("not-a-day", "not an exact day", {"text": date.text})
    return date


def _prose(value: object) -> Prose:
    text = _text(value)
    if len(text) > LONGEST_PROSE:
        raise PydanticKnownError("string_too_long", {"max_length": LONGEST_PROSE})
    return prose_parser.parse(text)


def _id(value: object) -> str:
    return _checked_id(_text(value), identifiers.objection_to_file_name)


def _anchor(value: object) -> str:
    return _checked_id(_text(value), identifiers.objection_to_anchor)


def _source_id(value: object) -> str:
    return _checked_id(_text(value), identifiers.objection)


def _checked_id(text: str, objection: Any) -> str:  # noqa: ANN401
    reason = objection(text)
    if reason is not None:
        raise PydanticCustomError("bad-id", "no id", {"text": text, "reason": reason})
    return text


def _address(value: object) -> str:
    text = _text(value).strip()
    if not web_address.is_web_address(text):
        raise PydanticCustomError("bad-address", "no web address", {"text": text})
    return text


def _language(value: object) -> str:
    text = _text(value).strip()
    try:
        Locale.parse(text if re.fullmatch(_LANGUAGE, text) else "", sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise PydanticCustomError("bad-language", "no language", {"text": text}) from error
    return text


_LANGUAGE = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_NUMBERS_TOO: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": Message.EMPTY.help,
}
"""A text that is not empty. YAML makes numbers and truth values of some, such as the title 1984."""


def _whole(pattern: str, around: str = "") -> str:
    """The pattern for a whole text; `around` may stand before and after it."""
    return f"^{around}{pattern}{around}$"


def _id_schema(reserved: tuple[str, ...] = (), reason: str = "") -> WithJsonSchema:
    devices = {"enum": list(identifiers.DEVICES), "description": Reason.ID_OF_A_DEVICE}
    others = [{"enum": list(reserved), "description": reason}] if reserved else []
    return WithJsonSchema(
        {
            "type": ["string", "integer"],
            "format": "id",
            "pattern": _whole(identifiers.PATTERN),
            "patternErrorMessage": Code.BAD_ID.explanation,
            "maxLength": identifiers.LONGEST_ID,
            "minimum": 0,
            "not": {"anyOf": [*others, devices]},
        }
    )


Line = Annotated[
    str, BeforeValidator(_line), StringConstraints(max_length=300), Field(json_schema_extra=_NUMBERS_TOO)
]
"""A plain text on one line; line breaks in the file are spaces."""

Words = Annotated[
    str, BeforeValidator(_line), StringConstraints(max_length=2000), Field(json_schema_extra=_NUMBERS_TOO)
]
"""A plain text of a few sentences."""

ProseField = Annotated[
    Prose,
    PlainValidator(_prose),
    WithJsonSchema({**_NUMBERS_TOO, "format": "markdown", "maxLength": LONGEST_PROSE}),
]
"""Markdown that is shown formatted, with citations."""

DateField = Annotated[
    EdtfDate,
    PlainValidator(_date),
    WithJsonSchema(
        {
            "type": ["string", "integer"],  # YAML makes a number of a year
            "format": "edtf",
            "pattern": _whole(dates.PATTERN, r"\s*"),
            "patternErrorMessage": Message.BAD_DATE.help,
            "minimum": 1,
            "maximum": 9999,
            "examples": ["2010-12-09", "2010-11", "2010", "2010~", "2010-11/2010-12"],
        }
    ),
]
"""A date as exact as the sources are."""

DayField = Annotated[
    EdtfDate,
    PlainValidator(_day),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "patternErrorMessage": Message.NOT_A_DAY.help,
            "examples": ["2010-12-09"],
        }
    ),
]
"""One exact day."""

IdField = Annotated[str, PlainValidator(_id), _id_schema(identifiers.PAGE_NAMES, Reason.ID_OF_A_PAGE)]
"""The id of something that has a page of its own."""

AnchorField = Annotated[
    str, PlainValidator(_anchor), _id_schema(identifiers.SECTIONS, Reason.ID_OF_A_SECTION)
]
"""The id of something within a brief's page: its permalink."""

SourceId = Annotated[str, PlainValidator(_source_id), _id_schema()]
"""The id of a source, unique within its brief."""

AddressField = Annotated[
    str,
    PlainValidator(_address),
    WithJsonSchema(
        {
            "type": "string",
            "format": "web-address",  # not `uri`, which knows no 上海
            "pattern": _whole(web_address.PATTERN, r"\s*"),
            "patternErrorMessage": Message.BAD_ADDRESS.help,
            "examples": ["https://example.org/page"],
        }
    ),
]
"""A complete web address, kept as it was written."""

LanguageField = Annotated[
    str,
    PlainValidator(_language),
    WithJsonSchema(
        {
            "type": "string",
            "format": "language",
            "pattern": _whole(_LANGUAGE, r"\s*"),
            "patternErrorMessage": Message.BAD_LANGUAGE.help,
            "examples": ["en", "ru", "zh-Hans"],
        }
    ),
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
