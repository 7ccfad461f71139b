"""The ids of entries in files, explicit or derived from other fields, and former ids and names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from briefing_site.format import Brief, Location, Record
from briefing_site.format.brief import Event
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
        for location, node in document.find(member.pattern):
            if isinstance(node, nodes.Mapping):
                entry = _identified(member.key, member.record, location, node)
                if entry:
                    yield entry


def _identified(
    list_: str, record: type[Record], location: Location, node: nodes.Mapping
) -> IdentifiedEntry | None:
    """An entry of a list, if it has an id, or the fields that an id comes from."""
    texts = {}
    for key in ("id", *record.labelled_by):
        value = nodes.child(node, key)
        if isinstance(value, Scalar) and not value.is_empty:
            texts[key] = " ".join(value.text.split())
    id_ = record.identify(texts)
    is_given = "id" in texts
    origin = nodes.child(node, "id" if is_given else record.labelled_by[-1])
    if not id_ or not isinstance(origin, Scalar):
        return None
    return IdentifiedEntry(list_, id_, location, origin, is_given)


def chain(id_: Id, references: Mapping[Id, Id]) -> list[Id]:
    """Where references lead from an id, one after the other, until they end or come back."""
    ids = [id_]
    while ids[-1] in references and references[ids[-1]] not in ids:
        ids.append(references[ids[-1]])
    return ids


def first(id_: Id, references: Mapping[Id, Id]) -> Id:
    """Where references lead in the end; where they lead in a circle, the first id of that by the alphabet."""
    ids = chain(id_, references)
    if ids[-1] not in references:
        return ids[-1]
    start = ids.index(references[ids[-1]])
    return min(ids[start:])


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
        see_also = tuple(self.briefs.get(slug, slug) for slug in brief.see_also)
        timeline = tuple(self._current_event(event) for event in brief.timeline)
        renamed = {"topics": topics, "see_also": see_also, "timeline": timeline}
        for key, value in renamed.items():
            if getattr(brief, key) != value:
                return brief.model_copy(update=renamed)
        return brief

    def _current_event(self, event: Event) -> Event:
        if event.same_as is None or self.event(event.same_as) == event.same_as:
            return event
        return event.model_copy(update={"same_as": self.event(event.same_as)})
