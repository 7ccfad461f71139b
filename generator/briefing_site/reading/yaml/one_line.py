"""Texts of reports, which may contain what contributors have written."""

from typing import Self

from briefing_site.format import characters
from briefing_site.languages.language import Language
from briefing_site.languages.phrase import Phrase, within

LONGEST = 600
"""Characters of a message or a help text; the longest help lists all fields of a brief."""


class OneLine(Phrase):
    """A text on one line, without control characters; the middle of a long one is left out.

    So no value of a contributor can begin a line of a report or control a terminal.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        """A text that is not marked is the same in every language."""
        one_line = super().__new__(cls, _on_one_line(text))
        one_line.text = text
        return one_line

    def within(self, language: Language) -> str:
        return _on_one_line(str(within(self.text, language)))


def _on_one_line(text: str) -> str:
    text = characters.shown(text).replace("\n", " ")
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]} … {text[-half:]}"
