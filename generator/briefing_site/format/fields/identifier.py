"""The types of ids: what something is called in files and addresses."""

from collections.abc import Iterable
from typing import Annotated

from pydantic.json_schema import JsonSchemaValue

from briefing_site.diagnostics import Code, Message
from briefing_site.format import identifiers
from briefing_site.format.fields.field_type import (
    FieldType,
    invalid,
    required_text,
    whole,
)
from briefing_site.languages.phrase import marked

BAD_ID = Message(
    Code(
        "bad-id",
        "An id consists of lower-case letters, digits and single hyphens, and is not a reserved word.",
        in_editor=True,
    ),
    "'{text}' is not a valid id: {reason}",
    "choose another id, such as 'bridge-reopens'",
)


class IdType(FieldType):
    """An id; `names` is the kind of what has it, see `NamedId`."""

    name = "id"
    description = marked("id")
    pattern = whole(identifiers.PATTERN)
    pattern_help = BAD_ID.code.explanation
    json_types = ["string", "integer"]
    is_id = True
    reserved_reason = ""
    """Why the reserved words are reserved."""

    def __init__(self, names: str = "") -> None:
        self.names = names

    def reserved_words(self) -> Iterable[str]:
        """Words that are no ids, besides names of devices."""
        return ()

    def invalid_reason(self, text: str) -> str | None:
        """Why the text is not such an id, or `None` if it is."""
        if text in self.reserved_words():
            return self.reserved_reason
        return identifiers.invalid_reason(text)

    def read(self, value: object) -> str:
        text = required_text(value)
        reason = self.invalid_reason(text)
        if reason is not None:
            raise invalid("bad-id", BAD_ID, text=text, reason=reason)
        return text

    def file_schema(self) -> JsonSchemaValue:
        reserved: list[JsonSchemaValue] = []
        words = sorted(self.reserved_words())
        if words:
            reserved.append({"enum": words, "description": self.reserved_reason})
        reserved.append(
            {
                "enum": list(identifiers.WINDOWS_DEVICES),
                "description": identifiers.NAME_OF_A_DEVICE,
            }
        )
        return {
            **super().file_schema(),
            "maxLength": identifiers.LONGEST_ID,
            "minimum": 0,
            "not": {"anyOf": reserved},
        }


class PageIdType(IdType):
    """The id of something that has a page of its own."""

    reserved_reason = identifiers.NAME_OF_A_PAGE

    def reserved_words(self) -> Iterable[str]:
        return identifiers.PAGE_NAMES


IdField = Annotated[str, PageIdType()]
ActorId = Annotated[str, PageIdType("actor")]
BriefId = Annotated[str, PageIdType("brief")]
PlaceId = Annotated[str, PageIdType("place")]
TopicId = Annotated[str, PageIdType("topic")]
SourceId = Annotated[str, IdType("source")]
TermId = Annotated[str, IdType()]
