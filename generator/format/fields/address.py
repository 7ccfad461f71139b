"""Complete web addresses."""

from typing import Annotated

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Code, Message
from generator.format import web_address
from generator.format.fields.field_type import FieldType, described, required_text, whole
from generator.languages.phrase import marked

BAD_ADDRESS = Message(
    Code("bad-address", "The value is not a complete web address.", in_editor=True),
    "'{text}' is not a complete web address",
    "copy the whole address from the browser, starting with https:// or http://",
)


def _address(value: object) -> str:
    text = required_text(value).strip()
    if not web_address.is_web_address(text):
        raise PydanticCustomError("bad-address", "no web address", {"message": BAD_ADDRESS, "text": text})
    return text


ADDRESS = FieldType("web-address", marked("web address"), examples=("https://example.org/page",))
"""Its format is not `uri`, which does not allow 上海."""

AddressField = Annotated[
    str,
    PlainValidator(_address),
    described(ADDRESS, whole(web_address.PATTERN, r"\s*"), BAD_ADDRESS.help),
    ADDRESS,
]
"""A complete web address, exactly as in the file."""
