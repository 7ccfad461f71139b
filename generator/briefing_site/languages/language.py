"""A language: its words from a catalogue, and how it writes dates and numbers.

The catalogues are `generator/briefing_site/languages/<code>/messages.po`, in the format of
https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html. The English texts in
the program are the keys. A language without a catalogue has these texts, and its own dates, numbers and
direction.
"""

import io
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

FOLDER = Path(__file__).parent
ISOLATED = ("\u2066", "\u2069")
"""The characters that begin and end what is written from left to right: https://unicode.org/reports/tr9/"""
ENGLISH = "en-GB"
"""The kind of English where the settings only say `en`."""


@dataclass(frozen=True)
class Language:
    """A language by its code, such as `de`, `pt-BR` or `ar`: https://www.rfc-editor.org/info/bcp47.

    Values in a text are named: `language.gettext("Feed of %(name)s", name="…")`.
    """

    code: str = "en"
    isolates: bool = False
    """Whether English texts that have no translation stand between `ISOLATED`, to be marked as English."""

    @property
    def locale(self) -> Locale:
        return _locale(self.code)

    @property
    def short(self) -> str:
        """The code without script and region: that of `pt-BR` is `pt`."""
        return self.code.split("-")[0].lower()

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    @property
    def region(self) -> str:
        """With the region, as in link previews: `de_DE`. Without one in the code, the most likely."""
        locale = self.locale
        likely = get_global("likely_subtags").get(locale.language, "")
        region = locale.territory or likely.rpartition("_")[2]
        return f"{locale.language}_{region}" if region else locale.language

    @property
    def first_in_dates(self) -> Literal["day", "month", ""]:
        """What comes first in 3/7/2024; empty where that differs, as in English of no country."""
        pattern = self.locale.date_formats["short"].pattern
        first = next(each for each in pattern if each in "dMy")
        return (
            ""
            if self.code == "en" or first == "y"
            else "day"
            if first == "d"
            else "month"
        )

    @property
    def is_english(self) -> bool:
        """Whether its texts are those in the program."""
        return self.short == "en"

    def has(self, text: str) -> bool:
        """Whether there is a translation that differs from the text."""
        return str(translations(self.code).gettext(text)) != text

    def gettext(self, text: str, /, **values: object) -> str:
        # that of an empty text is the header; a marked text is no plain one
        found = (
            str(translations(self.code, isolates=self.isolates).gettext(text))
            if text
            else ""
        )
        return found % values if values else found

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """A text that has another translation elsewhere."""
        found = translations(self.code, isolates=self.isolates).pgettext(context, text)
        return found % values if values else found

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A text for a number, whose name in the text is `count`."""
        return self.plural(one, many, number) % {"count": self.whole(number), **values}

    def plural(self, one: str, many: str, number: int) -> str:
        """The text for a number, whose values are still to be filled in."""
        return translations(self.code, isolates=self.isolates).ngettext(
            one, many, number
        )

    def whole(self, number: int) -> str:
        """A whole number with marks between thousands: `1,250`."""
        return f"{number:,}".replace(",", _marks(self.code)[0])

    @property
    def decimal_mark(self) -> str:
        return _marks(self.code)[1]


DEFAULT = Language()
"""That of the program itself."""


def translated() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/messages.po")))


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(ENGLISH if code == "en" else code, sep="-")


@cache
def _marks(code: str) -> tuple[str, str]:
    locale = _locale(code)
    return get_group_symbol(locale), get_decimal_symbol(locale)


def catalogue(code: str) -> Path | None:
    language = code.split("-", maxsplit=1)[0]
    if language == "en":
        return None  # the texts of the program
    for name in (code, language):
        path = FOLDER / name / "messages.po"
        if path.is_file():
            return path
    return None


class _Isolated(NullTranslations):
    """The texts of the program between the characters that isolate them."""

    def gettext(self, message: str) -> str:
        return message.join(ISOLATED)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 -- as in the base class
        return message.join(ISOLATED)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return super().ngettext(msgid1, msgid2, n).join(ISOLATED)


@cache
def translations(code: str, *, isolates: bool = False) -> NullTranslations:
    """The texts of a language, by those in English, which stand in for what is missing."""
    in_english = (
        _Isolated()
        if isolates and code.split("-", maxsplit=1)[0] != "en"
        else NullTranslations()
    )
    path = catalogue(code)
    if path is None:
        return in_english
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))  # without what is fuzzy
    compiled.seek(0)
    found = GNUTranslations(compiled)
    found.add_fallback(in_english)
    return found
