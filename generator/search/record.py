"""A record: one thing that a search can lead to, and the name that the index knows it by."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

Kind = Literal["brief", "event", "quote", "actor", "topic", "page"]
"""What a record is; the first letters differ, for names hold only those."""

JOINED = "\u2060"
"""Ends a word that no space follows in the text, only in the index: the word joiner, which is not seen."""

_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without spaces between words: Chinese characters and Japanese kana."""
_BREAK = re.compile(
    rf"(?<=[{_IDEOGRAPHS}])(?=\w)|(?<=\w)(?=[{_IDEOGRAPHS}])|(?<=\w)(?=[–—―…·])|(?<=[–—―…·])(?=\w)"
)
_UNSEEN = re.compile("[\u200b\u2060\ufeff]|___(?=[A-Z])")
"""What Pagefind takes for marks of its own, and what is one here."""


@dataclass(frozen=True)
class Found:
    """Something to be found, with all that a result shows of it."""

    kind: Kind
    page: str
    """The path of the page that it is on."""
    address: str
    """Where a result leads, relative to the site's root."""
    title: str
    text: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    """Words that lead to it too, but say less about it."""
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """Ids of those that it is about."""
    year: int | None = None
    date: str = ""
    """When, in words."""
    context: str = ""
    """Where it belongs: the title of its brief, or what kind of actor it is."""
    state: str = ""
    """What a reader should know before trusting it, such as `disputed`."""

    def html(self) -> str:
        """The document that is indexed: only what can be searched is in it."""
        meta = "".join(
            f'<meta data-pagefind-meta="{name}[content]" content="{escape(apart(value))}">'
            for name, value in (("title", self.title), ("date", self.date))
            if value
        )
        # a document without words would not be indexed, not even by its title
        text = apart(" ".join(self.text)) or apart(self.title)
        aside = apart("".join(f"· {part} " for part in self.aside))
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">{meta}</head><body>'
            f'<span>{escape(text)}</span> <span data-pagefind-weight="0.2">{escape(aside)}</span>'
            "</body></html>"
        )


def apart(text: str) -> str:
    """The text with a space wherever a word ends without one, so that Pagefind finds each word.

    It takes what stands between spaces for a word. So Chinese characters become words of their own,
    and of two years with a dash between them both are found.
    """
    return _BREAK.sub(f"{JOINED} ", " ".join(_UNSEEN.sub("", text).split()))


@dataclass(frozen=True)
class Named:
    """A record with the page's digest and its number on the page, by which the browser gets its text."""

    record: Found
    digest: str
    number: int
    name: str
    """`<digest>-<topics>-<kind><year>-<number>`: by these, results are counted before any is loaded."""


def named(records: Iterable[Found], topics: Sequence[str]) -> Iterator[Named]:
    """Name all records; `topics` are the ids of all topics, whose places in the order stand for them.

    The digest changes with anything on the page, so nothing that a browser keeps is ever out of date.
    """
    code = {topic: f"{place:03x}" for place, topic in enumerate(topics)}
    by_page = sorted(records, key=lambda record: record.page)
    for page, group in groupby(by_page, key=lambda record: record.page):
        members = list(group)
        digest = hashlib.sha256(repr((page, members)).encode("utf-8", "surrogatepass")).hexdigest()[:10]
        for number, record in enumerate(members):
            about = "".join(code[topic] for topic in record.topics)
            kind = f"{record.kind[0]}{record.year or ''}"
            yield Named(record, digest, number, f"{digest}-{about}-{kind}-{number}")
