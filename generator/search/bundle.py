"""The files of the search that the browser loads: all are JSON, compressed.

A first search loads the list of names, the table of records, and a block of the index for each word. Only the
catalogue has a fixed name. Those of all other files change with their contents, so that a browser keeps them.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from generator.search.index import Postings, index
from generator.search.record import Group, SearchRecord

FOLDER = "search-index"
"""Below `docs/`."""
CATALOGUE = "catalogue.json"
NEIGHBOURS = 48
"""Records in one file of texts, about 12 KB. A page of results may load ten such files."""
BLOCK = 96_000
"""The size of a block in characters, before it is compressed; the postings of a word are never divided."""


def files(groups: Sequence[Group]) -> dict[str, bytes]:
    """The files, by path below `docs/`."""
    records = tuple(chain.from_iterable(group.records for group in groups))
    if not records:
        return {}
    made: dict[str, bytes] = {}

    def add(name: str, value: object) -> str:
        content = _json(value)
        digest = hashlib.sha256(content).hexdigest()[:10]
        made[f"{name}-{digest}.pack"] = _compressed(content)
        return digest

    for group in groups:
        for number in range(0, len(group.records), NEIGHBOURS):
            shown = [record.shown() for record in group.records[number : number + NEIGHBOURS]]
            made[f"texts/{group.digest}-{number // NEIGHBOURS}.pack"] = _compressed(_json(shown))
    catalogue = {
        "records": add("records", _table(groups)),
        "names": add("names", _names(records)),
        "actors": add("actors", _actors(records)),
        "blocks": [
            [first, add("words", found), add("places", places)]
            for first, found, places in _blocks(index(records))
        ],
    }
    made[CATALOGUE] = _json(catalogue)
    return {f"{FOLDER}/{path}": content for path, content in sorted(made.items())}


def _table(groups: Sequence[Group]) -> object:
    """What results are counted and filtered by: it has a column for each property, which compresses well."""
    records = [record for group in groups for record in group.records]
    topics = {about: place for place, about in enumerate(sorted({record.topics for record in records}))}
    return {
        "groups": [[group.digest, len(group.records)] for group in groups],
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


def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
