"""Codes of languages (BCP 47)."""

import re
from functools import lru_cache
from typing import Annotated

from babel import Locale, UnknownLocaleError

from generator.diagnostics import Message
from generator.format.fields.choice import BAD_CHOICE
from generator.format.fields.field_type import FieldType, reader, whole
from generator.languages.phrase import marked

BAD_LANGUAGE = Message(BAD_CHOICE, "'{text}' is not a language code", "write a code such as en, ru, zh or fr")

_PATTERN = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"


@lru_cache
def is_language(code: str) -> bool:
    try:
        Locale.parse(code if re.fullmatch(_PATTERN, code) else "", sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


LANGUAGE = FieldType(
    "language",
    marked("language code"),
    ("en", "ru", "zh-Hans"),
    reader(is_language, "bad-language", BAD_LANGUAGE),
    whole(_PATTERN, r"\s*"),
    BAD_LANGUAGE.help,
)

LanguageField = Annotated[str, LANGUAGE]
