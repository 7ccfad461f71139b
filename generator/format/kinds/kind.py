"""What a kind of field knows of its values, whichever field they are of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic_core import PydanticCustomError


def _no_words(_value: object) -> str:
    return ""


def _no_sources(_value: object) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Kind:
    """A kind of field, as a marker of its type: whoever meets a value asks it and names no field."""

    name: str
    """As the JSON Schema has it under `format`, where it has one."""
    described: str
    """What a value is, in words, for the reference."""
    written: Callable[[Any], str] = str
    """The value as its file has it."""
    words: Callable[[Any], str] = _no_words
    """The value as it is read, on one line without markup; empty for what is not read, such as an id."""
    examples: tuple[str, ...] = ()
    """Values that a field can hold."""
    cited: Callable[[Any], Iterable[str]] = _no_sources
    """The ids of the sources that the value refers to, in their order."""


class Mark(Enum):
    """What else there is to say of a field, among the markers of its type."""

    STATEMENT = "readers are told it as a fact: where it changes, something is corrected"
    WHEREABOUTS = "it says no more than where something is found"
    LATER = "a new brief does not have it yet"


def required_text(value: object) -> str:
    """The value, if it is a text that is not empty. Raises `PydanticCustomError` otherwise."""
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "a text is expected")
    if not value.strip():
        raise PydanticCustomError("empty-value", "the text is empty")
    return value


def one_line(value: object) -> str:
    """The text with line breaks as spaces. Raises `PydanticCustomError` where it is none, or empty."""
    return " ".join(required_text(value).split())


def whole(pattern: str, around: str = "") -> str:
    """The pattern for a whole text; `around` may stand before and after it."""
    return f"^{around}{pattern}{around}$"
