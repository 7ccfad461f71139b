"""Former names of briefs, events and topics, so that references with them still work."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.format.brief import Brief
from generator.format.places import TOPICS
from generator.reading.folder import Collection


@dataclass(frozen=True)
class Renames:
    """The current names by the former ones."""

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
        is_current = (topics, see_also) == (brief.topics, brief.see_also) and all(
            new is old for new, old in zip(timeline, brief.timeline, strict=True)
        )
        given = {"topics": topics, "see_also": see_also, "timeline": timeline}
        return brief if is_current else brief.model_copy(update=given)


def read(collection: Collection) -> Renames:
    """The former names in all files, also in those with errors, but those that are in use again."""
    in_use = {file.id for file in collection.briefs}
    briefs, events, topics = dict[str, str](), dict[str, str](), dict[str, str]()
    for file in collection.briefs:
        for name in file.former.own:
            briefs.setdefault(name, file.id)
        events |= {f"{file.id}#{name}": f"{file.id}#{id_}" for name, id_ in file.former.events}
    if collection.topics is not None:
        listed = {str(location[0]) for location, _ in collection.topics.document.find(TOPICS.each)}
        for location, old in collection.topics.document.scalars(TOPICS.each.formerly.each):
            if old.text not in listed:
                topics.setdefault(old.text, str(location[0]))
    return Renames(
        {old: new for old, new in briefs.items() if old not in in_use},
        events,
        topics,
    )
