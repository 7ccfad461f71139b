"""The language of a site: its words from a catalogue, and how it writes dates and numbers.

The catalogues are `generator/languages/<code>/messages.po`, in the format of
https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html. The English texts in
the program are the keys. A language without a catalogue has these texts, and its own dates, numbers and
direction.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

FOLDER = Path(__file__).parent.parent / "languages"
ENGLISH = "en-GB"
"""The kind of English where the settings only say `en`."""


_EXAMPLES = (*range(200), 1_000, 10_000, 1_000_000)
"""Numbers with which every category of plurals is found."""


def marked(text: str) -> str:
    """The text itself, which extraction puts into the catalogues: for tables of texts that are read later."""
    return text


def marked_plural(one: str, many: str) -> tuple[str, str]:
    """The same for a text with a number."""
    return one, many


@dataclass(frozen=True)
class Language:
    """A language by its code, such as `de`, `pt-BR` or `ar`: https://www.rfc-editor.org/info/bcp47.

    Values in a text are named: `language.gettext("Feed of %(name)s", name="…")`.
    """

    code: str = "en"

    @property
    def locale(self) -> Locale:
        """What Babel knows of it."""
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
    def is_english(self) -> bool:
        """Whether its texts are those in the program."""
        return self.short == "en"

    def gettext(self, text: str, /, **values: object) -> str:
        """A text, with its values."""
        found = _translations(self.code).gettext(text) if text else ""  # whose translation is the header
        return found % values if values else found

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """A text that has another translation elsewhere."""
        found = _translations(self.code).pgettext(context, text)
        return found % values if values else found

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A text for a number, whose name in the text is `count`."""
        found = _translations(self.code).ngettext(one, many, number)
        return found % {"count": self.whole(number), **values}

    def whole(self, number: int) -> str:
        """A whole number with marks between thousands: `1,250`."""
        return f"{number:,}".replace(",", self.group_mark)

    @property
    def group_mark(self) -> str:
        """The mark between thousands."""
        return _marks(self.code)[0]

    @property
    def decimal_mark(self) -> str:
        """The mark before the decimal places."""
        return _marks(self.code)[1]


DEFAULT = Language()
"""That of the program itself."""


def translated() -> tuple[str, ...]:
    """The codes of the languages with a catalogue."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/messages.po")))


def of_theme(language: Language) -> Mapping[str, str]:
    """The texts of the templates of the theme, which the engine renders, with their translations."""
    texts = _texts(language.code, r"theme/(.*/)?[^/]+\.html")
    return {key: str(found) for (key, _, _), found in texts.items()}


def of_scripts(language: Language) -> Mapping[str, str | Mapping[str, str]]:
    """The texts of the scripts of the site with their translations.

    A context stands before its text, with a control character between them, as in compiled catalogues. A
    text with a number has a translation for each of the categories of plurals of
    https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules.
    """
    made: dict[str, str | Mapping[str, str]] = {}
    translations = _translations(language.code)
    examples = {language.locale.plural_form(number): number for number in reversed(_EXAMPLES)}
    for (text, many, context), found in _texts(language.code, r"(theme|form)/assets/.*\.js").items():
        if many:
            forms = {name: translations.ngettext(text, many, each) for name, each in examples.items()}
            made[text] = dict(sorted(forms.items()))
        else:
            made[f"{context}\x04{text}" if context else text] = found
    return made


@cache
def _texts(code: str, files: str) -> Mapping[tuple[str, str, str], str]:
    """The translated texts of some files, whose paths below the package match a pattern.

    Of each, the key is the text, that for many if it has a number, and the context.
    """
    path = _catalogue(code)
    if path is None:
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file)
    pattern = re.compile(f"generator/{files}")
    made: dict[tuple[str, str, str], str] = {}
    for message in catalogue:
        one, many = (message.id, "") if isinstance(message.id, str) else message.id
        if message.string and any(pattern.fullmatch(place) for place, _ in message.locations):
            made[one, many, message.context or ""] = str(message.string) if not many else ""
    return made


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(ENGLISH if code == "en" else code, sep="-")


@cache
def _marks(code: str) -> tuple[str, str]:
    locale = _locale(code)
    return get_group_symbol(locale), get_decimal_symbol(locale)


def _catalogue(code: str) -> Path | None:
    """The file of the language, or of the one that it is a variant of."""
    language = code.split("-", maxsplit=1)[0]
    if language == "en":
        return None  # the texts of the program
    for name in (code, language):
        path = FOLDER / name / "messages.po"
        if path.is_file():
            return path
    return None


@cache
def _translations(code: str) -> NullTranslations:
    path = _catalogue(code)
    if path is None:
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)  # without what is fuzzy
    compiled.seek(0)
    return GNUTranslations(compiled)
