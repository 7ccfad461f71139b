"""The index of words, and the files of the search that the browser loads: all are JSON, compressed.

A part of it is made from a few pages, so that an edit makes only the part of its pages anew. All parts are
merged at each build, which is quick, as the postings of a word are those in the parts, one after the other.

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
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from briefing_site.library.library import Library
from briefing_site.search.records import SearchRecord, Source, groups
from briefing_site.site import Output, Site, Task
from briefing_site.site.output import OWN_FOLDER

FOLDER = "search-index"
"""Below `docs/`."""
PARTS = f"{OWN_FOLDER}/search"
"""For what the files are made from."""
CATALOGUE = "catalogue.json"
NEIGHBOURS = 48
"""Records in one file of texts, about 12 KB. A page of results may load ten such files."""
BLOCK = 32_000
"""The size of a block in characters, before it is compressed; the postings of a word are never divided."""
_COMPRESSION = 6
"""The highest takes three times as long for a hundredth less."""

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
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
        text = "".join(
            each
            for each in apart
            if each < _FIRST_MARK or unicodedata.category(each)[0] != "M"
        )
    lower = text.lower().translate(_LETTERS) if not text.isascii() else text.lower()
    whole = _INITIALS.sub(lambda found: found[0].replace(".", ""), lower)
    return _MARKS.sub("", _POSSESSIVE.sub("", whole))


MOST = 61
"""The highest relevance; the lowest is 1."""

_TITLE, _NAME, _ROLE, _DATE, _DAY, _ABOUT, _CONTEXT, _ASIDE = (
    6.0,
    6.0,
    6.0,
    1.5,
    24.0,
    1.2,
    0.6,
    0.2,
)
"""How often a word would have to be in the text to count as much as once in a title, a name, and so on."""
_SATURATION = 8.0
"""`k1` of BM25."""
_LENGTHS = 0.4
"""`b` of BM25: how much a long text counts less."""
_USUAL_LENGTH, _USUAL_TITLE, _USUAL_ABOUT = 40, 6, 20
"""Words of a text, of a title, and of the names of what a record is about: a quote is more about its speaker,
and an event about its few actors, than a brief about its many. They are no averages, so that another brief
changes no other relevance."""


def index(records: Iterable[SearchRecord]) -> dict[str, str]:
    """The postings of all words, such as `AC3A`: for each record with the word, its relevance as a letter.

    `@` would be 0. The number before it says how many records further it is, if it is not the next one.
    """
    made, last = defaultdict[str, str](str), dict[str, int]()
    for number, record in enumerate(records, 1):
        for word, relevance in _relevances(record):
            made[word] += (
                f"{_gap(number - last.get(word, 0))}{chr(ord('@') + relevance)}"
            )
            last[word] = number
    return dict(sorted(made.items()))


def _gap(number: int) -> str:
    return str(number) if number > 1 else ""


@lru_cache(2_000)  # the same names, dates and titles come again and again
def _distinct(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _relevances(record: SearchRecord) -> Iterator[tuple[str, int]]:
    title = _distinct(record.title)
    there = Counter(
        chain.from_iterable(map(words, (record.title, *record.text, *record.also)))
    )
    divisor = _longer(there.total(), _USUAL_LENGTH)
    weights = {
        word: (number - (word in title)) / divisor for word, number in there.items()
    }
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
        yield word, max(1, int(MOST * weight / (weight + _SATURATION)))


def _longer(length: int, usual: int) -> float:
    """By how much less a word counts in a longer text than in a usual one."""
    return 1 - _LENGTHS + _LENGTHS * length / usual


class IndexPart(NamedTuple):
    records: Mapping[str, object]
    """What results are counted and filtered by: a column for each property, which compresses well."""
    names: list[tuple[int, str, list[str]]]
    """What is looked for by its name: the number of the record, the id of an actor, and its names."""
    exonyms: list[list[str]]
    """A name that has others in other languages, and these."""
    actors: tuple[list[str], list[list[int]]]
    """Ids, and for each record which of these it is about."""


def is_part(path: str) -> bool:
    """Whether a file belongs to the index."""
    return path.startswith((f"{FOLDER}/", f"{PARTS}/"))


def tasks(library: Library, site: Site, written: Mapping[str, str]) -> Iterator[Task]:
    """Those that make the parts of the index; `written` are the pages that people wrote, by path."""
    for path, sources in groups(library, site, written):
        name = f"{PARTS}/{path}.json"
        yield Task(name, part, (name, *sources))


def part(library: Library, site: Site, name: str, *sources: Source) -> Iterator[Output]:
    """The file of a part, and those of the texts of its records."""
    records = [each for make, *texts in sources for each in make(library, site, *texts)]
    starts = range(0, len(records), NEIGHBOURS)
    texts = [
        _json([each.shown() for each in records[start : start + NEIGHBOURS]])
        for start in starts
    ]
    digest = _digest(b"\n".join(texts))
    topics, about = _distinct_lists(each.topics for each in records)
    facets, has = _distinct_lists(each.facets for each in records)
    columns = {
        "texts": digest,
        "kinds": "".join(each.kind[0] for each in records),
        "years": [each.year or 0 for each in records],
        "topics": topics,
        "about": about,
        "facets": facets,
        "has": has,
    }
    ids = sorted({actor for each in records for actor in each.actors})
    place = {actor: number for number, actor in enumerate(ids)}
    content = IndexPart(
        columns,
        [
            (
                number,
                each.actors[0] if each.kind == "actor" else "",
                [each.title, *_other_names(each)],
            )
            for number, each in enumerate(records)
            if each.kind in {"actor", "topic", "brief", "page"}
        ],
        [[each.title, *each.exonyms] for each in records if each.exonyms],
        (ids, [[place[actor] for actor in each.actors] for each in records]),
    )
    yield Output(name, _json([*content, index(records)]))
    for number, text in enumerate(texts):
        yield Output(_path(f"texts/{digest}-{number}"), _packed(text))


def _distinct_lists(
    lists: Iterable[tuple[str, ...]],
) -> tuple[list[tuple[str, ...]], list[int]]:
    """The different ones, and for each which it is."""
    found = dict[tuple[str, ...], int]()
    which = [found.setdefault(each, len(found)) for each in lists]
    return [*found], which


def _other_names(record: SearchRecord) -> list[str]:
    return sorted(
        {name for name in record.names if name.lower() != record.title.lower()}
    )


def _initial(word: str) -> str:
    """The first letter of a word, or one for all that are near it in other alphabets than ours."""
    return word[0] if word[0].isascii() else chr(ord(word[0]) & ~0xFFF)


def files(
    names: Iterable[str],
    read: Callable[[str], bytes],
    there: frozenset[str] = frozenset(),
) -> dict[str, bytes | None]:
    """The files by path that the parts of these names have in common; there are none if nothing can be found.

    `there` are the paths of those that an earlier build has made in the same way: the names of those of the
    search change with their contents, so they need not be made again, and are `None`.
    """
    made: dict[str, bytes | None] = {}

    def named(name: str, value: object) -> str:
        content = _json(value)
        digest = _digest(content)
        path = _path(f"{name}-{digest}")
        made[path] = None if path in there else _packed(content)
        return digest

    # as in a part, a number before a part says how many further it is: `/AC3A2/B`
    parts, postings, last = (
        list[IndexPart](),
        defaultdict[str, list[str]](list),
        dict[str, int](),
    )
    for number, name in enumerate(names, 1):
        *rest, found = json.loads(read(name))
        parts.append(IndexPart(*rest))
        for word, those in found.items():
            postings[word].append(f"{_gap(number - last.get(word, 0))}/{those}")
            last[word] = number
    if not postings:
        return {}
    titles = {
        actor: names[0] for part in parts for _, actor, names in part.names if actor
    }
    catalogue = {
        "records": named("records", [part.records for part in parts]),
        "names": named("names", [*_names(parts)]),
        "actors": named(
            "actors",
            {
                "actors": sorted(titles.items()),
                "parts": [part.actors for part in parts],
            },
        ),
        "exonyms": named("exonyms", [each for part in parts for each in part.exonyms]),
        "blocks": [(block[0][0], named("words", block)) for block in _blocks(postings)],
    }
    return made | {f"{FOLDER}/{CATALOGUE}": _json(catalogue)}


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.pack"


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, _COMPRESSION, mtime=0)


def _names(parts: Iterable[IndexPart]) -> Iterator[list[object]]:
    """What is looked for by its name: the number of the record, how many are about it, and its names."""
    weights, start = Counter[str](), 0
    for part in parts:
        ids, records = part.actors
        weights.update(ids[place] for places in records for place in places)
    for part in parts:
        for number, actor, names in part.names:
            yield [start + number, weights[actor], *names]
        start += len(part.actors[1])


def _blocks(postings: Mapping[str, Iterable[str]]) -> Iterator[list[tuple[str, str]]]:
    """Runs of words, in order, with their postings of all parts, one after the other."""
    block, size = list[tuple[str, str]](), 0
    # as JavaScript compares texts
    for word in sorted(
        postings, key=lambda word: word.encode("utf-16-be", "surrogatepass")
    ):
        text = "".join(postings[word])
        if block and (
            size + len(text) > BLOCK or _initial(word) != _initial(block[0][0])
        ):
            yield block
            block, size = [], 0
        block.append((word, text))
        size += len(word) + len(text)
    yield block


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
