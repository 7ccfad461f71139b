"""Digests of records, by which a build knows what has changed; they are the same on each machine."""

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
"""Bytes of a digest: enough that no two records of any collection share one."""


class Digests:
    """Computes digests. Each record is read once, however many others contain it."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        """The digests of records, by the identity of the record."""
        self._records: list[object] = []
        """These records, which stay, so that no other object gets the identity of one."""

    def of(self, value: object) -> str:
        """The digest of texts, numbers, dates, functions and records, or of lists and mappings of these.

        Raises `TypeError` for anything else, as it may not be the same in another run.
        """
        text = json.dumps(self._plain(value))
        return blake2b(text.encode(), digest_size=_SIZE).hexdigest()

    def _plain(self, value: Any) -> object:  # noqa: ANN401 -- of any type
        """The value as JSON has it, with the digest of each record in its place."""
        match value:
            case None | str() | int() | float():
                return value
            case tuple() | list():
                return [self._plain(each) for each in value]
            case Mapping():
                return [[key, self._plain(each)] for key, each in value.items()]
            case Prose():
                return value.source
            case EdtfDate():
                return value.text
            case Member():
                return value.key
            case bytes():
                return blake2b(value, digest_size=_SIZE).hexdigest()
            case datetime.date() | UUID() | Enum():
                return str(value)
            case FunctionType() | type():
                return f"{value.__module__}.{value.__qualname__}"
            case _:
                return self._of_record(value)

    def _of_record(self, record: object) -> str:
        digest = self._known.get(id(record))
        if digest is None:
            model: Any = type(record)
            values = [getattr(record, name) for name in _field_names(model)]
            digest = self.of([model.__qualname__, *values])
            self._known[id(record)] = digest
            self._records.append(record)
        return digest


@cache
def _field_names(model: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a class
    if is_dataclass(model):
        return tuple(field.name for field in fields(model))
    if issubclass(model, RootModel):
        return ("root",)
    if issubclass(model, BaseModel):
        return tuple(model.model_fields)
    raise TypeError(f"a {model.__qualname__} has no digest")


class LibraryDigests:
    """The digests of everything that can be looked up in a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._digests = Digests()
        self._known: dict[Lookup, str] = {}

    def of(self, lookup: Lookup) -> str:
        """The digest of what a lookup finds; empty if it finds nothing."""
        if lookup not in self._known:
            self._known[lookup] = self._of(lookup)
        return self._known[lookup]

    def _of(self, lookup: Lookup) -> str:
        name, _, key = lookup.partition("/")
        values: Any = getattr(self._library, name, ())
        if key == NUMBER:
            return str(len(values))
        if key == ALL:
            return self._digests.of(values)
        if isinstance(values, Mapping) and key in values:
            return self._digests.of(values[key])
        return ""
