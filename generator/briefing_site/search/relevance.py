"""How relevant a record is to each of its words.

That is its weight in BM25F (Zaragoza et al., “Microsoft Cambridge at TREC-13”, 2004)
without the factor for the rarity of the word, which the browser computes from the number
of records.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from briefing_site.search.records import SearchRecord
from briefing_site.search.words import words

MOST = 61
"""The highest relevance; the lowest is 1."""

_TITLE = 6.0
_NAME = 6.0
_ROLE = 5.0
_DATE = 1.5
_DAY = 24.0
_ABOUT = 1.2
_CONTEXT = 0.6
_ASIDE = 0.2
"""How often a word would have to be in the text to count as much as once in a title, a name, and so on."""
_SATURATION = 8.0
"""`k1` of BM25."""
_LENGTHS = 0.4
"""`b` of BM25: how much a long text counts less."""
_USUAL_LENGTH = 40
_USUAL_TITLE = 6
_USUAL_ABOUT = 20
"""Words of a text, of a title, and of the names of what a record is about.

A quote is more about its speaker, and an event about its few actors, than a brief about
its many. They are no averages, so that another brief changes no other relevance.
"""


def relevances(record: SearchRecord) -> dict[str, int]:
    """The relevance of a record to each word that finds it."""
    weights = _text_weights(record)
    _add(weights, [record.title], _TITLE, _USUAL_TITLE)
    _add(weights, record.names, _NAME)
    _add(weights, record.roles, _ROLE)
    _add(weights, [record.date], _DATE)
    _add(weights, record.about, _ABOUT, _USUAL_ABOUT)
    _add(weights, [record.context, *record.acronyms], _CONTEXT)
    _add(weights, record.aside, _ASIDE)
    for day in record.days:  # no word has a hyphen, so these are no words of the text
        weights[day] = _DAY / len(record.days) ** 0.5
    return {word: _relevance(weight * record.boost) for word, weight in weights.items()}


def _text_weights(record: SearchRecord) -> dict[str, float]:
    """How often each word is in the text; in the title, it counts by itself."""
    title = _distinct_words(record.title)
    counts = Counter[str]()
    for text in (record.title, *record.text, *record.also):
        counts.update(words(text))
    divisor = _divisor(counts.total(), _USUAL_LENGTH)
    weights = {}
    for word, count in counts.items():
        in_text = count - 1 if word in title else count
        weights[word] = in_text / divisor
    return weights


def _add(
    weights: dict[str, float], texts: Iterable[str], weight: float, usual: int = 0
) -> None:
    """Add the weight to each word of the texts; less in texts longer than usual, if that is given."""
    distinct: set[str] = set()
    for text in texts:
        distinct |= _distinct_words(text)
    if usual:
        weight /= _divisor(len(distinct), usual)
    for word in distinct:
        weights[word] = weights.get(word, 0.0) + weight


@lru_cache(2_000)  # the same names, dates and titles come again and again
def _distinct_words(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _divisor(length: int, usual: int) -> float:
    """By how much less a word counts in a text of the length than in a usual one."""
    return 1 - _LENGTHS + _LENGTHS * length / usual


def _relevance(weight: float) -> int:
    return max(1, int(MOST * weight / (weight + _SATURATION)))
