"""A text in which rules look for citations and markup that are not recognized, so that readers see them."""

from collections.abc import Collection
from typing import NamedTuple

from briefing_site.diagnostics import Message
from briefing_site.format.prose import BareText
from briefing_site.format.prose_parser import parse


class Passage(NamedTuple):
    """A text of a file, as rules get it."""

    text: str
    unread: str
    """The text with spaces in place of correct citations, addresses, and what other rules have found."""
    sources: Collection[str]
    """The ids of the sources of the file."""
    quotations: list[range]
    """Where the text has quotations. Their words are not the author's, who can't write them differently."""

    def is_quoted(self, index: int) -> bool:
        """Whether the character at the index is part of a quotation."""
        return any(index in quotation for quotation in self.quotations)


class LiteralText(NamedTuple):
    """What a rule has found: the characters from `start` up to `end`."""

    message: Message
    start: int
    end: int
    values: dict[str, str]
    """The values for the message."""
    replacement: str | None = None
    """What to write in its place, as the help says; `None` if only a person can do that."""


class _ShownText(BareText):
    """The text without code and links."""

    def code(self, text: str) -> str:  # noqa: ARG002
        return ""

    def link(self, content: str, address: str) -> str:  # noqa: ARG002
        return ""


def shown(text: str) -> str:
    """The text as readers see it."""
    return _ShownText(lambda _: "").blocks(parse(text).blocks)
