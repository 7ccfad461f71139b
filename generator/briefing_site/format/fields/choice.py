"""The types of values that are chosen from a list, and the lists; also language codes."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from babel import Locale, UnknownLocaleError
from pydantic import GetCoreSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from briefing_site.diagnostics import Code, Message
from briefing_site.format.fields.field_type import (
    CheckedType,
    FieldType,
    NewBrief,
    one_line,
    whole_with_blanks,
)
from briefing_site.languages.phrase import marked

BAD_CHOICE = Code(
    "bad-choice",
    "The value is not one of those that this field allows.",
    in_editor=True,
)
BAD_LANGUAGE = Message(
    BAD_CHOICE,
    "'{text}' is not a language code",
    "write a code such as en, ru, zh or fr",
)

BAD_COUNTRY = Message(
    BAD_CHOICE,
    "'{text}' is not the code of a country",
    "write the two letters of ISO 3166, such as KG, UZ or US",
)

ActorKind = Literal["person", "organisation", "state", "group"]
"""The kinds of actors, unless the settings of the site have others."""
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
Confidence = Literal["low", "moderate", "high"]
BriefStatus = Literal["draft", "published", "archived"]
EventStatus = Literal["confirmed", "reported", "disputed", "planned"]
PLANNED: EventStatus = "planned"
Likelihood = Literal[
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
]
"""The terms of Intelligence Community Directive 203, D.6.e.(2)(a), the least likely first."""
SourceType = Literal[
    "primary",
    "official",
    "wire",
    "press",
    "research",
    "state-media",
    "reference",
    "copy",
]
FigureType = Literal["bars", "lines", "steps"]
PlaceKind = Literal[
    "city",
    "country",
    "region",
    "building",
    "base",
    "border-crossing",
    "water",
    "pipeline",
    "railway",
    "road",
    "route",
]
Outcome = Literal["yes", "no"]
Importance = Literal["major", "minor"]

_LANGUAGE_CODE = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"


_COUNTRY_CODE = "[A-Z]{2}"


@lru_cache
def is_language(code: str) -> bool:
    if not re.fullmatch(_LANGUAGE_CODE, code):
        return False
    try:
        Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


class ChoiceType(FieldType):
    """One of the values of a `Literal`, which is the annotated type."""

    name = "choice"
    description = "choice"
    data_type = None

    def __get_pydantic_core_schema__(
        self,
        python_type: Any,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        return handler(python_type)


class ActorKindType(FieldType):
    """A kind of actors. Which there are is a setting, so a check compares it with them."""

    name = "actor-kind"
    description = marked("kind of actors, of those that the site has")
    examples = ACTOR_KINDS

    def read(self, value: object) -> str:
        return one_line(value)

    def in_new_brief(self, brief: NewBrief) -> Sequence[str]:
        return brief.actor_kinds

    def file_schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": self.name, "enum": list(ACTOR_KINDS)}


class LanguageType(CheckedType):
    name = "language"
    description = marked("language code")
    examples = ("en", "ru", "zh-Hans")
    pattern = whole_with_blanks(_LANGUAGE_CODE)
    pattern_help = BAD_LANGUAGE.help
    error = "bad-language"
    message = BAD_LANGUAGE

    def is_valid(self, text: str) -> bool:
        return is_language(text)


class CountryType(CheckedType):
    """A country, by its code in ISO 3166-1 alpha-2."""

    name = "country"
    description = marked("code of a country")
    examples = ("KG", "UZ", "US")
    pattern = whole_with_blanks(_COUNTRY_CODE)
    pattern_help = BAD_COUNTRY.help
    error = "bad-country"
    message = BAD_COUNTRY

    def is_valid(self, text: str) -> bool:
        return super().is_valid(text) and text in Locale("en").territories


CHOICE = ChoiceType()
ACTOR_KIND = ActorKindType()
LANGUAGE = LanguageType()
COUNTRY = CountryType()

ActorKindField = Annotated[str, ACTOR_KIND]
LanguageField = Annotated[str, LANGUAGE]
CountryField = Annotated[str, COUNTRY]
