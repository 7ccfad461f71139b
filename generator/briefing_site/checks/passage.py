"""A text of a brief, in which rules look for what readers see as it is written."""

from collections.abc import Collection
from typing import NamedTuple

from briefing_site.diagnostics import Message
from briefing_site.format.prose import BareText
from briefing_site.format.prose_parser import parse


class Passage(NamedTuple):
    """A text of a file."""

    text: str
    unread: str
    """The same with spaces in place of citations, addresses, and what was found before."""
    sources: Collection[str]
    """The ids of the sources of the file."""
    quotations: list[range]
    """The characters of quotations, whose words are not the author's."""

    def is_quoted(self, index: int) -> bool:
        return any(index in quotation for quotation in self.quotations)


class Change(NamedTuple):
    """A text to write in place of the characters from `start` up to `end`."""

    start: int
    end: int
    new: str


class Finding(NamedTuple):
    """Characters that readers see as they are written, from `start` up to `end`."""

    message: Message
    start: int
    end: int
    values: dict[str, str]
    """For the message."""
    change: Change | None = None
    """What the help says, done; `None` if that takes a person."""


class _ShownText(BareText):
    """The text without code and links."""

    def code(self, text: str) -> str:  # noqa: ARG002
        return ""

    def link(self, content: str, address: str) -> str:  # noqa: ARG002
        return ""


def shown(text: str) -> str:
    """The text as readers see it."""
    return _ShownText(lambda _: "").blocks(parse(text).blocks)
