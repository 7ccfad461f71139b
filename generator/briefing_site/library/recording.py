"""Records what a task looks up in the library, so that it is run again only if that changes.

A lookup is named for a collection of the library and a key in it, such as `briefs/sco-revival`. One of all
records is `briefs/*`, and one of their number alone `briefs/#`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, overload

from briefing_site.library.library import Library

Lookup = str
Record = Callable[[Lookup], object]
"""Is called with each lookup before it is answered."""

ALL = "*"
NUMBER = "#"


class RecordedMapping(Mapping[str, Any]):
    def __init__(self, name: str, values: Mapping[str, Any], record: Record) -> None:
        self._name = name
        self._values = values
        self._record = record

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 -- whatever the library has there
        self._record(f"{self._name}/{key}")
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._record(f"{self._name}/{key}")
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._record(f"{self._name}/{ALL}")
        return iter(self._values)

    def __len__(self) -> int:
        self._record(f"{self._name}/{NUMBER}")
        return len(self._values)


class RecordedSequence(Sequence[Any]):
    def __init__(self, name: str, values: Sequence[Any], record: Record) -> None:
        self._name = name
        self._values = values
        self._record = record

    @overload
    def __getitem__(self, index: int) -> Any: ...  # noqa: ANN401 -- as above
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        self._record(f"{self._name}/{ALL}")
        return self._values[index]

    def __iter__(self) -> Iterator[Any]:
        self._record(f"{self._name}/{ALL}")
        return iter(self._values)

    def __len__(self) -> int:
        self._record(f"{self._name}/{NUMBER}")
        return len(self._values)


def recorded(library: Library, record: Record) -> Library:
    """The same library; `record` is called with each lookup in it."""
    collections: dict[str, Any] = {}
    for field in fields(library):
        values = getattr(library, field.name)
        if isinstance(values, Mapping):
            collections[field.name] = RecordedMapping(field.name, values, record)
        else:
            collections[field.name] = RecordedSequence(field.name, values, record)
    return replace(library, **collections)


def without_repeats(lookups: Sequence[Lookup]) -> tuple[Lookup, ...]:
    """The lookups in their order, without those in collections of which all records were looked up."""
    whole = set()
    for lookup in lookups:
        collection, _, key = lookup.partition("/")
        if key == ALL:
            whole.add(collection)
    shortened = []
    for lookup in dict.fromkeys(lookups):
        collection, _, key = lookup.partition("/")
        if key == ALL or collection not in whole:
            shortened.append(lookup)
    return tuple(shortened)
