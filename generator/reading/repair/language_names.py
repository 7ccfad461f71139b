"""The codes of languages by their names."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from generator.reading.repair.date_formats import LANGUAGES


def code(name: str) -> str:
    """The code of the language with this name, such as `de` for German or Deutsch; empty if it is unknown."""
    return _codes().get(name.strip().casefold(), "")


@cache
def _codes() -> Mapping[str, str]:
    return {
        name.casefold(): code.replace("_", "-")
        for language in reversed(LANGUAGES)
        for code, name in Locale.parse(language).languages.items()
    }
