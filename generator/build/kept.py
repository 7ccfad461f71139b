"""The files of slow tasks in the store.

What a task will look up is not known before it runs. So the store has, under the key of the task, the lookups
of its last run, and under a digest of what these find, the files that were made from that.
"""

import json
from collections.abc import Iterable
from hashlib import blake2b

from pydantic import TypeAdapter, ValidationError

from generator.build.store import Store
from generator.library.tracing import LibraryDigests, Lookup
from generator.site.output import Output

Kept = tuple[tuple[Output, ...], tuple[Lookup, ...]]
"""Files, and what was looked up to make them."""

_LOOKUPS = TypeAdapter(tuple[Lookup, ...])
_INDEX = TypeAdapter(tuple[tuple[str, int], ...])


def find(store: Store, key: str, digests: LibraryDigests) -> Kept | None:
    """The files that a task with this key would make; `None` if they are not kept."""
    try:
        lookups = _LOOKUPS.validate_json(store.get(f"lookups/{key}") or b"")
        files = store.get(_address(key, digests, lookups)) or b""
        head, _, contents = files.partition(b"\n")
        outputs: list[Output] = []
        for path, size in _INDEX.validate_json(head):
            outputs.append(Output(path, contents[:size]))
            contents = contents[size:]
    except ValidationError:
        return None
    return tuple(outputs), lookups


def keep(
    store: Store,
    key: str,
    digests: LibraryDigests,
    outputs: tuple[Output, ...],
    lookups: tuple[Lookup, ...],
) -> None:
    """Keep the files of a task."""
    index = json.dumps([(each.path, len(each.content)) for each in outputs]).encode()
    store.put(f"lookups/{key}", json.dumps(lookups).encode())
    contents = b"".join(each.content for each in outputs)
    store.put(_address(key, digests, lookups), index + b"\n" + contents)


def _address(key: str, digests: LibraryDigests, lookups: Iterable[Lookup]) -> str:
    found = "\0".join((key, *(f"{each}\0{digests.of_lookup(each)}" for each in lookups)))
    return f"files/{blake2b(found.encode(), digest_size=16).hexdigest()}"
