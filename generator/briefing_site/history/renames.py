"""Ids that changed while what they stand for stayed the same, so that references to it are no change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

from briefing_site.format import BRIEF, Member
from briefing_site.format.traversal import Pattern, members
from briefing_site.history.entry import Data, Key, Rename, one_line

(SOURCES,) = BRIEF.sources

Ids = Mapping[Key, str]
"""New ids by the former ones."""
NO_IDS: Ids = {}
_TURNS = 3
"""A source may name others, such as one that it is a copy of, which have to have their new ids first."""


class RenamedActor(NamedTuple):
    """An actor that has another id since a day."""

    day: str
    old_id: str
    new_id: str


def between(actors: Iterable[RenamedActor], since: str, until: str) -> Ids:
    """The new ids of the actors that were renamed from one day until another one."""
    renames: list[Rename] = []
    for actor in actors:
        if since <= actor.day <= until:
            renames.append(Rename(("actor", actor.old_id, ""), actor.new_id))
    return one_after_another(renames)


def one_after_another(renames: Iterable[Rename]) -> Ids:
    """The ids that each thing has in the end, if it is renamed several times."""
    ids: dict[Key, str] = {}
    for (kind, old_id, brief), new_id in renames:
        for key, current_id in ids.items():
            if (key[0], current_id, key[2]) == (kind, old_id, brief):
                ids[key] = new_id
        ids[kind, old_id, brief] = new_id
    return ids


def carried_over(
    model: type[BaseModel], old: Data, new: Data, ids: Ids = NO_IDS
) -> tuple[Data, tuple[Rename, ...]]:
    """An old version of a file with the ids that the new one has, and what was renamed in it.

    These are the given ids, and those of sources of the file that have another id and are otherwise the same.
    """
    rewriter = _Rewriter(ids)
    if ids:
        old = rewriter.record(model, old)
    for _ in range(_TURNS):
        source_ids = _renamed_sources(old, new)
        if not source_ids:
            break
        rewriter.ids = source_ids
        old = rewriter.record(model, old)
    return old, tuple(rewriter.renames)


def _renamed_sources(old: Data, new: Data) -> Ids:
    """The ids of sources that are gone, each with that of the new source that says the same."""
    before = old.get(SOURCES)
    after = new.get(SOURCES)
    ids: dict[Key, str] = {}
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ids
    added = {id_: source for id_, source in after.items() if id_ not in before}
    for old_id, source in before.items():
        if old_id in after:
            continue
        for new_id, new_source in added.items():
            if new_source == source:
                ids["source", old_id, ""] = new_id
                del added[new_id]
                break
    return ids


@dataclass
class _Rewriter:
    """Writes other ids into the data of a file, which may be in any version of the format."""

    ids: Ids
    renames: dict[Rename, None] = field(default_factory=dict)
    """Those that the data had, in their order."""

    def record(self, model: type[BaseModel], data: Data) -> Data:
        rewritten = dict(data)
        for member in members(model):
            if member.key in data:
                rewritten[member.key] = self._value(
                    data[member.key], member, member.steps
                )
        id_ = _id_of(model, data)
        if id_ and id_ != _id_of(model, rewritten) and "id" not in data:
            rewritten["id"] = id_  # one that is made from the speaker stays the same
        return rewritten

    def _value(self, value: Any, member: Member, steps: Pattern) -> Any:  # noqa: ANN401
        """A value of a field, or all those in a list or a mapping, as a file holds them."""
        if steps[:1] == ("*",) and isinstance(value, list):
            return [self._value(inner, member, steps[1:]) for inner in value]
        if steps[:1] == ("?",) and isinstance(value, dict):
            entries = {}
            for id_, inner in value.items():
                new_id = id_
                if member.key == SOURCES:
                    new_id = self._new_id(("source", id_, ""))
                entries[new_id] = self._value(inner, member, steps[1:])
            return entries
        if member.record and isinstance(value, dict):
            return self.record(member.record, value)
        if member.field_type and isinstance(value, str):
            return self._text(value, member)
        return value

    def _text(self, text: str, member: Member) -> str:
        """A text with the new id of each thing that it names."""
        if member.field_type is None:
            return text
        rewritten = text
        mentions = sorted(member.field_type.mentions(text), key=attrgetter("start"))
        for named in reversed(mentions):
            id_ = self._new_id((named.kind, named.id, named.brief))
            if id_ != named.id:
                rewritten = rewritten[: named.start] + id_ + rewritten[named.end :]
        return rewritten

    def _new_id(self, key: Key) -> str:
        if key not in self.ids:
            return key[1]
        new_id = self.ids[key]
        self.renames[Rename(key, new_id)] = None
        return new_id


def _id_of(model: type[BaseModel], data: Data) -> str:
    """The id of an entry, explicit or made from its texts; empty for one that has none."""
    identify = getattr(model, "identify", None)
    if identify is None:
        return ""
    return str(identify({key: one_line(value) for key, value in data.items()}))


def former_ids(data: Data) -> Sequence[str]:
    """The former ids that a file lists."""
    (key,) = BRIEF.formerly
    ids = data.get(key)
    if not isinstance(ids, list):
        return ()
    return [id_ for id_ in ids if isinstance(id_, str)]
