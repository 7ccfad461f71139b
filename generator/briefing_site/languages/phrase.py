"""Texts of the program that are put into the language of their readers only where they are shown.

Until then they are in English, so they can be compared, sorted and kept whatever the language is.
"""

import re
from collections.abc import Mapping, Sequence
from functools import reduce
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
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template, made.values = str(template), values or {}
        return made

    def within(self, language: Language) -> str:
        found = language.gettext(self.template)
        return (
            _Filling(language).vformat(found, (), self.values) if self.values else found
        )


class Counted(Phrase):
    """A text for a number, which is `{count}` in it."""

    __slots__ = ("many", "number")
    many: str
    number: int

    def __new__(cls, one: str, many: str, number: int) -> Self:
        made = super().__new__(
            cls, one if number == 1 else many, {"count": f"{number:,}"}
        )
        made.template, made.many, made.number = one, many, number
        return made

    def within(self, language: Language) -> str:
        found = language.plural(self.template, self.many, self.number)
        return found.format(count=language.whole(self.number))


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
    return value.within(language) if isinstance(value, Phrase) else value


def marked(text: str, /, **values: object) -> str:
    """A text that extraction puts into the catalogues, with its values, which it has in braces."""
    return text if isinstance(text, Phrase) and not values else Phrase(text, values)


def marked_plural(one: str, many: str) -> tuple[str, str]:
    """The same for a table of texts with a number, which these have as `%(count)s`."""
    return one, many


def counted(one: str, many: str, number: int) -> str:
    return Counted(one, many, number)


def both(parts: Sequence[str]) -> str:
    """Such as `a and b`."""
    return reduce(
        lambda first, last: marked("{first} and {last}", first=first, last=last), parts
    )


def either(parts: Sequence[str]) -> str:
    """Such as `a or b`."""
    return reduce(
        lambda first, last: marked("{first} or {last}", first=first, last=last), parts
    )


def in_words(name: str) -> str:
    """A Python name as a title: `see_also` and `SeeAlso` become `See also`."""
    return re.sub(r"_|(?<=[a-z])(?=[A-Z])", " ", name.strip("_")).capitalize()


def as_message(docstring: str) -> str:
    """The first line of a docstring as a message: without a capital letter and a full stop."""
    line = docstring.partition("\n")[0].removesuffix(".")
    return line[0].lower() + line[1:]
