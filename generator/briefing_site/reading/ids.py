"""The ids of entries in files, explicit or derived from other fields, and former ids and names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from briefing_site.format import Brief, Location
from briefing_site.format.traversal import members
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Scalar

Id = TypeVar("Id", bound=str | tuple[str, str])


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
            if not isinstance(entry, nodes.Mapping):
                continue
            values = {
                key: value
                for key, (_, value) in entry.entries.items()
                if isinstance(value, Scalar)
            }
            keys = [key for key in ("id", *member.record.labelled_by) if key in values]
            texts = {
                key: " ".join(values[key].text.split())
                for key in keys
                if not values[key].is_empty
            }
            id_, is_given = member.record.identify(texts), "id" in texts
            origin = document.node(
                (*location, "id" if is_given else member.record.labelled_by[-1])
            )
            if id_ and isinstance(origin, Scalar):
                yield IdentifiedEntry(member.key, id_, location, origin, is_given)


def chain(id_: Id, references: Mapping[Id, Id]) -> list[Id]:
    """Where references lead from an id, one after the other, until they end or come back."""
    found = [id_]
    while (
        following := references.get(found[-1])
    ) is not None and following not in found:
        found.append(following)
    return found


def first(id_: Id, references: Mapping[Id, Id]) -> Id:
    """Where references lead in the end; where they lead in a circle, the first id of that by the alphabet."""
    ids = chain(id_, references)
    back = references.get(ids[-1])
    return ids[-1] if back is None else min(ids[ids.index(back) :])


@dataclass(frozen=True)
class Renames:
    """The current names of briefs, events and topics by the former ones, so that references still work."""

    briefs: Mapping[str, str]
    events: Mapping[str, str]
    """As `brief#event`, with the current name of the brief."""
    topics: Mapping[str, str]

    def event(self, reference: str) -> str:
        """The current name of an event, whose brief or id may be a former one."""
        brief, mark, event = reference.partition("#")
        renamed = f"{self.briefs.get(brief, brief)}{mark}{event}"
        return self.events.get(renamed, renamed)

    def current(self, brief: Brief) -> Brief:
        """The brief with current names in its references; the same object if it has no others."""
        topics = tuple(self.topics.get(topic, topic) for topic in brief.topics)
        see_also = tuple(self.briefs.get(other, other) for other in brief.see_also)
        timeline = tuple(
            each
            if each.same_as is None or self.event(each.same_as) == each.same_as
            else each.model_copy(update={"same_as": self.event(each.same_as)})
            for each in brief.timeline
        )
        given = {"topics": topics, "see_also": see_also, "timeline": timeline}
        is_current = all(getattr(brief, key) == value for key, value in given.items())
        return brief if is_current else brief.model_copy(update=given)
