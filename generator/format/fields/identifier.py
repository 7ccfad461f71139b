"""Ids of pages, of permalinks on a page, and of the sources of a brief."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import GetJsonSchemaHandler, PlainValidator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from generator.diagnostics import Code, Message
from generator.format import identifiers
from generator.format.fields.field_type import FieldType, described, required_text, whole
from generator.languages.phrase import marked

BAD_ID = Message(
    Code(
        "bad-id",
        "An id consists of lower-case letters, digits and single hyphens, and is not a reserved word.",
        in_editor=True,
    ),
    "'{text}' is not a valid id: {reason}",
    "choose another id, such as 'tashkent-summit'",
)

ID = FieldType("id", marked("id"))


def _checked(invalid_reason: Callable[[str], str | None]) -> PlainValidator:
    def check(value: object) -> str:
        text = required_text(value)
        reason = invalid_reason(text)
        if reason is not None:
            raise PydanticCustomError(
                "bad-id", "not a valid id", {"message": BAD_ID, "text": text, "reason": reason}
            )
        return text

    return PlainValidator(check, json_schema_input_type=str)


@dataclass(frozen=True)
class _Reserved:
    """Adds reserved ids to the JSON Schema, when all models are defined and they are known."""

    words: Callable[[], Iterable[str]]
    reason: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        reserved = {"enum": sorted(self.words()), "description": self.reason}
        return {**handler(core), "not": {"anyOf": [reserved, _DEVICES]}}


_DEVICES = {"enum": list(identifiers.WINDOWS_DEVICES), "description": identifiers.NAME_OF_A_DEVICE}
_SCHEMA = described(
    ID,
    whole(identifiers.PATTERN),
    BAD_ID.code.explanation,
    type=["string", "integer"],
    maxLength=identifiers.LONGEST_ID,
    minimum=0,
    **{"not": {"anyOf": [_DEVICES]}},
)

IdField = Annotated[
    str,
    _checked(identifiers.invalid_page_reason),
    _SCHEMA,
    _Reserved(lambda: identifiers.PAGE_NAMES, identifiers.NAME_OF_A_PAGE),
    ID,
]
"""The id of something that has a page of its own."""

AnchorField = Annotated[
    str,
    _checked(identifiers.invalid_anchor_reason),
    _SCHEMA,
    _Reserved(identifiers.section_anchors, identifiers.NAME_OF_A_SECTION),
    ID,
]
"""The id of something on a brief's page: its permalink."""

SourceId = Annotated[str, _checked(identifiers.invalid_reason), _SCHEMA, ID]
"""The id of a source, unique within its brief."""
