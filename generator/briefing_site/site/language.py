"""The texts of a site that programs other than this one show: the templates of the theme, and scripts."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from babel.messages.pofile import read_po

from briefing_site.languages.language import Language, catalogue

_EXAMPLES = (*range(200), 1_000, 10_000, 1_000_000)
"""Numbers with which every category of plurals is found."""


def theme_texts(language: Language) -> Mapping[str, str]:
    """The texts of the templates of the theme, which the engine renders, with their translations."""
    texts = {}
    for text in _texts(language.code, r"theme/(.*/)?[^/]+\.html"):
        texts[text.text] = text.translation
    return texts


def script_texts(language: Language) -> Mapping[str, str | Mapping[str, str]]:
    """The texts of the scripts of all pages with their translations, as `theme/assets/language.js` has them.

    A context stands before its text, with a control character between them, as in compiled catalogues. A
    text with a number has a translation for each of the categories of plurals of
    https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules.
    """
    return _for_scripts(language, r"theme/assets/.*\.js")


def form_texts(language: Language) -> Mapping[str, str | Mapping[str, str]]:
    """The texts of the form for scripts: of its scripts, the names and hints of its fields, and terms."""
    return _for_scripts(language, r"form/assets/.*\.js|format/.*\.py|site/wording\.py")


def _for_scripts(
    language: Language, files: str
) -> Mapping[str, str | Mapping[str, str]]:
    texts: dict[str, str | Mapping[str, str]] = {}
    for text in _texts(language.code, files):
        if text.plural:
            texts[text.text] = _plural_forms(text, language)
        elif text.context:
            texts[f"{text.context}\x04{text.text}"] = text.translation
        else:
            texts[text.text] = text.translation
    return dict(sorted(texts.items()))


def _plural_forms(text: "_Text", language: Language) -> Mapping[str, str]:
    """The translations of a text with a number, by category of plurals."""
    forms = {}
    for number in _EXAMPLES:
        category = language.locale.plural_form(number)
        if category not in forms:
            forms[category] = language.plural(text.text, text.plural, number)
    return dict(sorted(forms.items()))


class _Text(NamedTuple):
    text: str
    plural: str
    """The text for many; empty if it has no number."""
    context: str
    translation: str
    """Empty if the text has a number."""


@cache
def _texts(code: str, files: str) -> Sequence[_Text]:
    """The translated texts of some files, whose paths below the package match a pattern."""
    path = catalogue(code)
    if path is None:
        return ()
    with path.open("rb") as file:
        messages = read_po(file)
    pattern = re.compile(f"generator/briefing_site/(?:{files})")
    texts = []
    for message in messages:
        places = [place for place, _ in message.locations]
        if not message.string or not any(map(pattern.fullmatch, places)):
            continue
        context = message.context or ""
        if isinstance(message.id, str):
            texts.append(_Text(message.id, "", context, str(message.string)))
        else:
            one, many = message.id
            texts.append(_Text(one, many, context, ""))
    return texts
