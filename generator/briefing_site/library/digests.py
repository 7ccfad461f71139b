"""Digests of records, by which a build knows what has changed since the last one.

The same records have the same digests in each run and on each machine.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from types import FunctionType
from typing import Any
from uuid import UUID

from pydantic import BaseModel, RootModel

from briefing_site.format import EdtfDate, Member, Prose
from briefing_site.library.library import Library
from briefing_site.library.recording import ALL, NUMBER, Lookup

_SIZE = 16
"""Bytes of a digest: enough that no two different records will ever have the same one."""


class Digests:
    """Computes digests, and remembers those of records, as many records are part of several others."""

    def __init__(self) -> None:
        self._digests: dict[int, str] = {}
        """The digests of records, by the `id()` of the record."""
        self._records: list[object] = []
        """All records in `_digests`. If one was deleted, Python could give its `id()` to another object."""

    def of(self, value: object) -> str:
        """The digest of a value.

        Values are what `_plain` names, and lists and mappings of these. The order of a mapping counts.
        Raises `TypeError` for anything else, such as a set, which may differ in another run.
        """
        text = json.dumps(self._plain(value))
        return blake2b(text.encode(), digest_size=_SIZE).hexdigest()

    def _plain(self, value: Any) -> object:  # noqa: ANN401 -- of any type
        """The value as JSON can hold it; a record is represented by its digest."""
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, tuple | list):
            return [self._plain(entry) for entry in value]
        if isinstance(value, Mapping):
            # pairs, as the keys of an object in JSON are texts only
            pairs = []
            for key, entry in value.items():
                pairs.append([self._plain(key), self._plain(entry)])
            return pairs
        if isinstance(value, Prose):
            return value.source
        if isinstance(value, EdtfDate):
            return value.text
        if isinstance(value, Member):
            # a field of the format, which changes only with the program
            return value.key
        if isinstance(value, bytes):
            return blake2b(value, digest_size=_SIZE).hexdigest()
        if isinstance(value, datetime.date | UUID | Enum):
            return str(value)
        if isinstance(value, FunctionType | type):
            # their `repr` may have an address in memory, which differs in each run
            return f"{value.__module__}.{value.__qualname__}"
        return self._of_record(value)

    def _of_record(self, record: object) -> str:
        """The digest of the class and of all fields of a record."""
        digest = self._digests.get(id(record))
        if digest is None:
            record_type: type = type(record)
            values = [getattr(record, name) for name in _field_names(record_type)]
            digest = self.of([record_type.__qualname__, *values])
            self._digests[id(record)] = digest
            self._records.append(record)
        return digest


@cache
def _field_names(record_type: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a class
    """The names of the fields of a dataclass or a model. Raises `TypeError` for any other class."""
    if is_dataclass(record_type):
        return tuple(field.name for field in fields(record_type))
    if issubclass(record_type, RootModel):
        return ("root",)
    if issubclass(record_type, BaseModel):
        return tuple(record_type.model_fields)
    raise TypeError(f"a {record_type.__qualname__} has no digest")


class LibraryDigests:
    """The digests of everything that can be looked up in a library."""

    def __init__(self, library: Library) -> None:
        self.values = Digests()
        """Those of any values, as what tasks are given is in the library, too."""
        self._library = library
        self._digests_of_lookups: dict[Lookup, str] = {}

    def of(self, lookup: Lookup) -> str:
        """The digest of what a lookup finds; empty if there is no such collection or record in the library.

        A lookup is a text such as `briefs/sco-revival`, as `recording` describes it.
        """
        if lookup not in self._digests_of_lookups:
            self._digests_of_lookups[lookup] = self._of(lookup)
        return self._digests_of_lookups[lookup]

    def _of(self, lookup: Lookup) -> str:
        name, _, key = lookup.partition("/")
        collection: Any = getattr(self._library, name, None)
        if collection is None:
            return ""
        if key == NUMBER:
            return str(len(collection))
        if key == ALL:
            return self.values.of(collection)
        if isinstance(collection, Mapping) and key in collection:
            return self.values.of(collection[key])
        return ""
