"""The index of words: which records have a word, and how much each is about it.

A record's relevance to a word is that of BM25F (Zaragoza et al., “Microsoft Cambridge at TREC-13”, 2004)
without the factor for the rarity of the word, which the browser computes from the number of records.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from generator.search.record import SearchRecord
from generator.search.words import words

MOST = 61
"""The highest relevance; the lowest is 1."""

_TITLE, _NAME, _DATE, _ABOUT, _CONTEXT, _ASIDE = 6.0, 6.0, 1.5, 1.2, 0.6, 0.2
"""How often a word would have to be in the text to count as much as once in a title, a name, and so on."""
_SATURATION = 8.0
"""`k1` of BM25."""
_LENGTHS = 0.4
"""`b` of BM25: how much a long text counts less."""
_USUAL_LENGTH, _USUAL_TITLE, _USUAL_ABOUT = 40, 6, 20
"""Words of a text, of a title, and of the names of what a record is about: a quote is more about its speaker,
and an event about its few actors, than a brief about its many. They are no averages, so that another brief
changes no other relevance."""


@dataclass(frozen=True)
class Postings:
    """The records that have a word."""

    records: "array[int]" = field(default_factory=lambda: array("I"))
    """Their numbers, in ascending order."""
    relevances: bytearray = field(default_factory=bytearray)
    """For each record, from 1 to `MOST`."""
    places: "array[int]" = field(default_factory=lambda: array("I"))
    """For each record: how often title and text have it, then where, each counted from the one before."""


def index(records: Iterable[SearchRecord]) -> dict[str, Postings]:
    """The postings of all words, sorted by word."""
    made = defaultdict[str, Postings](Postings)
    distinct = lru_cache(2_000)(_distinct)  # the same names, dates and titles come again and again
    for number, record in enumerate(records):
        places = _places(record)
        for word, relevance in _relevances(record, places, distinct):
            postings = made[word]
            postings.records.append(number)
            postings.relevances.append(relevance)
            there = places.get(word, ())
            postings.places.append(len(there))
            postings.places.extend(place - before for before, place in zip((0, *there), there, strict=False))
    # as JavaScript compares texts
    return dict(sorted(made.items(), key=lambda item: item[0].encode("utf-16-be", "surrogatepass")))


def _distinct(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _places(record: SearchRecord) -> dict[str, list[int]]:
    """Where each word is in title and text, which are a word apart: no phrase goes from one to the other."""
    made = defaultdict[str, list[int]](list)
    title = words(record.title)
    for start, found in ((0, title), (len(title) + 1, words(" ".join(record.text)))):
        for place, word in enumerate(found, start):
            made[word].append(place)
    return made


def _relevances(
    record: SearchRecord, places: Mapping[str, list[int]], distinct: Callable[[str], frozenset[str]]
) -> Iterator[tuple[str, int]]:
    title = distinct(record.title)
    length = sum(map(len, places.values()))
    divisor = _longer(length, _USUAL_LENGTH)
    weights = {word: (len(there) - (word in title)) / divisor for word, there in places.items()}
    for weight, usual, texts in (
        (_TITLE, _USUAL_TITLE, (record.title,)),
        (_NAME, None, record.names),
        (_DATE, None, (record.date,)),
        (_ABOUT, _USUAL_ABOUT, record.about),
        (_CONTEXT, None, (record.context,)),
        (_ASIDE, None, record.aside),
    ):
        found = frozenset().union(*map(distinct, texts))
        each = weight / _longer(len(found), usual) if usual else weight
        for word in found:
            weights[word] = weights.get(word, 0.0) + each
    for word, weight in weights.items():
        yield word, max(1, int(MOST * weight / (weight + _SATURATION)))


def _longer(length: int, usual: int) -> float:
    """By how much less a word counts in a longer text than in a usual one."""
    return 1 - _LENGTHS + _LENGTHS * length / usual
