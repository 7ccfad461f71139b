"""What an import found: entries of a brief as plain data, and what it could not keep."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Any, Literal

from briefing_site.format import characters, dates, identifiers, limits
from briefing_site.languages.phrase import marked
from briefing_site.reading import date_formats

Data = dict[str, Any]
"""Texts, lists and mappings, with the keys of the format."""
First = Literal["day", "month", ""]
"""Of day and month, the one that is written first; empty if that is not known."""

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes of a file to import. A brief holds 128 KB."""
MOST_ENTRIES = limits.ENTRIES
LONGEST_FIELD = limits.PROSE
"""Characters. The time that libraries take for a field grows with the square of its length."""
_TAGS = ("b", "em", "i", "sc", "span", "strong", "sub", "sup", "u")
_RAISED_OR_LOWERED = re.compile(r"<(sub|sup)>([^<>]{1,40})</\1>", re.IGNORECASE)
_SUBSCRIPT = {
    ord(sign): 0x2080 + number for number, sign in enumerate("0123456789+-=()")
}
_SUPERSCRIPT = {sign: code - 0x2080 + 0x2070 for sign, code in _SUBSCRIPT.items()} | {
    ord(sign): code
    for sign, code in {
        "1": 0xB9,
        "2": 0xB2,
        "3": 0xB3,
        "n": 0x207F,
        "i": 0x2071,
    }.items()
}


class ImportFileError(ValueError):
    """A file that can't be imported; the text says why, to people."""


@dataclass(frozen=True)
class Imported:
    """Sources by id, or events."""

    sources: dict[str, Data] = field(default_factory=dict)
    events: tuple[Data, ...] = ()
    notes: tuple[str, ...] = ()
    """What was left out or changed, for people."""

    def without_events(self, known: Iterable[object]) -> "Imported":
        """The same without events of the same day and title as known ones."""
        there = [
            (each.get("date"), each.get("title"))
            for each in known
            if isinstance(each, dict)
        ]
        new = tuple(
            each for each in self.events if (each["date"], each["title"]) not in there
        )
        left = (each["title"] for each in self.events if each not in new)
        notes = [
            marked("{title}: left out, for the brief has this event", title=title)
            for title in left
        ]
        return replace(self, events=new, notes=(*self.notes, *notes))


TOO_MANY = marked(
    "the file has more than {limit:,} references; divide it", limit=MOST_ENTRIES
)
TOO_LONG = marked(
    "a field is longer than {limit:,} characters; shorten it", limit=LONGEST_FIELD
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
    if len(content) > LARGEST_FILE:
        raise ImportFileError(
            marked(
                "the file is larger than {limit} MB; divide it",
                limit=LARGEST_FILE // 1024 // 1024,
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

    def sign(found: re.Match[str]) -> str:
        return found[2].translate(
            _SUBSCRIPT if found[1].lower() == "sub" else _SUPERSCRIPT
        )

    text = _RAISED_OR_LOWERED.sub(sign, text)
    if names := "|".join(each for each in _TAGS if f"</{each}>" in text.lower()):
        text = re.sub(
            rf"</?(?:{names})(?:\s[^<>]{{0,200}})?>", "", text, flags=re.IGNORECASE
        )
    return text


def possible_dates(text: str, first: First) -> tuple[str, ...]:
    """The dates that a text may mean, given what comes first in 3/7/2024."""
    found = (text,) if dates.parse_valid(text) else date_formats.possible_dates(text)
    number = re.match(r"(\d\d?)\D", text.strip())
    if not first or not number or len(found) == 1:
        return found
    return tuple(
        each for each in found if (each[8:10] == number[1].zfill(2)) == (first == "day")
    )


def line(value: object, longest: int = limits.LINE) -> str:
    """A text on one line, without characters that files may not contain."""
    text = characters.without_heaps(characters.BAD.sub("", without_tags(str(value))))
    shown = " ".join(text.split())
    return shown if len(shown) <= longest else f"{shown[: longest - 1].rstrip()}…"


def new_id(wishes: Iterable[str], is_taken: Callable[[str], bool]) -> str:
    """The first of the wishes that is an id, with a number if it is taken."""
    made = (identifiers.suggestion(wish, 40) for wish in wishes)
    first = next(
        (each for each in made if each and identifiers.invalid_reason(each) is None),
        "source",
    )
    numbered = (f"{first}-{number}" for number in count(2))
    return next(id_ for id_ in chain((first,), numbered) if not is_taken(id_))
