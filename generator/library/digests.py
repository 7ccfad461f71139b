"""Digests of records: equal records have equal digests, on every machine and in every run."""

import datetime
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import Any
from uuid import UUID

from pydantic import BaseModel, RootModel

from generator.format.dates import EdtfDate
from generator.format.prose.tree import Prose
from generator.format.traversal import Member

SIZE = 16
"""Bytes of a digest: enough that no two records of any collection share one."""


class Digests:
    """Digests that are computed once for each record, and only as long as the records are kept."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}
        """By identity, with the record, so that no other object gets the same one."""

    def __reduce__(self) -> tuple[type["Digests"], tuple[()]]:
        """Another process has other objects."""
        return Digests, ()

    def of(self, value: object) -> bytes:
        """The digest of a frozen record, or of texts, numbers, dates, ids, sequences and mappings of records.

        Raises `TypeError` for anything else, as it may not be the same in another run.
        """
        return blake2b(self._encoded(value), digest_size=SIZE).digest()

    def _encoded(self, value: Any) -> bytes:  # noqa: ANN401 -- of any type
        """Bytes that differ for different values; a record is represented by its digest."""
        match value:
            case str():
                text = value.encode("utf-8", "surrogatepass")
                return b"s%d:%b" % (len(text), text)
            case bytes():
                return b"b%d:%b" % (len(value), value)
            case None | bool() | int() | float():
                return f"n{value!r};".encode()
            case tuple() | list():
                return b"(%b)" % b"".join(map(self._encoded, value))
            case dict():
                pairs = ((key, each) for key, each in value.items())
                return b"{%b}" % b"".join(map(self._encoded, pairs))
            case EdtfDate():
                return self._encoded(value.text)
            case Prose():
                return self._encoded(value.source)
            case Member():
                return self._encoded(value.key)
            case datetime.date() | Enum() | UUID():
                return self._encoded(str(value))
            case _ if callable(value):
                return self._encoded((value.__module__, value.__qualname__))
            case _:
                return self._record(value)

    def _record(self, record: Any) -> bytes:  # noqa: ANN401 -- of any type
        known = self._known.get(id(record))
        if known is None:
            model: Any = type(record)
            values = (getattr(record, name) for name in _fields(model))
            encoded = b"".join(map(self._encoded, (model.__qualname__, *values)))
            known = self._known[id(record)] = record, blake2b(encoded, digest_size=SIZE).digest()
        return known[1]


@cache
def _fields(of: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a class
    if is_dataclass(of):
        return tuple(each.name for each in fields(of))
    if issubclass(of, RootModel):
        return ("root",)
    if issubclass(of, BaseModel):
        return tuple(of.model_fields)
    raise TypeError(f"a {of.__qualname__} has no digest")
