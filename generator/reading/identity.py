"""The ids of the entries of a file, both explicit and derived from other fields, and former ids."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import BaseModel

from generator.format.places import BRIEF
from generator.format.traversal import Location, members
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Mapping, Scalar


class IdentifiedEntry(NamedTuple):
    """An event, a quote or an actor in a file, with its id and the text that the id comes from."""

    list: str
    """The key of the list that contains it."""
    id: str
    location: Location
    origin: Scalar
    is_given: bool
    """Whether the id is in the file, instead of derived from other fields."""


class FormerNames(NamedTuple):
    """The former names in a brief."""

    own: tuple[str, ...] = ()
    """Those of the brief."""
    events: tuple[tuple[str, str], ...] = ()
    """Those of events, each with the id that the event has now, but for those that are in use again."""


NO_FORMER_NAMES = FormerNames()


def former_names(document: Document, entries: Iterable[IdentifiedEntry]) -> FormerNames:
    """The former names in a brief with these entries."""
    ids = {entry.location: entry.id for entry in entries}
    own = tuple(old.text for _, old in document.scalars(BRIEF.formerly.each))
    events: dict[str, str] = {}
    for location, old in document.scalars(BRIEF.timeline.each.formerly.each):
        if location[:2] in ids:
            events.setdefault(old.text, ids[location[:2]])
    in_use = set(ids.values())
    return FormerNames(own, tuple((old, id_) for old, id_ in events.items() if old not in in_use))


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
