"""The index of words, and the files of the search that the browser loads.

All are JSON, compressed. A part of the index is made from a few pages, so that an edit
makes only the part of its pages anew. All parts are merged at each build, which is quick,
as the postings of a word are those in the parts, one after the other.

A first search loads the list of names, the table of records, and a block of the index
for each word. Only the catalogue has a fixed name. Those of all other files change with
their contents, so that a browser keeps them.
"""

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing_site.library.library import Library
from briefing_site.search.records import SearchRecord, Source, groups
from briefing_site.search.relevance import relevances
from briefing_site.site import Output, Site, Task
from briefing_site.site.output import OWN_FOLDER

FOLDER = "search-index"
"""Below `docs/`."""
PARTS = f"{OWN_FOLDER}/search"
"""For what the files are made from."""
EQUIVALENTS = f"{PARTS}/equivalents.json"
CATALOGUE = "catalogue.json"
NEIGHBOURS = 48
"""Records in one file of texts, about 12 KB. A page of results may load ten such files."""
BLOCK = 32_000
"""Characters of a block before it is compressed; the postings of a word are never divided."""
_COMPRESSION = 6
"""The highest takes three times as long for a hundredth less."""


class IndexPart(NamedTuple):
    """What the index has of a few pages; records are counted from 0."""

    records: Mapping[str, object]
    """What results are counted and filtered by: a column for each property, which compresses well."""
    names: list[tuple[int, str, list[str]]]
    """What is looked for by its name: the number of the record, the id of an actor, and its names."""
    exonyms: list[list[str]]
    """A name or term that has others in other languages, and these."""
    actors: tuple[list[str], list[list[int]]]
    """Ids, and for each record which of these it is about."""
    postings: Mapping[str, str]


def is_part(path: str) -> bool:
    """Whether a file belongs to the index."""
    return path.startswith((f"{FOLDER}/", f"{PARTS}/"))


def tasks(library: Library, site: Site, written: Mapping[str, str]) -> Iterator[Task]:
    """Those that make the parts of the index; `written` are the pages that people wrote, by path."""
    for path, sources in groups(library, site, written):
        name = f"{PARTS}/{path}.json"
        yield Task(name, part, (name, *sources))
    if library.equivalents:
        yield Task(EQUIVALENTS, equivalents)


def part(library: Library, site: Site, name: str, *sources: Source) -> Iterator[Output]:
    """The file of a part, and those of the texts of its records."""
    records: list[SearchRecord] = []
    for make, *arguments in sources:
        records += make(library, site, *arguments)
    texts = []
    for start in range(0, len(records), NEIGHBOURS):
        shown = [record.shown() for record in records[start : start + NEIGHBOURS]]
        texts.append(_json(shown))
    digest = _digest(b"\n".join(texts))
    content = IndexPart(
        records=_columns(records, digest),
        names=_names(records),
        exonyms=[
            [record.title, *record.exonyms] for record in records if record.exonyms
        ],
        actors=_actors(records),
        postings=index(records),
    )
    yield Output(name, _json(content))
    for number, text in enumerate(texts):
        yield Output(_path(f"texts/{digest}-{number}"), _packed(text))


def equivalents(library: Library, _site: Site) -> Iterator[Output]:
    """The file of a part without records: what terms are called in other languages."""
    content = IndexPart(
        records=_columns([], ""),
        names=[],
        exonyms=[[term, *phrases] for term, phrases in library.equivalents.items()],
        actors=([], []),
        postings={},
    )
    yield Output(EQUIVALENTS, _json(content))


def _columns(records: Sequence[SearchRecord], texts: str) -> Mapping[str, object]:
    """The table of records; `texts` is the name of the files with their texts."""
    topics, about = _distinct_lists(record.topics for record in records)
    facets, has = _distinct_lists(record.facets for record in records)
    return {
        "texts": texts,
        "kinds": "".join(record.kind[0] for record in records),
        "years": [record.year or 0 for record in records],
        "topics": topics,
        "about": about,
        "facets": facets,
        "has": has,
    }


def _distinct_lists(
    lists: Iterable[tuple[str, ...]],
) -> tuple[list[tuple[str, ...]], list[int]]:
    """The different lists, and for each list given which of these it is."""
    numbers: dict[tuple[str, ...], int] = {}
    which = []
    for list_ in lists:
        which.append(numbers.setdefault(list_, len(numbers)))
    return list(numbers), which


def _names(records: Sequence[SearchRecord]) -> list[tuple[int, str, list[str]]]:
    entries = []
    for number, record in enumerate(records):
        if record.kind in {"actor", "topic", "brief", "page"}:
            actor = record.actors[0] if record.kind == "actor" else ""
            title = record.title.lower()
            others = {name for name in record.names if name.lower() != title}
            entries.append((number, actor, [record.title, *sorted(others)]))
    return entries


def _actors(records: Sequence[SearchRecord]) -> tuple[list[str], list[list[int]]]:
    ids: set[str] = set()
    for record in records:
        ids.update(record.actors)
    in_order = sorted(ids)
    numbers = {id_: number for number, id_ in enumerate(in_order)}
    which = [[numbers[id_] for id_ in record.actors] for record in records]
    return in_order, which


def index(records: Iterable[SearchRecord]) -> dict[str, str]:
    """The postings of all words, such as `AC3A`.

    For each record with the word, they have its relevance as a letter; `@` would be 0.
    The number before it says how many records further it is, if it is not the next one.
    """
    postings = defaultdict[str, str](str)
    last: dict[str, int] = {}
    for number, record in enumerate(records, start=1):
        for word, relevance in relevances(record).items():
            gap = _gap(number - last.get(word, 0))
            letter = chr(ord("@") + relevance)
            postings[word] += f"{gap}{letter}"
            last[word] = number
    return dict(sorted(postings.items()))


def _gap(number: int) -> str:
    return str(number) if number > 1 else ""


def files(names: Iterable[str], read: Callable[[str], bytes]) -> dict[str, bytes]:
    """The files that the parts of these names have in common, by path; none if nothing can be found."""
    parts = [IndexPart(*json.loads(read(name))) for name in names]
    postings = _merged_postings(parts)
    if not postings:
        return {}
    contents: dict[str, bytes] = {}

    def add(name: str, value: object) -> str:
        """Add a file; returns what its name ends with."""
        content = _json(value)
        digest = _digest(content)
        contents[_path(f"{name}-{digest}")] = _packed(content)
        return digest

    exonyms: list[list[str]] = []
    for part in parts:
        exonyms += part.exonyms
    catalogue: dict[str, object] = {
        "records": add("records", [part.records for part in parts]),
        "names": add("names", list(_merged_names(parts))),
        "actors": add(
            "actors",
            {"actors": _actor_titles(parts), "parts": [part.actors for part in parts]},
        ),
        "exonyms": add("exonyms", exonyms),
    }
    blocks = []
    for block in _blocks(postings):
        first_word, _ = block[0]
        blocks.append((first_word, add("words", block)))
    catalogue["blocks"] = blocks
    contents[f"{FOLDER}/{CATALOGUE}"] = _json(catalogue)
    return contents


def _merged_postings(parts: Iterable[IndexPart]) -> dict[str, str]:
    """The postings of each word in all parts, such as `/AC3A2/B`.

    As in a part, the number before a part says how many parts further it is.
    """
    merged = defaultdict[str, list[str]](list)
    last: dict[str, int] = {}
    for number, part in enumerate(parts, start=1):
        for word, postings in part.postings.items():
            gap = _gap(number - last.get(word, 0))
            merged[word].append(f"{gap}/{postings}")
            last[word] = number
    return {word: "".join(postings) for word, postings in merged.items()}


def _actor_titles(parts: Iterable[IndexPart]) -> list[tuple[str, str]]:
    titles = {}
    for part in parts:
        for _, actor, names in part.names:
            if actor:
                titles[actor] = names[0]
    return sorted(titles.items())


def _merged_names(parts: Sequence[IndexPart]) -> Iterator[list[object]]:
    """What is looked for by its name: the number of the record, how many are about it, and its names."""
    weights = Counter[str]()
    for part in parts:
        ids, records = part.actors
        for numbers in records:
            weights.update(ids[number] for number in numbers)
    start = 0
    for part in parts:
        for number, actor, names in part.names:
            yield [start + number, weights[actor], *names]
        _, records = part.actors
        start += len(records)


def _blocks(postings: Mapping[str, str]) -> Iterator[list[tuple[str, str]]]:
    """Runs of words, in order, with their postings; those of a block begin alike."""
    block: list[tuple[str, str]] = []
    size = 0
    for word in sorted(postings, key=_javascript_order):
        text = postings[word]
        is_full = size + len(text) > BLOCK
        if block and (is_full or _initial(word) != _initial(block[0][0])):
            yield block
            block = []
            size = 0
        block.append((word, text))
        size += len(word) + len(text)
    yield block


def _javascript_order(word: str) -> bytes:
    return word.encode("utf-16-be", "surrogatepass")


def _initial(word: str) -> str:
    """The first letter of a word, or one for all that are near it in other alphabets than ours."""
    if word[0].isascii():
        return word[0]
    return chr(ord(word[0]) & ~0xFFF)


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.pack"


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, _COMPRESSION, mtime=0)


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
