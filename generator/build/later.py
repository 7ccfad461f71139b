"""What was made after a quick build, in the store; the next quick build of the same files takes it over."""

from collections.abc import Iterable
from dataclasses import dataclass

import cbor2

from generator.build.store import Store
from generator.build.workers import Made, MadeFile
from generator.search.index import Bundle

_KEY = "later.cbor"
_INPUTS = "later.txt"
"""Which inputs it was made from: it may be large, so it is read only if these are still the same."""


@dataclass(frozen=True)
class Later:
    """The results of tasks, and the files of the search index by path; `None` if it is not there."""

    made: tuple[Made, ...] = ()
    index: Bundle | None = None


def read(store: Store, inputs: str) -> Later:
    """What was made from files with this digest."""
    stored = store.get(_KEY) if store.get(_INPUTS) == inputs.encode() else None
    digest, tasks, index = cbor2.loads(stored) if stored else ("", [], None)
    if digest != inputs:
        return Later()
    made = (
        Made(
            number,
            tuple(MadeFile(path, hashed, content=content) for path, hashed, content in files),
            (*found,),
        )
        for number, files, found in tasks
    )
    return Later(tuple(made), index if index is None else Bundle(index))


def write(store: Store, inputs: str, made: Iterable[Made], index: dict[str, bytes]) -> None:
    """Keep what was made from files with this digest, instead of what was kept before."""
    tasks = [
        (each.number, [(file.path, file.digest, file.content) for file in each.files], each.lookups)
        for each in made
    ]
    store.put(_KEY, cbor2.dumps((inputs, tasks, index)))
    store.put(_INPUTS, inputs.encode())
