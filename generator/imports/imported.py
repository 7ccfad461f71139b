"""What an import found: entries of a brief as plain data, and what it could not keep."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Any

from generator.format import characters, identifiers, limits
from generator.languages.phrase import marked

Data = dict[str, Any]
"""Texts, lists and mappings, with the keys of the format."""

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes of a file to import. A brief holds 128 KB."""
MOST_ENTRIES = limits.ENTRIES
LONGEST_FIELD = limits.PROSE
"""Characters. The time that libraries take for a field grows with the square of its length."""


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
        there = [(each.get("date"), each.get("title")) for each in known if isinstance(each, dict)]
        new = tuple(each for each in self.events if (each["date"], each["title"]) not in there)
        left = (each["title"] for each in self.events if each not in new)
        notes = [marked("{title}: left out, for the brief has this event", title=title) for title in left]
        return replace(self, events=new, notes=(*self.notes, *notes))


def check_field(length: int) -> None:
    """Raises `ImportFileError` if a field is too long."""
    if length > LONGEST_FIELD:
        raise ImportFileError(
            marked("a field is longer than {limit:,} characters; shorten it", limit=LONGEST_FIELD)
        )


@contextmanager
def reading(format_: str) -> Iterator[None]:
    """Raises `ImportFileError` in place of what the parser of a format raises, and if there is none."""
    try:
        yield
    except ImportError as error:
        text = marked("{format} is read by a library: pip install 'briefing-site[import]'", format=format_)
        raise ImportFileError(text) from error
    except ImportFileError:
        raise
    except Exception as error:
        text = marked("the file is not {format}: {reason}", format=format_, reason=line(error))
        raise ImportFileError(text) from error


def decoded(content: bytes) -> str:
    """The text of a file. Raises `ImportFileError` if it is too large, or not in UTF-8 or UTF-16."""
    if len(content) > LARGEST_FILE:
        raise ImportFileError(
            marked("the file is larger than {limit} MB; divide it", limit=LARGEST_FILE // 1024 // 1024)
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFileError(
            marked("the file is not encoded in UTF-8; export it again with that encoding")
        ) from error


def line(value: object, longest: int = limits.LINE) -> str:
    """A text on one line, without characters that files may not contain."""
    text = characters.without_heaps(characters.BAD.sub("", str(value)))
    shown = " ".join(text.split())
    return shown if len(shown) <= longest else f"{shown[: longest - 1].rstrip()}…"


def new_id(wishes: Iterable[str], is_taken: Callable[[str], bool]) -> str:
    """The first of the wishes that is an id, with a number if it is taken."""
    made = (identifiers.suggestion(wish, 40) for wish in wishes)
    first = next((each for each in made if each and identifiers.invalid_reason(each) is None), "source")
    numbered = (f"{first}-{number}" for number in count(2))
    return next(id_ for id_ in chain((first,), numbered) if not is_taken(id_))
