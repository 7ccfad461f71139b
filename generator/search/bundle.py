"""The files of the search that the browser loads: all are JSON, compressed.

A first search loads the list of names, the table of records, and a block of the index for each word. Only the
catalogue has a fixed name. Those of all other files change with their contents, so that a browser keeps them.
"""

import gzip
import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from generator.search.index import Postings, index
from generator.search.record import Group, SearchRecord

FOLDER = "search-index"
"""Below `docs/`."""
CATALOGUE = "catalogue.json"
NEIGHBOURS = 48
"""Records in one file of texts, about 12 KB. A page of results may load ten such files."""
BLOCK = 96_000
"""The size of a block in characters, before it is compressed; the postings of a word are never divided."""
_COMPRESSION = 6
"""The highest takes three times as long for a hundredth less."""


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
