"""The index of words, and the files of the search that the browser loads: all are JSON, compressed.

A first search loads the list of names, the table of records, and a block of the index for each word. Only the
catalogue has a fixed name. Those of all other files change with their contents, so that a browser keeps them.

A record's relevance to a word is that of BM25F (Zaragoza et al., “Microsoft Cambridge at TREC-13”, 2004)
without the factor for the rarity of the word, which the browser computes from the number of records.
`theme/assets/search/words.js` splits queries into words as `words` does.
"""

import gzip
import hashlib
import json
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from generator.search.records import Group, SearchRecord

FOLDER = "search-index"
"""Below `docs/`."""
CATALOGUE = "catalogue.json"
NEIGHBOURS = 48
"""Records in one file of texts, about 12 KB. A page of results may load ten such files."""
BLOCK = 96_000
"""The size of a block in characters, before it is compressed; the postings of a word are never divided."""
_COMPRESSION = 6
"""The highest takes three times as long for a hundredth less."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that Unicode doesn't take apart into one of the alphabet and an accent."""
_FIRST_MARK = "\u0300"
_MARKS = re.compile("['’‘`´ʹʻʼʽʾʿ]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without spaces between words: Chinese characters and Japanese kana."""
_WORD = re.compile(rf"[{_IDEOGRAPHS}]+|[^\W_{_IDEOGRAPHS}]+")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_ASCII_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words, in lower case and without accents: “Oʻzbekiston’s” is `ozbekiston`, and “U.S.” is `us`.

    Of a text without spaces, each pair of neighbouring characters is a word, so that any part of it is found.
    """
    plain = folded(text)
    if plain.isascii():
        return _ASCII_WORD.findall(plain)
    found = []
    for word in _WORD.findall(plain):
        if len(word) > 1 and _IDEOGRAPH.match(word):
            found += [word[place : place + 2] for place in range(len(word) - 1)]
        else:
            found.append(word)
    return found


def folded(text: str) -> str:
    """The text in lower case, without accents, apostrophes and the dots of initials."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(each for each in apart if each < _FIRST_MARK or unicodedata.category(each)[0] != "M")
    lower = text.lower().translate(_LETTERS) if not text.isascii() else text.lower()
    whole = _INITIALS.sub(lambda found: found[0].replace(".", ""), lower)
    return _MARKS.sub("", _POSSESSIVE.sub("", whole))


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
            before = 0
            for place in there:
                postings.places.append(place - before)
                before = place
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


class Bundle(NamedTuple):
    """The files, by path below `docs/`."""

    made: dict[str, bytes]
    kept: frozenset[str] = frozenset()
    """Those that were there already, and are not made again."""


def files(groups: Sequence[Group], there: Container[str] = frozenset()) -> Bundle:
    """The files; `there` are the paths of those that an earlier build has made in the same way."""
    records = tuple(chain.from_iterable(groups))
    if not records:
        return Bundle({})
    made: dict[str, bytes] = {}
    kept: set[str] = set()

    def add(name: str, content: bytes) -> None:
        path = f"{FOLDER}/{name}.pack"
        if path in there:
            kept.add(path)
        else:
            made[path] = gzip.compress(content, _COMPRESSION, mtime=0)

    def named(name: str, value: object) -> str:
        content = _json(value)
        digest = _digest(content)
        add(f"{name}-{digest}", content)
        return digest

    def texts(group: Group) -> str:
        parts = [group[start : start + NEIGHBOURS] for start in range(0, len(group), NEIGHBOURS)]
        contents = [_json([record.shown() for record in part]) for part in parts]
        digest = _digest(b"\n".join(contents))
        for number, content in enumerate(contents):
            add(f"texts/{digest}-{number}", content)
        return digest

    catalogue = {
        "records": named("records", _table(groups, map(texts, groups))),
        "names": named("names", _names(records)),
        "actors": named("actors", _actors(records)),
        "blocks": [
            [first, named("words", found), named("places", places)]
            for first, found, places in _blocks(index(records))
        ],
    }
    made[f"{FOLDER}/{CATALOGUE}"] = _json(catalogue)
    return Bundle(dict(sorted(made.items())), frozenset(kept))


def _table(groups: Sequence[Group], digests: Iterable[str]) -> object:
    """What results are counted and filtered by: it has a column for each property, which compresses well.

    `digests` are those of the texts of each group.
    """
    records = [*chain.from_iterable(groups)]
    topics = {about: place for place, about in enumerate(sorted({record.topics for record in records}))}
    return {
        "groups": [[digest, len(group)] for digest, group in zip(digests, groups, strict=True)],
        "kinds": "".join(record.kind[0] for record in records),
        "years": [record.year or 0 for record in records],
        "topics": list(topics),
        "about": [topics[record.topics] for record in records],
    }


def _names(records: Sequence[SearchRecord]) -> object:
    """What is looked for by its name: the number of the record, how many are about it, and its names."""
    weight: dict[str, int] = {}
    for record in records:
        for actor in record.actors:
            weight[actor] = weight.get(actor, 0) + 1
    return [
        [number, weight[record.actors[0]] if record.kind == "actor" else 0, record.title, *_others(record)]
        for number, record in enumerate(records)
        if record.kind not in {"event", "quote"}
    ]


def _others(record: SearchRecord) -> list[str]:
    return sorted({name for name in record.names if name.lower() != record.title.lower()})


def _actors(records: Sequence[SearchRecord]) -> object:
    """Ids and titles of all actors, and for each record the indices of its actors."""
    titles = {record.actors[0]: record.title for record in records if record.kind == "actor"}
    place = {actor: number for number, actor in enumerate(sorted(titles))}
    return {
        "actors": [[actor, titles[actor]] for actor in sorted(titles)],
        "records": [[place[actor] for actor in record.actors] for record in records],
    }


def _blocks(postings: Mapping[str, Postings]) -> Iterator[tuple[str, list[object], list[object]]]:
    """The first word of each block, its words with their records and relevances, and where in these they are.

    Numbers of records are counted from the one before; a relevance is a letter, of which `@` would be 0.
    """
    words, places, size = list[object](), list[object](), 0
    first = ""
    for word, found in postings.items():
        gaps = [number - before for before, number in zip((-1, *found.records), found.records, strict=False)]
        grown = 2 * len(gaps) + sum(map(len, map(str, gaps)))
        if words and size + grown > BLOCK:
            yield first, words, places
            words, places, size = [], [], 0
        first = first if words else word
        words.append([word, gaps, "".join(chr(64 + each) for each in found.relevances)])
        places.append(list(found.places))
        size += grown + len(word)
    yield first, words, places


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
