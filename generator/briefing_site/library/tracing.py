"""Records what a task looks up in the library, so that it is run again only if one of these changed.

Equal records have equal digests, on every machine and in every run.

A lookup is named `collection/id:field`, such as `briefs/sco-revival:entry`, or `collection/id` for what is
no record, and for whether a record is there. Reading a whole collection is `collection/*`, and only
counting it `collection/#`. As all of the library is behind these lookups, none can be forgotten.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, cached_property
from hashlib import blake2b
from itertools import chain
from types import FunctionType, NoneType
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel, RootModel

from briefing_site.format import EdtfDate, Member, Prose
from briefing_site.library.library import Library, Result

Lookup = str

SIZE = 16
"""Bytes of a digest: enough that no two records of any collection share one."""
_ALL = "*"
_NUMBER = "#"
_TRACED = "traced"


class _Traced:
    def __init__(
        self,
        name: str,
        values: Any,  # noqa: ANN401
        record: Callable[[Lookup], object],
    ) -> None:
        self._values = values
        self._record = record
        self._name = name
        self._found: dict[str, Any] = {}

    def __len__(self) -> int:
        self._record(f"{self._name}/{_NUMBER}")
        return len(self._values)


class _TracedMapping(_Traced, Mapping[str, Any]):
    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 -- whatever the library has there
        if key not in self._found:
            lookup, value = f"{self._name}/{key}", self._values.get(key)
            if is_dataclass(value):
                # with the same fields, properties and methods; each field that these read is recorded
                copy = object.__new__(_traced_class(cast("Any", type(value))))
                vars(copy)[_TRACED] = value, lookup, self._record
                self._found[key] = copy
            else:
                self._record(lookup)
                self._found[key] = self._values[key]
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        self._record(f"{self._name}/{key}")
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._record(f"{self._name}/{_ALL}")
        self._found = {**self._values}  # nothing else in it needs to be recorded
        return iter(self._values)


@cache
def _traced_class(of: Any) -> type[object]:  # noqa: ANN401 -- of records
    def traced(name: str) -> cached_property[object]:
        def read(copy: object) -> object:
            record, lookup, report = vars(copy)[_TRACED]
            report(f"{lookup}:{name}")
            return getattr(record, name)

        return cached_property(read)

    return type(
        of.__name__, (of,), {each.name: traced(each.name) for each in fields(of)}
    )


class _TracedSequence(_Traced, Sequence[Any]):
    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 -- a value, or several by a slice
        self._record(f"{self._name}/{_ALL}")
        return self._values[index]


def _collections(library: Library) -> dict[str, Any]:
    return {each.name: getattr(library, each.name) for each in fields(library)}


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


def traced(
    library: Library,
    record: Callable[[Lookup], object],
    keep: Callable[..., Any] | None = None,
) -> Library:
    """The same library; each lookup in it is passed to `record` before it is answered.

    `keep` is called in place of `Library.kept`.
    """
    collections: dict[str, Any] = {
        name: (_TracedMapping if isinstance(values, Mapping) else _TracedSequence)(
            name, values, record
        )
        for name, values in _collections(library).items()
    }
    copy = _TracedLibrary(**collections)
    vars(copy).update(_library=library, _record=record, kept=keep or library.kept)
    return copy


class Digests:
    """Digests that are computed once for each record, and only as long as the records are kept."""

    def __init__(self) -> None:
        self.known: dict[int, bytes] = {}
        """By identity."""
        self.records: list[object] = []
        """So that no other object gets the same one."""

    def __getstate__(self) -> dict[str, object]:
        return vars(self) | {"known": {}, "records": []}

    def of(self, value: object) -> str:
        """The digest of a frozen record, or of texts, numbers, dates, ids, sequences and mappings of records.

        Raises `TypeError` for anything else, as it may not be the same in another run.
        """
        return blake2b(_encode[type(value)](value, self), digest_size=SIZE).hexdigest()


_Encode = Callable[[Any, Digests], bytes]
"""Bytes that differ for different values."""


class _Encoders(dict[type, _Encode]):
    """By type, or one that it is derived from; anything else is a record."""

    def __missing__(self, kind: type) -> _Encode:
        self[kind] = next(
            (self[each] for each in kind.__mro__ if each in self), _record
        )
        return self[kind]


def _record(record: Any, digests: Digests) -> bytes:  # noqa: ANN401 -- of any type
    """The digest of a record."""
    found = digests.known.get(id(record))
    if found is None:
        model: Any = type(record)
        encoded = _values(
            (model.__qualname__, *map(record.__getattribute__, _fields(model))), digests
        )
        found = digests.known[id(record)] = blake2b(encoded, digest_size=SIZE).digest()
        digests.records.append(record)
    return found


def _values(values: Iterable[object], digests: Digests) -> bytes:
    return b"(%b)" % b"".join([_encode[type(each)](each, digests) for each in values])


def _text(value: object, _: Digests) -> bytes:
    text = str(value).encode("utf-8", "surrogatepass")
    return b"s%d:%b" % (len(text), text)


_encode = _Encoders()
_encode |= dict.fromkeys((str, datetime.date, Enum, UUID), _text)
_encode |= dict.fromkeys(
    (NoneType, int, float), lambda value, _: f"n{value!r};".encode()
)
_encode |= dict.fromkeys((tuple, list), _values)
_encode |= {
    bytes: lambda value, _: b"b%d:%b" % (len(value), value),
    dict: lambda values, digests: b"{%b}" % _values(chain(*values.items()), digests),
    EdtfDate: lambda date, digests: _text(date.text, digests),
    Prose: lambda prose, digests: _text(prose.source, digests),
    Member: lambda member, digests: _text(member.key, digests),
}
_encode |= dict.fromkeys(
    (FunctionType, type),
    lambda each, digests: _values((each.__module__, each.__qualname__), digests),
)


@cache
def _fields(of: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a class
    if is_dataclass(of):
        return tuple(each.name for each in fields(of))
    if issubclass(of, RootModel):
        return ("root",)
    if issubclass(of, BaseModel):
        return tuple(of.model_fields)
    raise TypeError(f"a {of.__qualname__} has no digest")


class LibraryDigests(Digests):
    """The digests of everything that can be looked up in a library."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._collections = _collections(library)
        self._found: dict[Lookup, str] = {}

    def of_lookup(self, lookup: Lookup) -> str:
        """The digest of what a lookup finds; empty if it finds nothing."""
        if lookup not in self._found:
            name, _, key = lookup.partition("/")
            key, _, part = key.partition(":")
            values = self._collections.get(name, {})
            if key == _NUMBER:
                found = str(len(values))
            elif key == _ALL:
                found = self.of(
                    tuple(values.items() if isinstance(values, Mapping) else values)
                )
            elif not isinstance(values, Mapping) or key not in values:
                found = ""
            elif part:
                found = self.of(getattr(values[key], part, None))
            else:
                found = "record" if is_dataclass(values[key]) else self.of(values[key])
            self._found[lookup] = found
        return self._found[lookup]
