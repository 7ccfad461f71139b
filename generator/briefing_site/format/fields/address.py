"""The type of web addresses."""

from typing import Annotated

from briefing_site.diagnostics import Code, Message
from briefing_site.format import web_address
from briefing_site.format.fields.field_type import (
    CheckedType,
    whole_with_blanks,
)
from briefing_site.languages.phrase import marked

BAD_ADDRESS = Message(
    Code("bad-address", "The value is not a complete web address.", in_editor=True),
    "'{text}' is not a complete web address",
    "copy the whole address from the browser, starting with https:// or http://",
)


class AddressType(CheckedType):
    """A web address.

    No format of JSON Schema allows all that browsers accept, such as 上海 or "|". In the data, addresses of
    the site are relative to its root where it does not know where it is.
    """

    name = "web-address"
    description = marked("web address")
    examples = ("https://example.org/page",)
    pattern = whole_with_blanks(web_address.PATTERN)
    pattern_help = BAD_ADDRESS.help
    error = "bad-address"
    message = BAD_ADDRESS

    def is_valid(self, text: str) -> bool:
        return web_address.is_web_address(text)


ADDRESS = AddressType()

AddressField = Annotated[str, ADDRESS]
