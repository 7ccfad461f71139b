"""The index that Pagefind built, turned into the files that the browser loads.

Pagefind 1.5 finds words well, but a thousand briefs, with some 26,000 records, require three changes:

- It loads the names of all records before the first search, and names them by digests of seven letters, which
  do not compress. Ours are a third smaller and include kind, topics and year, so that results are counted and
  filtered without loading anything else: its own filters would add 250 KB.
- It writes a file for each record. Here a file has the texts of several neighbouring records.
- Its filters come in a different order on each run. Without them the same records give the same bytes.

The index of words is left unchanged. Of its formats only that of the list of names is known here:
`pagefind/src/index/index_metadata.rs` in https://github.com/Pagefind/pagefind, in CBOR (RFC 8949).
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import cbor2

from generator.search.record import NamedRecord

FOLDER = "pagefind"
"""Below `docs/`."""
LANGUAGE = "en"
"""The language of the stemmer; words of other languages are found as they are written."""
NEIGHBOURS = 32
"""Records of a page in one file, that is, those of nearly every brief: about 4 KB."""

_USED = re.compile(
    rf"pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\.{LANGUAGE}\.pagefind|.*\.pf_(meta|index)"
)
"""Without its interface, styles and filters."""
_SIGNATURE = b"pagefind_dcd"


def files(records: Sequence[NamedRecord], built: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, by path below `docs/`, from those that Pagefind wrote.

    The addresses of its documents are the indices of the records.
    """
    texts = dict(_texts(built))
    if not texts:
        return {}
    names = {digest: records[number].name for digest, (number, _) in texts.items()}
    contents = {records[number].name: content for number, content in texts.values()}
    bundle = {path: content for path, content in built.items() if _USED.fullmatch(path)}
    bundle = _with_names(bundle, names)
    bundle |= {f"records/{name}.pack": pack for name, pack in _packs(records, contents)}
    bundle["actors.pack"] = _packed(_actors(records))
    return {f"{FOLDER}/{path}": content for path, content in sorted(bundle.items())}


def _texts(built: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[int, str]]]:
    """For each name by Pagefind: the index of the record, and its text as indexed."""
    for path, content in built.items():
        if path.startswith("fragment/"):
            fragment = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
            digest = path.removeprefix("fragment/").removesuffix(".pf_fragment")
            yield digest, (int(fragment["url"]), fragment["content"])


def _with_names(bundle: dict[str, bytes], names: Mapping[str, str]) -> dict[str, bytes]:
    """Rename the records and drop the filters in the list of records; update the entry point."""
    entry = json.loads(bundle["pagefind-entry.json"])
    language = entry["languages"][LANGUAGE]
    old = bundle[f"pagefind.{language['hash']}.pf_meta"]
    version, pages, chunks, _filters, *rest = cbor2.loads(gzip.decompress(old).removeprefix(_SIGNATURE))
    listed = cbor2.dumps([version, [[names[name], words] for name, words in pages], chunks, [], *rest])
    digest = f"{LANGUAGE}_{hashlib.sha256(listed).hexdigest()[:10]}"
    kept = {path: content for path, content in bundle.items() if not path.endswith(".pf_meta")}
    language["hash"] = digest
    return kept | {
        f"pagefind.{digest}.pf_meta": _compressed(_SIGNATURE + listed),
        "pagefind-entry.json": json.dumps(entry, ensure_ascii=False).encode(),
    }


def _packs(records: Sequence[NamedRecord], contents: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The data that results show, in packs by name."""
    for name, group in groupby(records, key=lambda each: f"{each.digest}-{each.number // NEIGHBOURS}"):
        yield name, _packed([each.record.shown(contents.get(each.name, "")) for each in group])


def _actors(records: Sequence[NamedRecord]) -> object:
    """Ids and titles of all actors, and for each record of each page the indices of its actors."""
    titles = {each.record.actors[0]: each.record.title for each in records if each.record.kind == "actor"}
    place = {actor: number for number, actor in enumerate(sorted(titles))}
    return {
        "actors": [[actor, titles[actor]] for actor in sorted(titles)],
        "records": {
            digest: [[place[actor] for actor in each.record.actors] for each in group]
            for digest, group in groupby(records, key=lambda each: each.digest)
        },
    }


def _packed(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _compressed(text.encode("utf-8", "replace"))


def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
