"""Records what a task looks up in the library, so that it is run again only if one of these changed.

A lookup is named `collection/id`, such as `briefs/sco-revival`. Reading a whole collection is `collection/*`,
and only counting it `collection/#`. As all of the library is behind these lookups, none can be forgotten.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar, cast, overload

from generator.library.digests import Digests
from generator.library.library import DERIVED, Library, Result

Value = TypeVar("Value")
Lookup = str

_ALL = "*"
_NUMBER = "#"


class _TracedMapping(Mapping[str, Value]):
    def __init__(self, name: str, values: Mapping[str, Value], record: Callable[[Lookup], object]) -> None:
        self._values = values
        self._record = record
        self._name = name

    def __getitem__(self, key: str) -> Value:
        self._record(f"{self._name}/{key}")
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._record(f"{self._name}/{key}")
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._record(f"{self._name}/{_ALL}")
        return iter(self._values)

    def __len__(self) -> int:
        self._record(f"{self._name}/{_NUMBER}")
        return len(self._values)


class _TracedSequence(Sequence[Value]):
    def __init__(self, name: str, values: Sequence[Value], record: Callable[[Lookup], object]) -> None:
        self._values = values
        self._record = record
        self._name = name

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        self._record(f"{self._name}/{_ALL}")
        return self._values[index]

    def __len__(self) -> int:
        self._record(f"{self._name}/{_NUMBER}")
        return len(self._values)


def _collections(library: Library) -> dict[str, Any]:
    return {name: getattr(library, name) for name in (*(each.name for each in fields(library)), *DERIVED)}


class _TracedLibrary(Library):
    _library: Library
    _record: Callable[[Lookup], object]

    def once(self, make: Callable[..., Result], *arguments: object) -> Result:
        """The same as in the library; what was looked up is recorded each time."""
        value, lookups = self._library.once(_make_traced, make, *arguments)
        for lookup in lookups:
            self._record(lookup)
        return cast("Result", value)


def _make_traced(
    library: Library, make: Callable[..., object], *arguments: object
) -> tuple[object, Iterable[Lookup]]:
    lookups: dict[Lookup, None] = {}
    return make(traced(library, lookups.setdefault), *arguments), lookups


def traced(library: Library, record: Callable[[Lookup], object]) -> Library:
    """The same library; each lookup in it is passed to `record` before it is answered."""
    collections: dict[str, Any] = {
        name: (_TracedMapping if isinstance(values, Mapping) else _TracedSequence)(name, values, record)
        for name, values in _collections(library).items()
    }
    derived = {name: collections.pop(name) for name in DERIVED}
    copy = _TracedLibrary(**collections)
    # where cached properties keep their values
    vars(copy).update(derived, _library=library, _record=record)
    return copy


class LibraryDigests:
    """The digests of everything that can be looked up in a library."""

    def __init__(self, library: Library) -> None:
        self._collections = _collections(library)
        self._digests = Digests()
        self._known: dict[Lookup, str] = {}

    def of(self, value: object) -> str:
        """The digest of a value that consists of records of the library."""
        return self._digests.of(value).hex()

    def of_lookup(self, lookup: Lookup) -> str:
        """The digest of what a lookup finds; empty if it finds nothing."""
        known = self._known.get(lookup)
        if known is None:
            known = self._known[lookup] = self._found(lookup)
        return known

    def _found(self, lookup: Lookup) -> str:
        name, _, key = lookup.partition("/")
        values = self._collections.get(name, {})
        if key == _NUMBER:
            return str(len(values))
        if key == _ALL:
            return self.of(tuple(values.items()) if isinstance(values, Mapping) else tuple(values))
        return self.of(values[key]) if isinstance(values, Mapping) and key in values else ""
