"""Ids of pages, of permalinks on a page, and of the sources of a brief."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic.json_schema import JsonSchemaValue

from generator.diagnostics import Code, Message
from generator.format import identifiers
from generator.format.fields.field_type import FieldType, invalid, required_text, whole
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

_DEVICES = {"enum": list(identifiers.WINDOWS_DEVICES), "description": identifiers.NAME_OF_A_DEVICE}


@dataclass(frozen=True, eq=False)
class Id(FieldType):
    """The type of ids; `reserved` are words that are none, which are known when all models are defined."""

    reserved: Callable[[], Iterable[str]] | None = None
    reserved_reason: str = ""

    def file_schema(self) -> JsonSchemaValue:
        """With what is reserved."""
        reserved = (
            [{"enum": sorted(self.reserved()), "description": self.reserved_reason}] if self.reserved else []
        )
        return {
            **super().file_schema(),
            "type": ["string", "integer"],
            "maxLength": identifiers.LONGEST_ID,
            "minimum": 0,
            "not": {"anyOf": [*reserved, _DEVICES]},
        }


def id_type(
    invalid_reason: Callable[[str], str | None],
    reserved: Callable[[], Iterable[str]] | None = None,
    reserved_reason: str = "",
) -> Id:
    def read(value: object) -> str:
        text = required_text(value)
        reason = invalid_reason(text)
        if reason is not None:
            raise invalid("bad-id", BAD_ID, text=text, reason=reason)
        return text

    return Id(
        "id",
        marked("id"),
        read=read,
        pattern=whole(identifiers.PATTERN),
        message=BAD_ID.code.explanation,
        reserved=reserved,
        reserved_reason=reserved_reason,
    )


IdField = Annotated[
    str, id_type(identifiers.invalid_page_reason, lambda: identifiers.PAGE_NAMES, identifiers.NAME_OF_A_PAGE)
]
"""The id of something that has a page of its own."""

SourceId = Annotated[str, id_type(identifiers.invalid_reason)]
