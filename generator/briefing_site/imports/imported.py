"""What an import found: entries of a brief as plain data, and notes on what it could not keep."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from briefing_site.format import characters, dates, limits
from briefing_site.languages.phrase import marked
from briefing_site.reading import date_formats

Data = dict[str, Any]
"""Texts, lists and mappings, with the keys of the format."""
First = Literal["day", "month", ""]
"""Of day and month, the one that is written first; empty if that is not known."""

MAX_FILE_SIZE = 2 * 1024 * 1024
"""Bytes of a file to import. A brief holds 160 KB."""
MAX_ENTRIES = limits.ENTRIES
MAX_LENGTH = limits.PROSE
"""Characters of a reference. The time that libraries take for a field grows with the square of its length."""
_TAGS = ("b", "em", "i", "sc", "span", "strong", "sub", "sup", "u")
_SUBSCRIPT = re.compile(r"<sub>([0-9+=()-]{1,40})</sub>", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"<sup>([0-9+=()ni-]{1,40})</sup>", re.IGNORECASE)
_SUBSCRIPT_SIGNS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SUPERSCRIPT_SIGNS = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")


class ImportFileError(ValueError):
    """A file that can't be imported; the text says why, to people."""


@dataclass(frozen=True)
class Imported:
    """Sources by id, or events."""

    sources: dict[str, Data] = field(default_factory=dict)
    events: tuple[Data, ...] = ()
    notes: tuple[str, ...] = ()
    """What was left out or changed, for people."""

    def without_events(self, existing: Iterable[object]) -> "Imported":
        """These, but for events that a brief has already, with the same date and title."""
        names = []
        for event in existing:
            if isinstance(event, dict):
                names.append((event.get("date"), event.get("title")))
        events: list[Data] = []
        notes = list(self.notes)
        for event in self.events:
            if (event["date"], event["title"]) in names:
                notes.append(
                    marked(
                        "{title}: left out, for the brief has this event",
                        title=event["title"],
                    )
                )
            else:
                events.append(event)
        return replace(self, events=tuple(events), notes=tuple(notes))


TOO_LONG = marked(
    "it is longer than {limit:,} characters; shorten it", limit=MAX_LENGTH
)


@contextmanager
def reading(format_: str) -> Iterator[None]:
    """Raises `ImportFileError` in place of what the parser of a format raises, and if there is none."""
    try:
        yield
    except ImportError as error:
        text = marked(
            "{format} is read by a library: pip install 'briefing-site[import]'",
            format=format_,
        )
        raise ImportFileError(text) from error
    except ImportFileError:
        raise
    except Exception as error:
        text = marked(
            "the file is not {format}: {reason}", format=format_, reason=line(error)
        )
        raise ImportFileError(text) from error


def decoded(content: bytes) -> str:
    """The text of a file. Raises `ImportFileError` if it is too large, or not in UTF-8 or UTF-16."""
    if len(content) > MAX_FILE_SIZE:
        raise ImportFileError(
            marked(
                "the file is larger than {limit} MB; divide it",
                limit=MAX_FILE_SIZE // 1024 // 1024,
            )
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFileError(
            marked(
                "the file is not encoded in UTF-8; export it again with that encoding"
            )
        ) from error


def without_tags(text: str) -> str:
    """The text without the markup of titles in other programs, such as `<i>`; `H<sub>2</sub>O` is H₂O."""
    text = _SUBSCRIPT.sub(lambda match: match[1].translate(_SUBSCRIPT_SIGNS), text)
    text = _SUPERSCRIPT.sub(lambda match: match[1].translate(_SUPERSCRIPT_SIGNS), text)
    for name in _TAGS:
        if f"</{name}>" in text.lower():
            tag = re.compile(rf"</?{name}(?:\s[^<>]{{0,200}})?>", re.IGNORECASE)
            text = tag.sub("", text)
    return text


def possible_dates(text: str, first: First) -> tuple[str, ...]:
    """The dates that a text may mean, given what comes first in 3/7/2024."""
    if dates.parse_valid(text):
        return (text,)
    possible = date_formats.possible_dates(text)
    number = re.match(r"(\d\d?)\D", text.strip())
    if not first or not number or len(possible) == 1:
        return possible
    fitting: list[str] = []
    for date in possible:
        is_day = date[8:10] == number[1].zfill(2)
        if is_day == (first == "day"):
            fitting.append(date)
    return tuple(fitting)


def line(value: object, max_length: int = limits.LINE) -> str:
    """A text on one line, without characters that files may not contain."""
    text = characters.without_heaps(characters.BAD.sub("", without_tags(str(value))))
    text = " ".join(text.split())
    if len(text) <= max_length:
        return text
    return f"{text[: max_length - 1].rstrip()}…"
