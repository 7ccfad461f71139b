"""Complete web addresses."""

from typing import Annotated

from generator.diagnostics import Code, Message
from generator.format import web_address
from generator.format.fields.field_type import FieldType, reader, whole
from generator.languages.phrase import marked

BAD_ADDRESS = Message(
    Code("bad-address", "The value is not a complete web address.", in_editor=True),
    "'{text}' is not a complete web address",
    "copy the whole address from the browser, starting with https:// or http://",
)
ADDRESS = FieldType(
    "web-address",
    marked("web address"),
    ("https://example.org/page",),
    reader(web_address.is_web_address, "bad-address", BAD_ADDRESS),
    whole(web_address.PATTERN, r"\s*"),
    BAD_ADDRESS.help,
)
"""No format of JSON Schema allows all that browsers accept, such as 上海 or "|". In the data, addresses of
the site are relative to its root where it does not know where it is."""

AddressField = Annotated[str, ADDRESS]
