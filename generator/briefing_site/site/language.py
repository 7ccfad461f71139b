"""The texts of a site that programs other than this one show: the templates of the theme, and scripts."""

import re
from collections.abc import Mapping
from functools import cache

from babel.messages.pofile import read_po

from briefing_site.languages.language import Language, catalogue

_EXAMPLES = (*range(200), 1_000, 10_000, 1_000_000)
"""Numbers with which every category of plurals is found."""


def theme_texts(language: Language) -> Mapping[str, str]:
    """The texts of the templates of the theme, which the engine renders, with their translations."""
    texts = _texts(language.code, r"theme/(.*/)?[^/]+\.html")
    return {key: str(found) for (key, _, _), found in texts.items()}


def script_texts(language: Language) -> Mapping[str, str | Mapping[str, str]]:
    """The texts of the scripts of all pages with their translations, as `theme/assets/language.js` has them.

    A context stands before its text, with a control character between them, as in compiled catalogues. A
    text with a number has a translation for each of the categories of plurals of
    https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules.
    """
    return _for_scripts(language, r"theme/assets/.*\.js")


def form_texts(language: Language) -> Mapping[str, str | Mapping[str, str]]:
    """The same for the form: its scripts, the names and hints of its fields, and terms of the format."""
    return _for_scripts(language, r"form/assets/.*\.js|format/.*\.py|site/wording\.py")


def _for_scripts(
    language: Language, files: str
) -> Mapping[str, str | Mapping[str, str]]:
    made: dict[str, str | Mapping[str, str]] = {}
    examples = {
        language.locale.plural_form(number): number for number in reversed(_EXAMPLES)
    }
    for (text, many, context), found in _texts(language.code, files).items():
        if many:
            forms = {
                name: language.plural(text, many, each)
                for name, each in examples.items()
            }
            made[text] = dict(sorted(forms.items()))
        else:
            made[f"{context}\x04{text}" if context else text] = found
    return dict(sorted(made.items()))


@cache
def _texts(code: str, files: str) -> Mapping[tuple[str, str, str], str]:
    """The translated texts of some files, whose paths below the package match a pattern.

    Of each, the key is the text, that for many if it has a number, and the context.
    """
    path = catalogue(code)
    if path is None:
        return {}
    with path.open("rb") as file:
        known = read_po(file)
    pattern = re.compile(f"generator/briefing_site/(?:{files})")
    made: dict[tuple[str, str, str], str] = {}
    for message in known:
        one, many = (message.id, "") if isinstance(message.id, str) else message.id
        if message.string and any(
            pattern.fullmatch(place) for place, _ in message.locations
        ):
            made[one, many, message.context or ""] = (
                str(message.string) if not many else ""
            )
    return made
