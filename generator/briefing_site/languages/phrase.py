"""Texts of the program that are put into the language of their readers only where they are shown.

Until then they are in English, so they can be compared, sorted and kept whatever the language is.
"""

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Self

from briefing_site.languages.language import Language


class Phrase(str):
    """A text in English, with its values filled in, that knows what to look up in a catalogue."""

    __slots__ = ("template", "values")
    template: str
    """The key in the catalogue, with the names of values in braces; these are only read if there are any."""
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object] | None = None) -> Self:
        """The values may be texts themselves; whatever else they are is the same in every language."""
        text = template.format(**values) if values else template
        phrase = super().__new__(cls, text)
        phrase.template = str(template)
        phrase.values = values or {}
        return phrase

    def within(self, language: Language) -> str:
        """The text in a language."""
        template = language.gettext(self.template)
        if not self.values:
            return template
        return _Filling(language).vformat(template, (), self.values)


class Counted(Phrase):
    """A text for a number, which is `{count}` in it."""

    __slots__ = ("many", "number")
    many: str
    number: int

    def __new__(cls, one: str, many: str, number: int) -> Self:
        template = one if number == 1 else many
        phrase = super().__new__(cls, template, {"count": f"{number:,}"})
        phrase.template = one
        phrase.many = many
        phrase.number = number
        return phrase

    def within(self, language: Language) -> str:
        template = language.plural(self.template, self.many, self.number)
        return template.format(count=language.whole(self.number))


class _Filling(Formatter):
    """Fills values into a text, and writes numbers as the language does where there is a `:,`."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, int) and format_spec == ",":
            return self._language.whole(value)
        return format(within(value, self._language), format_spec)


def within(value: object, language: Language) -> object:
    """A value in a language; if it is no text of the program, it stays the same."""
    if isinstance(value, Phrase):
        return value.within(language)
    return value


def marked(text: str, /, **values: object) -> str:
    """A text that extraction puts into the catalogues, with its values, which it has in braces."""
    if isinstance(text, Phrase) and not values:
        return text
    return Phrase(text, values)


def marked_plural(one: str, many: str) -> tuple[str, str]:
    """Texts for a number that extraction puts into the catalogues; they have the number as `%(count)s`."""
    return one, many


def counted(one: str, many: str, number: int) -> str:
    """A text for a number that extraction puts into the catalogues."""
    return Counted(one, many, number)


def both(parts: Sequence[str]) -> str:
    """Such as `a and b`."""
    text = parts[0]
    for part in parts[1:]:
        text = marked("{first} and {last}", first=text, last=part)
    return text


def either(parts: Sequence[str]) -> str:
    """Such as `a or b`."""
    text = parts[0]
    for part in parts[1:]:
        text = marked("{first} or {last}", first=text, last=part)
    return text


def in_words(name: str) -> str:
    """A Python name as a title: `see_also` and `SeeAlso` become `See also`."""
    return re.sub(r"_|(?<=[a-z])(?=[A-Z])", " ", name.strip("_")).capitalize()


def as_message(docstring: str) -> str:
    """The first line of a docstring as a message: without a capital letter and a full stop."""
    line = docstring.partition("\n")[0].removesuffix(".")
    return line[0].lower() + line[1:]
