"""Codes of languages (BCP 47)."""

import re
from typing import Annotated

from babel import Locale, UnknownLocaleError
from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Message
from generator.format.kinds.kind import Kind, described, required_text, whole

_PATTERN = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"


def _language(value: object) -> str:
    text = required_text(value).strip()
    try:
        Locale.parse(text if re.fullmatch(_PATTERN, text) else "", sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise PydanticCustomError("bad-language", "not a language code", {"text": text}) from error
    return text


LANGUAGE = Kind("language", "language code", examples=("en", "ru", "zh-Hans"))

LanguageField = Annotated[
    str,
    PlainValidator(_language),
    described(LANGUAGE, whole(_PATTERN, r"\s*"), Message.BAD_LANGUAGE.help),
    LANGUAGE,
]
"""The code of a language (BCP 47)."""
