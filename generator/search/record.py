"""A record: one search result, and its name in the index."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

Kind = Literal["brief", "event", "quote", "actor", "topic", "page"]
"""The kinds of records; their first letters differ, as names use only those."""

JOINED = "\u2060"
"""Marks a space that is only in the index, not in the text: the word joiner, which is invisible."""

_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without spaces between words: Chinese characters and Japanese kana."""
_BREAK = re.compile(
    rf"(?<=[{_IDEOGRAPHS}])(?=\w)|(?<=\w)(?=[{_IDEOGRAPHS}])|(?<=\w)(?=[–—―…·])|(?<=[–—―…·])(?=\w)"
)
_UNSEEN = re.compile("[\u200b\u2060\ufeff]|___(?=[A-Z])")
"""The characters that Pagefind or this module uses as marks."""


@dataclass(frozen=True)
class SearchRecord:
    """A record, with everything that a search result shows."""

    kind: Kind
    page: str
    """The path of the page that it is on."""
    address: str
    """The address of the result, relative to the root of the site."""
    title: str
    text: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    """Words that find it too, with less weight."""
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """Ids of the actors that it is about."""
    year: int | None = None
    date: str = ""
    """In words."""
    context: str = ""
    """The title of its brief, or the kind of actor."""
    state: str = ""
    """A caveat, such as `disputed`."""

    def shown(self, text: str) -> list[str]:
        """What a result shows, with the text as indexed."""
        return [self.address, self.title, self.date, self.context, self.state, text]

    def html(self) -> str:
        """The document to index: it has only what can be searched."""
        meta = "".join(
            f'<meta data-pagefind-meta="{name}[content]" content="{escape(spaced(value))}">'
            for name, value in (("title", self.title), ("date", self.date))
            if value
        )
        # a document without text would not be indexed, not even by its title
        text = spaced(" ".join(self.text)) or spaced(self.title)
        aside = spaced("".join(f"· {part} " for part in self.aside))
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">{meta}</head><body>'
            f'<span>{escape(text)}</span> <span data-pagefind-weight="0.2">{escape(aside)}</span>'
            "</body></html>"
        )


def spaced(text: str) -> str:
    """Insert a space wherever a word ends without one, so that Pagefind finds each word.

    It splits words at spaces only. With this, each Chinese character is a word, and both years are found in a
    range such as 2010–2011.
    """
    return _BREAK.sub(f"{JOINED} ", " ".join(_UNSEEN.sub("", text).split()))


_GROUPS_OF_ACTORS = 256


@dataclass(frozen=True)
class NamedRecord:
    """A record with the digest of its group and its number there, used to load its text."""

    record: SearchRecord
    digest: str
    number: int
    name: str
    """`<digest>-<topics>-<kind><year>-<number>`, from which results are counted before any is loaded."""


def named(records: Iterable[SearchRecord], topics: Sequence[str]) -> Iterator[NamedRecord]:
    """Name all records; `topics` are the ids of all topics, which names refer to by index.

    The records of a page are a group. The digest changes with anything in it, so a browser cache is never
    out of date.
    """
    code = {topic: f"{place:03x}" for place, topic in enumerate(topics)}
    for group, grouped in groupby(sorted(records, key=_group), key=_group):
        members = list(grouped)
        digest = _digest(repr((group, members)))[:10]
        for number, record in enumerate(members):
            about = "".join(code[topic] for topic in record.topics)
            kind = f"{record.kind[0]}{record.year or ''}"
            yield NamedRecord(record, digest, number, f"{digest}-{about}-{kind}-{number}")


def _group(record: SearchRecord) -> str:
    """The page of the record; pages of actors have only one each, so many make a group."""
    if record.kind != "actor":
        return record.page
    return f"actors {int(_digest(record.page), 16) % _GROUPS_OF_ACTORS}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
