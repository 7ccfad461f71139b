"""The ids of the entries of a file, both explicit and derived from other fields."""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from generator.documents.document import Document
from generator.documents.node import Mapping, Scalar
from generator.format.traversal import Location, members


class IdentifiedEntry(NamedTuple):
    """An event, a quote or an actor in a file, with its id and the text that the id comes from."""

    list: str
    """The key of the list that contains it."""
    id: str
    location: Location
    origin: Scalar
    is_given: bool
    """Whether the id is in the file, instead of derived from other fields."""


def entries(document: Document, model: type[BaseModel]) -> Iterator[IdentifiedEntry]:
    """The entries with an id in the top-level lists of a file, in the order of the format."""
    for member in members(model):
        if member.record is None or "id" not in member.record.model_fields:
            continue
        for location, entry in document.find(member.each):
            if not isinstance(entry, Mapping):
                continue
            texts = dict(_texts(entry, ("id", *member.record.labelled_by)))
            id_, is_given = member.record.identify(texts), "id" in texts
            origin = document.node((*location, "id" if is_given else member.record.labelled_by[-1]))
            if id_ and isinstance(origin, Scalar):
                yield IdentifiedEntry(member.key, id_, location, origin, is_given)


def _texts(entry: Mapping, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Those of the fields that are texts, on one line."""
    for key in keys:
        _, value = entry.entries.get(key, (None, None))
        if isinstance(value, Scalar) and not value.is_empty:
            yield key, " ".join(value.text.split())
