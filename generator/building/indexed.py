"""The files of the search index in the store, for a quick build, which takes them only from there."""

import cbor2

from generator.building.store import Store

_KEY = "search.cbor"


def read(store: Store, inputs: str) -> dict[str, bytes] | None:
    """The index of files with this digest, by path; `None` if it is not kept."""
    stored = store.get(_KEY)
    digest, files = cbor2.loads(stored) if stored else ("", None)
    return files if digest == inputs else None


def write(store: Store, inputs: str, files: dict[str, bytes]) -> None:
    """Keep the index of files with this digest, instead of the one before."""
    store.put(_KEY, cbor2.dumps((inputs, files)))
