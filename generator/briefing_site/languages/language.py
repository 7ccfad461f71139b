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
        region = locale.territory
        if not region:
            likely = get_global("likely_subtags").get(locale.language, "")
            region = likely.rpartition("_")[2]
        if not region:
            return locale.language
        return f"{locale.language}_{region}"

    @property
    def first_in_dates(self) -> Literal["day", "month", ""]:
        """What comes first in 3/7/2024; empty where that differs, as in English of no country."""
        if self.code == "en":
            return ""
        for letter in self.locale.date_formats["short"].pattern:
            if letter == "d":
                return "day"
            if letter == "M":
                return "month"
            if letter == "y":
                return ""
        return ""

    @property
    def is_english(self) -> bool:
        """Whether its texts are those in the program."""
        return self.short == "en"

    @property
    def _texts(self) -> NullTranslations:
        return translations(self.code, isolates=self.isolates)

    def has(self, text: str) -> bool:
        """Whether there is a translation that differs from the text."""
        return translations(self.code).gettext(text) != text

    def gettext(self, text: str, /, **values: object) -> str:
        if not text:  # the catalogue has its header under it
            return ""
        translation = str(self._texts.gettext(text))  # and no marked text any more
        if not values:
            return translation
        return translation % values

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """A text that has another translation elsewhere."""
        translation = self._texts.pgettext(context, text)
        if not values:
            return translation
        return translation % values

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A text for a number, whose name in the text is `count`."""
        template = self.plural(one, many, number)
        return template % {"count": self.whole(number), **values}

    def plural(self, one: str, many: str, number: int) -> str:
        """The text for a number, whose values are still to be filled in."""
        return self._texts.ngettext(one, many, number)

    def whole(self, number: int) -> str:
        """A whole number with marks between thousands: `1,250`."""
        return f"{number:,}".replace(",", _marks(self.code)[0])

    @property
    def decimal_mark(self) -> str:
        return _marks(self.code)[1]


DEFAULT = Language()
"""That of the program itself."""


def translated() -> tuple[str, ...]:
    """The codes of the languages with a catalogue."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/messages.po")))


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(ENGLISH if code == "en" else code, sep="-")


@cache
def _marks(code: str) -> tuple[str, str]:
    """The marks between thousands and before decimals."""
    locale = _locale(code)
    return get_group_symbol(locale), get_decimal_symbol(locale)


def catalogue(code: str) -> Path | None:
    """The catalogue of a language, or that of the language without its region; `None` if there is none."""
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
    english = NullTranslations()
    if isolates and code.split("-", maxsplit=1)[0] != "en":
        english = _Isolated()
    path = catalogue(code)
    if path is None:
        return english
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))  # without what is fuzzy
    compiled.seek(0)
    texts = GNUTranslations(compiled)
    texts.add_fallback(english)
    return texts
