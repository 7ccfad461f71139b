"""The index of words, and the files of the search that the browser loads: all are JSON, compressed.

A part of it is made from a few pages, and has their words by initial. So after an edit, only the parts of its
pages are made anew, and only the words merged of initials with other ones than before.

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
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from generator.search.records import SearchRecord
from generator.site.output import OWN_FOLDER, Output

FOLDER = "search-index"
"""Below `docs/`."""
PARTS = f"{OWN_FOLDER}/search"
"""For what the files are made from."""
_MERGED = f"{PARTS}/merged.json"
"""By initial, what its words were last merged from, and the blocks that came of it."""
CATALOGUE = "catalogue.json"
APART = 256
"""Places between the beginnings of texts of a record, or a multiple of it."""
NEIGHBOURS = 48
"""Records in one file of texts, about 12 KB. A page of results may load ten such files."""
BLOCK = 96_000
"""The size of a block in characters, before it is compressed; the postings of a word are never divided."""
_COMPRESSION = 6
"""The highest takes three times as long for a hundredth less."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ـ": "", "\u200c": "", "\u200d": ""}
)
"""Letters that Unicode doesn't take apart into one of the alphabet and an accent, and those that Arabic and
Persian write in two ways, with what joins or divides them."""
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

_TITLE, _NAME, _ROLE, _DATE, _DAY, _ABOUT, _CONTEXT, _ASIDE = 6.0, 6.0, 6.0, 1.5, 24.0, 1.2, 0.6, 0.2
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
    """For each record a character, of which `@` would be 0, up to `MOST`."""
    places: "array[int]" = field(default_factory=lambda: array("I"))
    """For each record: how often title and text have it, then where, each counted from the one before."""


def index(records: Iterable[SearchRecord]) -> dict[str, Postings]:
    """The postings of all words."""
    made = defaultdict[str, Postings](Postings)
    for number, record in enumerate(records):
        places = _places(record)
        for word, relevance in _relevances(record, places):
            postings = made[word]
            postings.records.append(number)
            postings.relevances.append(relevance)
            there = places.get(word, ())
            postings.places.append(len(there))
            before = 0
            for place in there:
                postings.places.append(place - before)
                before = place
    return made


@lru_cache(2_000)  # the same names, dates and titles come again and again
def _distinct(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _places(record: SearchRecord) -> dict[str, list[int]]:
    """Where each word is in the title and the texts, which are apart: no phrase goes from one to the next.

    Each begins at a multiple of `APART`, so that another word moves only those behind it in the same text.
    """
    made = defaultdict[str, list[int]](list)
    start = 0
    for text in (record.title, *record.text, *record.also):
        found = words(text)
        for place, word in enumerate(found, start):
            made[word].append(place)
        start += (len(found) // APART + 1) * APART
    return made


def _relevances(record: SearchRecord, places: Mapping[str, list[int]]) -> Iterator[tuple[str, int]]:
    title = _distinct(record.title)
    length = sum(map(len, places.values()))
    divisor = _longer(length, _USUAL_LENGTH)
    weights = {word: (len(there) - (word in title)) / divisor for word, there in places.items()}
    for weight, usual, texts in (
        (_TITLE, _USUAL_TITLE, (record.title,)),
        (_NAME, None, record.names),
        (_ROLE, None, record.roles),
        (_DATE, None, (record.date,)),
        (_ABOUT, _USUAL_ABOUT, record.about),
        (_CONTEXT, None, (record.context, *record.acronyms)),
        (_ASIDE, None, record.aside),
    ):
        found = frozenset().union(*map(_distinct, texts))
        each = weight / _longer(len(found), usual) if usual else weight
        for word in found:
            weights[word] = weights.get(word, 0.0) + each
    # a hyphen is in no word, so that these are none
    weights |= dict.fromkeys(record.days, _DAY / max(1, len(record.days)) ** 0.5)
    for word, weight in weights.items():
        yield word, ord("@") + max(1, int(MOST * weight / (weight + _SATURATION)))


def _longer(length: int, usual: int) -> float:
    """By how much less a word counts in a longer text than in a usual one."""
    return 1 - _LENGTHS + _LENGTHS * length / usual


class Listed(NamedTuple):
    """A record, but for its words and what a result shows."""

    kind: str
    year: int
    topics: list[str]
    actors: list[str]
    facets: list[str]
    names: list[str]
    """Its title and its other names, if it is looked for by its name."""
    exonyms: list[str]


class IndexPart(NamedTuple):
    """The first line of a part; another one for each initial follows."""

    texts: str
    """The digest of the texts of its records."""
    records: list[Listed]
    words: dict[str, str]
    """The digests of the other lines, by initial."""


def part(name: str, records: Sequence[SearchRecord]) -> Iterator[Output]:
    """The file of a part, and those of the texts of its records."""
    starts = range(0, len(records), NEIGHBOURS)
    texts = [_json([each.shown() for each in records[start : start + NEIGHBOURS]]) for start in starts]
    initials = defaultdict[str, dict[str, object]](dict)
    for word, found in index(records).items():
        initials[_initial(word)][word] = [*found.records], found.relevances.decode(), [*found.places]
    lines = {initial: json.dumps(words).encode() for initial, words in initials.items()}
    first = IndexPart(
        _digest(b"\n".join(texts)),
        [*map(_listed, records)],
        {initial: _digest(line) for initial, line in lines.items()},
    )
    yield Output(name, b"\n".join([json.dumps(first).encode(), *lines.values()]))
    for number, content in enumerate(texts):
        yield Output(_path(f"texts/{first.texts}-{number}"), _packed(content))


def _listed(record: SearchRecord) -> Listed:
    others = sorted({name for name in record.names if name.lower() != record.title.lower()})
    names = [record.title, *others] if record.kind in {"actor", "topic", "brief", "page"} else []
    return Listed(
        record.kind[0],
        record.year or 0,
        [*record.topics],
        [*record.actors],
        [*record.facets],
        names,
        [*record.exonyms],
    )


def _initial(word: str) -> str:
    """The first letter of a word, or one for all that are near it in other alphabets than ours."""
    return word[0] if word[0].isascii() else chr(ord(word[0]) & ~0xFFF)


_Block = tuple[str, str, str]
"""The first word of a block, and the digests of its words and of their places."""


def files(
    names: Iterable[str], read: Callable[[str], bytes], there: frozenset[str] = frozenset()
) -> dict[str, bytes | None]:
    """The files by path that the parts of these names have in common; there are none if nothing can be found.

    `there` are the paths of those that an earlier build has made in the same way: the names of those of the
    search change with their contents, so they need not be made again, and are `None`.
    """
    parts, records = list[tuple[int, str, IndexPart]](), list[Listed]()
    for name in names:
        texts, listed, digests = json.loads(read(name).partition(b"\n")[0])
        parts.append((len(records), name, IndexPart(texts, listed, digests)))
        records += map(Listed._make, listed)
    if not records:
        return {}
    made: dict[str, bytes | None] = {}

    def named(name: str, value: object) -> str:
        content = _json(value)
        digest = _digest(content)
        path = _path(f"{name}-{digest}")
        made[path] = None if path in there else _packed(content)
        return digest

    lines = defaultdict[str, list[object]](list)
    for start, _, part in parts:
        for initial, digest in part.words.items():
            lines[initial].append((start, digest))
    keys = {initial: _digest(_json(each)) for initial, each in lines.items()}
    before: dict[str, tuple[str, list[_Block]]] = json.loads(read(_MERGED)) if _MERGED in there else {}
    merged = {
        initial: (key, blocks)
        for initial, (key, blocks) in before.items()
        if keys.get(initial) == key and there.issuperset(_paths(blocks))
    }
    made |= dict.fromkeys(path for _, blocks in merged.values() for path in _paths(blocks))
    again = _lines(parts, read, keys.keys() - merged.keys())
    for initial in sorted(again):  # one after the other, as all postings at once take a lot of memory
        found = _blocks(_postings(again.pop(initial)))
        blocks = [(first, named("words", words), named("places", places)) for first, words, places in found]
        merged[initial] = keys[initial], blocks
    catalogue = {
        "records": named("records", _table(parts, records)),
        "names": named("names", _names(records)),
        "actors": named("actors", _actors(records)),
        "exonyms": named("exonyms", [[each.names[0], *each.exonyms] for each in records if each.exonyms]),
        "blocks": sorted(
            (block for _, blocks in merged.values() for block in blocks),
            key=lambda block: _in_order(block[0]),
        ),
    }
    made |= {f"{FOLDER}/{CATALOGUE}": _json(catalogue), _MERGED: _json(dict(sorted(merged.items())))}
    return made


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.pack"


def _paths(blocks: Iterable[_Block]) -> Iterator[str]:
    for _, words, places in blocks:
        yield from (_path(f"words-{words}"), _path(f"places-{places}"))


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, _COMPRESSION, mtime=0)


def _table(parts: Iterable[tuple[int, str, IndexPart]], records: Sequence[Listed]) -> object:
    """What results are counted and filtered by: it has a column for each property, which compresses well."""
    topics, facets = (
        {each: place for place, each in enumerate(sorted(set(map(tuple, lists))))}
        for lists in ((record.topics for record in records), (record.facets for record in records))
    )
    return {
        "groups": [[part.texts, len(part.records)] for _, _, part in parts if part.records],
        "kinds": "".join(record.kind for record in records),
        "years": [record.year for record in records],
        "topics": [*topics],
        "about": [topics[tuple(record.topics)] for record in records],
        "facets": [*facets],
        "has": [facets[tuple(record.facets)] for record in records],
    }


def _names(records: Sequence[Listed]) -> object:
    """What is looked for by its name: the number of the record, how many are about it, and its names."""
    weight = Counter(actor for record in records for actor in record.actors)
    return [
        [number, weight[record.actors[0]] if record.kind == "a" else 0, *record.names]
        for number, record in enumerate(records)
        if record.names
    ]


def _actors(records: Sequence[Listed]) -> object:
    """Ids and titles of all actors, and for each record the indices of its actors."""
    titles = {record.actors[0]: record.names[0] for record in records if record.kind == "a"}
    place = {actor: number for number, actor in enumerate(sorted(titles))}
    return {
        "actors": [[actor, titles[actor]] for actor in sorted(titles)],
        "records": [[place[actor] for actor in record.actors] for record in records],
    }


def _lines(
    parts: Iterable[tuple[int, str, IndexPart]], read: Callable[[str], bytes], initials: Container[str]
) -> dict[str, list[tuple[int, bytes]]]:
    """The lines of all parts with these initials, by initial, each with the number of its first record."""
    found = defaultdict[str, list[tuple[int, bytes]]](list)
    for start, name, part in parts:
        for initial, line in zip(part.words, read(name).split(b"\n")[1:], strict=True):
            if initial in initials:
                found[initial].append((start, line))
    return found


def _postings(lines: Iterable[tuple[int, bytes]]) -> dict[str, Postings]:
    made = defaultdict[str, Postings](Postings)
    for start, line in lines:
        for word, (numbers, relevances, places) in json.loads(line).items():
            found = made[word]
            found.records.extend(start + number for number in numbers)
            found.relevances.extend(relevances.encode())
            found.places.extend(places)
    return made


def _blocks(postings: Mapping[str, Postings]) -> Iterator[tuple[str, list[object], list[object]]]:
    """The first word of each block, its words with their records and relevances, and where in these they are.

    Numbers of records are counted from the one before.
    """
    words, places, size = list[object](), list[object](), 0
    first = ""
    for word in sorted(postings, key=_in_order):
        found = postings[word]
        gaps = [number - before for before, number in zip((-1, *found.records), found.records, strict=False)]
        grown = 2 * len(gaps) + sum(map(len, map(str, gaps)))
        if words and size + grown > BLOCK:
            yield first, words, places
            words, places, size = [], [], 0
        first = first if words else word
        words.append([word, gaps, found.relevances.decode()])
        places.append(list(found.places))
        size += grown + len(word)
    yield first, words, places


def _in_order(word: str) -> bytes:
    """A sort key: JavaScript compares texts in the same way."""
    return word.encode("utf-16-be", "surrogatepass")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
